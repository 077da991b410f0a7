import { dayOf } from '../../ui/times.ts';

/** A line of the list: a chain, or what those that follow have in common. Heights in pixels. */
export type FoundRow<F> =
  | { readonly kind: 'heading'; readonly key: string; readonly height: number; readonly text: string }
  | {
      readonly kind: 'chain';
      /** The chain's id. */
      readonly key: string;
      readonly height: number;
      readonly found: F;
      /** Among the chains. */
      readonly place: number;
    };

interface OfChain {
  readonly line: { readonly chainId: string; readonly startedAt: number };
}

const HEADING = 32;
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

/** @param height of a chain's row, in pixels */
export function plainRows<F extends OfChain>(found: readonly F[], height: number): readonly FoundRow<F>[] {
  return found.map((one, place) => ({ kind: 'chain', key: one.line.chainId, height, found: one, place }));
}

/** Chains with a heading wherever the day changes. Imported ones stand where they came, with their own day. */
export function rowsByDay<F extends OfChain>(
  found: readonly F[],
  height: number,
  now: number,
): readonly FoundRow<F>[] {
  let day = '';
  return plainRows(found, height).flatMap((row, place) => {
    const { startedAt } = (found[place] as F).line;
    const before = day;
    day = dayOf(startedAt);
    if (day === before) return [row];
    return [
      { kind: 'heading', key: `day-${place}`, height: HEADING, text: dayWords(startedAt, now) } as const,
      row,
    ];
  });
}
