import type { Timing } from '@core/chain/event.ts';

type Mark = Exclude<keyof Timing, 'total'>;

/** Times the phases of one exchange: each mark ends a phase that began with the mark before. Milliseconds. */
export function stopwatch(now: () => number = () => performance.now()): {
  mark(phase: Mark): void;
  timing(): Timing;
} {
  const started = now();
  const phases: Partial<Record<Mark, number>> = {};
  let last = started;
  return {
    mark(phase) {
      const at = now();
      phases[phase] = at - last;
      last = at;
    },
    timing: () => ({ ...phases, total: now() - started }),
  };
}
