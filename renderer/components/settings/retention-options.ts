import type { Retention } from '@core/contract/history.ts';
import { byteCount } from '@core/chain/durations.ts';
import type { Option } from '../../ui/UiSelect.vue';

export const NO_LIMIT = 'none';
const DAYS = [7, 30, 90, 365, 1_095];
const MEGABYTES = [100, 500, 1_000, 4_000, 20_000];

/** How long: the usual ones, what is set beside them, and no limit. */
export function dayOptions({ days }: Retention): Option[] {
  return choices(DAYS, days, (n) => (n % 365 === 0 ? plural(n / 365, 'year') : plural(n, 'day')));
}

export function sizeOptions({ megabytes }: Retention): Option[] {
  return choices(MEGABYTES, megabytes, (n) => byteCount(n * 1_000_000).replace('.0 ', ' '));
}

export function limitOf(chosen: string): number | null {
  return chosen === NO_LIMIT ? null : Number(chosen);
}

/** Whether chains may go by it that stay by what was. */
export function isStricter(next: Retention, before: Retention): boolean {
  const less = (a: number | null, b: number | null): boolean => a !== null && (b === null || a < b);
  return less(next.days, before.days) || less(next.megabytes, before.megabytes);
}

function choices(usual: readonly number[], set: number | null, name: (n: number) => string): Option[] {
  const all = [...new Set([...usual, ...(set === null ? [] : [set])])].sort((a, b) => a - b);
  return [...all.map((n) => ({ value: String(n), label: name(n) })), { value: NO_LIMIT, label: 'No limit' }];
}

function plural(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
