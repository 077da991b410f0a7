import { sentBefore } from '../chain/marks.ts';
import type { ChainLine, Completion } from './history.ts';

/**
 * How a chain stands at a moment, as `status:` finds it: one that waits for longer than its Session lives has expired, and
 * one that sends for longer than any request takes was broken off.
 */
export function standsAs(
  { status, expiresAt, lastAt }: ChainLine,
  now: number,
): ChainLine['status'] | 'expired' {
  if (status === 'sending' && lastAt <= sentBefore(now)) return 'failed';
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : status;
}

/** How many chains stand otherwise than their lines say. */
export interface ByClock {
  /** Of those that wait. */
  readonly expired: number;
  /** Of those that send. */
  readonly broken: number;
}

/**
 * The values of `status:` at a moment, the most frequent first.
 * @param written all that stand in the lines
 */
export function statusesNow(
  written: readonly Completion[],
  { expired, broken }: ByClock,
  beginning: string,
  most: number,
): readonly Completion[] {
  const chains = new Map(written.map((one) => [one.value, one.chains]));
  const move = (from: string, to: string, count: number) => {
    chains.set(from, (chains.get(from) ?? 0) - count);
    chains.set(to, (chains.get(to) ?? 0) + count);
  };
  move('waiting', 'expired', expired);
  move('sending', 'failed', broken);
  return [...chains]
    .map(([value, count]) => ({ value, chains: count }))
    .filter(({ value, chains: count }) => count > 0 && value.startsWith(beginning.toLowerCase()))
    .sort((a, b) => b.chains - a.chains || (a.value < b.value ? -1 : 1))
    .slice(0, most);
}
