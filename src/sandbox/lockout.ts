import { refusal } from './refusal.ts';
import { shortKey } from './short-key.ts';

/** Developer guide, "Lockout behavior for failed sign-in attempts"; protocol reference 4.2. */
const FREE_ATTEMPTS = 5;
const LONGEST_LOCK_SECONDS = 900;
const QUIET_SECONDS = 900;
/** Names that don't exist are counted too, or the lockout would tell them apart; this bounds what guessing costs. */
const REMEMBERED_NAMES = 10_000;

interface Failures {
  count: number;
  lockedUntil: number;
}

/** Failed attempts per key, with the documented back-off. Times are epoch milliseconds. */
export interface Lockout {
  /** @throws NotAuthorizedException during a lock; asking does not prolong it. */
  refuseLocked(key: string, now: number): void;
  failed(key: string, now: number): void;
  succeeded(key: string): void;
  /** For a snapshot. */
  entries(): readonly LockoutEntry[];
}

export type LockoutEntry = readonly [key: string, count: number, lockedUntil: number];

export function createLockout(entries: readonly LockoutEntry[] = []): Lockout {
  const failures = new Map<string, Failures>(
    entries.map(([key, count, lockedUntil]) => [key, { count, lockedUntil }]),
  );
  const recent = (key: string, now: number): Failures | undefined => {
    const entry = failures.get(key);
    if (entry === undefined || now < entry.lockedUntil + QUIET_SECONDS * 1_000) return entry;
    failures.delete(key);
    return undefined;
  };
  return {
    refuseLocked: (key, now) => {
      const entry = recent(shortKey(key), now);
      if (entry !== undefined && now < entry.lockedUntil) {
        throw refusal('NotAuthorizedException', 'Password attempts exceeded');
      }
    },
    failed: (name, now) => {
      const key = shortKey(name);
      const count = (recent(key, now)?.count ?? 0) + 1;
      const seconds =
        count < FREE_ATTEMPTS ? 0 : Math.min(2 ** (count - FREE_ATTEMPTS), LONGEST_LOCK_SECONDS);
      failures.delete(key);
      failures.set(key, { count, lockedUntil: now + seconds * 1_000 });
      if (failures.size > REMEMBERED_NAMES) {
        const [oldest] = failures.keys();
        if (oldest !== undefined) failures.delete(oldest);
      }
    },
    entries: () => [...failures].map(([key, { count, lockedUntil }]) => [key, count, lockedUntil]),
    succeeded: (key) => {
      failures.delete(shortKey(key));
    },
  };
}
