import type { Clock } from '../ports.ts';
import type { Stop } from './stop.ts';

/** Resolves after `ms`, or as soon as it is stopped. */
export function wait(clock: Clock, ms: number, stop: Stop): Promise<void> {
  return new Promise((resolve) => {
    if (stop.stopped) return resolve();
    const over = () => {
      cancel();
      forget();
      resolve();
    };
    const cancel = clock.after(ms, over);
    const forget = stop.onStop(over);
  });
}
