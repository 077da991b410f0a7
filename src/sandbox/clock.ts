/** Epoch milliseconds from outside. */
export interface BaseClock {
  now(): number;
}

/** The sandbox's own time: the base clock plus an offset that only grows, until a reset. */
export interface SandboxClock {
  /** Epoch milliseconds, offset included. */
  now(): number;
  /** Epoch seconds, offset included. */
  seconds(): number;
  /** Epoch milliseconds of the base clock: what a client on the same machine takes for now. */
  unmoved(): number;
  offsetSeconds(): number;
  advance(seconds: number): void;
  reset(): void;
}

export function createSandboxClock(base: BaseClock): SandboxClock {
  let offset = 0;
  const now = () => base.now() + offset * 1_000;
  return {
    now,
    seconds: () => Math.floor(now() / 1_000),
    unmoved: () => base.now(),
    offsetSeconds: () => offset,
    advance: (seconds) => {
      offset += seconds;
    },
    reset: () => {
      offset = 0;
    },
  };
}
