/** Ids of single-use values that were used, kept for as long as the value would otherwise be good. */
export interface Spent {
  /** Epoch milliseconds at which it was used, while that is remembered. */
  at(id: string): number | undefined;
  add(id: string, now: number, until: number): void;
  /** For a snapshot: id, when it was used, until when that counts. */
  entries(): readonly SpentEntry[];
}

export type SpentEntry = readonly [id: string, at: number, until: number];

const SMALLEST_SWEEP = 1_000;
const ALWAYS_KEPT = 400;

export function createSpent(entries: readonly SpentEntry[] = []): Spent {
  const used = new Map(entries.map(([id, at, until]) => [id, { at, until }]));
  let sweepAt = SMALLEST_SWEEP;
  return {
    entries: () => [...used].map(([id, { at, until }]) => [id, at, until]),
    at: (id) => used.get(id)?.at,
    add: (id, now, until) => {
      used.set(id, { at: now, until });
      if (used.size < sweepAt) return;
      // Lifetimes differ from client to client, so the order of use tells nothing and all are looked at. Waiting until
      // twice as many came keeps that at constant cost per use, and the map within twice what is still good.
      // The newest stay all the same: a clock that is set back must not make them good once more.
      let older = used.size - ALWAYS_KEPT;
      for (const [old, entry] of used) {
        if (older-- <= 0) break;
        if (entry.until <= now) used.delete(old);
      }
      sweepAt = Math.max(SMALLEST_SWEEP, used.size * 2);
    },
  };
}
