import type { Found } from '@core/contract/search.ts';
import { dayOf } from '../../ui/times.ts';

export const ROW = 40;
export const HEADING = 32;

/** A line of the list: a chain, or the day of those that follow. */
export type HistoryRow =
  | { readonly kind: 'day'; readonly key: string; readonly day: string }
  | { readonly kind: 'chain'; readonly key: string; readonly found: Found; readonly place: number };

const LONG = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const OTHER_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const DAY_MS = 86_400_000;

/** `Today`, `Yesterday`, `Tuesday, 8 September`, `3 March 2024`. */
export function dayWords(at: number, now: number): string {
  if (dayOf(at) === dayOf(now)) return 'Today';
  if (dayOf(at) === dayOf(now - DAY_MS)) return 'Yesterday';
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? LONG : OTHER_YEAR).format(at);
}

/** Chains with a heading wherever the day changes. Imported ones stand where they came, with their own day. */
export function historyRows(found: readonly Found[], now: number): readonly HistoryRow[] {
  const rows: HistoryRow[] = [];
  let day = '';
  for (const [place, one] of found.entries()) {
    const next = dayOf(one.line.startedAt);
    if (next !== day) rows.push({ kind: 'day', key: `day-${place}`, day: dayWords(one.line.startedAt, now) });
    day = next;
    rows.push({ kind: 'chain', key: one.line.chainId, found: one, place });
  }
  return rows;
}
