/** Ids of single-use values that were used, kept for as long as the value would otherwise be good. */
export interface Spent {
  /** Epoch milliseconds at which it was used, while that is remembered. */
  at(id: string): number | undefined;
  add(id: string, now: number, until: number): void;
  /** For a snapshot: id, when it was used, until when that counts. */
  entries(): readonly SpentEntry[];
}

export type SpentEntry = readonly [id: string, at: number, until: number];

export function createSpent(entries: readonly SpentEntry[] = []): Spent {
  const used = new Map(entries.map(([id, at, until]) => [id, { at, until }]));
  return {
    entries: () => [...used].map(([id, { at, until }]) => [id, at, until]),
    at: (id) => used.get(id)?.at,
    add: (id, now, until) => {
      // Insertion order is close to expiry order, so looking at the oldest few keeps the map small at constant cost.
      let looked = 0;
      for (const [oldId, entry] of used) {
        if (entry.until <= now) used.delete(oldId);
        if (++looked >= 4) break;
      }
      used.set(id, { at: now, until });
    },
  };
}
