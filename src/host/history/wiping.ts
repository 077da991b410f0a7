import type { WipeWatch } from '../../history/history.ts';
import type { HostEvent } from '../../contract.ts';
import { atMostEvery } from '../at-most-every.ts';
import type { Clock } from '../ports.ts';

/** Told at most so often, milliseconds. */
const TOLD_EVERY = 100;

/** Wipes that people wait for: how far they are, and what stops them. */
export interface Wiping {
  /** Resolves with what `work` does, and whether it was stopped meanwhile. */
  run<T>(work: (watch: WipeWatch) => Promise<T>): Promise<{ readonly result: T; readonly stopped: boolean }>;
  /** Stops those under way. What went is gone, what is left stays. */
  stop(): void;
}

export function createWiping(clock: Clock, tell: (event: HostEvent) => void): Wiping {
  const under = new Set<{ cancelled: boolean }>();
  return {
    async run(work) {
      let far: { gone: number; of?: number } = { gone: 0 };
      const told = atMostEvery(clock, TOLD_EVERY, () => {
        // The last one may come due after all is done.
        if (under.has(state)) tell({ type: 'history.wiping', ...far });
      });
      const state = {
        cancelled: false,
        told(gone: number, of?: number) {
          far = { gone, ...(of === undefined ? {} : { of }) };
          told();
        },
      };
      under.add(state);
      try {
        const result = await work(state);
        return { result, stopped: state.cancelled };
      } finally {
        under.delete(state);
      }
    },
    stop() {
      for (const state of under) state.cancelled = true;
    },
  };
}
