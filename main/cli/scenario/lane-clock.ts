import type { Clock } from '@core/host/ports.ts';

/** The clock of a lane. What it still waits for when the lane is closed would keep the process waiting, too. */
export function laneClock(clock: Clock): Clock & { stop(): void } {
  const waiting = new Set<() => void>();
  return {
    now: clock.now,
    after(ms, run) {
      const cancel = clock.after(ms, () => {
        waiting.delete(over);
        run();
      });
      const over = () => {
        waiting.delete(over);
        cancel();
      };
      waiting.add(over);
      return over;
    },
    stop() {
      for (const over of waiting) over();
    },
  };
}
