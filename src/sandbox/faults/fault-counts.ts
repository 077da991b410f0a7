/** Counts for one rule and user name; only the newest names are kept, so that made-up ones fill no memory. */
export interface Counts {
  /** Adds one; returns the count with it. */
  add(name: string): number;
}

const KEPT = 10_000;

export function createCounts(): Counts {
  const counts = new Map<string, number>();
  return {
    add: (name) => {
      const count = (counts.get(name) ?? 0) + 1;
      counts.delete(name);
      counts.set(name, count);
      const [oldest] = counts.size > KEPT ? counts.keys() : [];
      if (oldest !== undefined) counts.delete(oldest);
      return count;
    },
  };
}
