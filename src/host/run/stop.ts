/** Lets a run be stopped from outside, wherever it stands. */
export interface Stop {
  readonly stopped: boolean;
  stop(): void;
  /** Calls back once as it is stopped; the returned function takes that back. */
  onStop(run: () => void): () => void;
}

export function createStop(): Stop {
  const listeners = new Set<() => void>();
  const made = {
    stopped: false,
    stop() {
      if (made.stopped) return;
      made.stopped = true;
      for (const run of [...listeners]) run();
      listeners.clear();
    },
    onStop(run: () => void) {
      listeners.add(run);
      return () => void listeners.delete(run);
    },
  };
  return made;
}
