/** Epoch milliseconds from outside. */
export interface BaseClock {
  now(): number;
}

/** The sandbox's own time: the base clock plus an offset, or standing still. */
export interface SandboxClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Epoch seconds. */
  seconds(): number;
  /** Epoch milliseconds of the base clock: what a client on the same machine takes for now. */
  unmoved(): number;
  /** How far `now` is ahead of the base clock. */
  offsetSeconds(): number;
  frozen(): boolean;
  advance(seconds: number): void;
  /** To a moment, epoch milliseconds; may lie in the past. */
  set(to: number): void;
  freeze(still: boolean): void;
  reset(): void;
}

export function createSandboxClock(base: BaseClock): SandboxClock {
  let offset = 0;
  let stillAt: number | undefined;
  const now = () => stillAt ?? base.now() + offset;
  const set = (to: number) => {
    if (stillAt !== undefined) stillAt = to;
    offset = to - base.now();
  };
  return {
    now,
    seconds: () => Math.floor(now() / 1_000),
    unmoved: () => base.now(),
    offsetSeconds: () => Math.round((now() - base.now()) / 1_000),
    frozen: () => stillAt !== undefined,
    advance: (seconds) => set(now() + seconds * 1_000),
    set,
    freeze: (still) => {
      const at = now();
      stillAt = still ? at : undefined;
      offset = at - base.now();
    },
    reset: () => {
      offset = 0;
      stillAt = undefined;
    },
  };
}
