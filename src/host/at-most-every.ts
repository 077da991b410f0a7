import type { Clock } from './ports.ts';

/**
 * Runs at once when it is called, then at most once in every `ms`; a call in between is made up for at its end, so the
 * last one never goes untold.
 */
export function atMostEvery(clock: Clock, ms: number, run: () => void): () => void {
  let resting = false;
  let missed = false;
  const call = () => {
    missed = resting;
    if (resting) return;
    resting = true;
    clock.after(ms, () => {
      resting = false;
      if (missed) call();
    });
    run();
  };
  return call;
}
