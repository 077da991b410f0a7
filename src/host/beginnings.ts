import { createStop, type Stop } from './run/stop.ts';

/** Chains that are asked for and not there yet: their first request may wait for credentials. */
export interface Beginnings {
  /** @param beginId what they are given up by; without it, nobody can */
  run<T>(beginId: string | undefined, begin: (stop: Stop) => Promise<T>): Promise<T>;
  /** One that is there by now has nothing left to give up. */
  giveUp(beginId: string): void;
}

export function createBeginnings(): Beginnings {
  const stops = new Map<string, Stop>();
  return {
    async run(beginId, begin) {
      const stop = createStop();
      if (beginId === undefined) return begin(stop);
      stops.set(beginId, stop);
      try {
        return await begin(stop);
      } finally {
        stops.delete(beginId);
      }
    },
    giveUp: (beginId) => stops.get(beginId)?.stop(),
  };
}
