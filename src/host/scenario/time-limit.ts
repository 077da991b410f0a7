import type { Fault } from '../../form/form.ts';
import { millisecondsIn } from '../../scenario/duration.ts';
import type { Clock } from '../ports.ts';

/** How long a whole case may take. */
export interface TimeLimit {
  readonly over: boolean;
  /** What the step gets that it cut off. */
  readonly fault: Fault;
  /** Waits for a person: time that passes meanwhile does not count. */
  without<T>(wait: () => Promise<T>): Promise<T>;
  /** From here on nothing is cut off any more. */
  end(): void;
}

/**
 * Begins to count at once.
 * @param duration as scenario files write one; undefined: there is no limit
 * @param cut called once as it is over
 */
export function createTimeLimit(clock: Clock, duration: string | undefined, cut: () => void): TimeLimit {
  let left = duration === undefined ? Infinity : millisecondsIn(duration);
  let since = 0;
  let cancel: (() => void) | undefined;
  const count = () => {
    if (left === Infinity || limit.over) return;
    since = clock.now();
    cancel = clock.after(Math.max(0, left), () => {
      cancel = undefined;
      limit.over = true;
      cut();
    });
  };
  const stand = () => {
    if (cancel === undefined) return;
    cancel();
    cancel = undefined;
    left -= clock.now() - since;
  };
  const limit = {
    over: false,
    fault: {
      code: 'SCENARIO_TIMEOUT',
      detail: `The whole scenario may take ${duration ?? ''}, and that time is over.`,
    },
    async without<T>(wait: () => Promise<T>): Promise<T> {
      stand();
      try {
        return await wait();
      } finally {
        count();
      }
    },
    end() {
      stand();
      left = Infinity;
    },
  };
  count();
  return limit;
}
