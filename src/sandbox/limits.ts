import { shortKey } from './short-key.ts';

/** How often something may be tried: at most `most` times within any stretch of `windowMs`. */
export interface Limit {
  readonly most: number;
  readonly windowMs: number;
}

/** Attempts per key in a sliding window. Times are epoch milliseconds. */
export interface Limits {
  /** Attempts that still count. One from before the clock was set back does not. */
  count(key: string, now: number, windowMs: number): number;
  /** Only the newest `most` are kept: older ones can't change an answer. */
  add(key: string, now: number, limit: Limit): void;
  /** For a snapshot. */
  entries(): readonly LimitEntry[];
}

export type LimitEntry = readonly [key: string, times: readonly number[]];

/** Names that don't exist are counted too, or the limit would tell them apart; this bounds what guessing costs. */
const REMEMBERED_KEYS = 10_000;

export function createLimits(entries: readonly LimitEntry[] = []): Limits {
  const attempts = new Map<string, readonly number[]>(entries);
  const counting = (key: string, now: number, windowMs: number) =>
    (attempts.get(key) ?? []).filter((time) => time <= now && time > now - windowMs);
  return {
    count: (key, now, windowMs) => counting(shortKey(key), now, windowMs).length,
    add: (name, now, { most, windowMs }) => {
      const key = shortKey(name);
      const times = [...counting(key, now, windowMs), now].slice(-Math.max(1, most));
      attempts.delete(key);
      attempts.set(key, times);
      if (attempts.size <= REMEMBERED_KEYS) return;
      const [oldest] = attempts.keys();
      if (oldest !== undefined) attempts.delete(oldest);
    },
    entries: () => [...attempts],
  };
}
