const SECOND_MS = 1_000;

/** Lets so many calls through in any second. A clock that stands still lets no more through until it moves. */
export interface Throttle {
  allows(now: number): boolean;
}

export function createThrottle(perSecond: number): Throttle {
  /** When the newest calls were let through, oldest first; at most `perSecond`. */
  let passed: number[] = [];
  return {
    allows: (now) => {
      // A time ahead of now is left from before a clock was set back.
      passed = passed.filter((at) => at > now - SECOND_MS && at <= now);
      if (passed.length >= perSecond) return false;
      passed.push(now);
      return true;
    },
  };
}
