/** Lets a run be stopped from outside, wherever it stands. */
export interface Stop {
  readonly stopped: boolean;
  stop(): void;
  /** Calls back once as it is stopped; the returned function takes that back. */
  onStop(run: () => void): () => void;
}

export function createStop(): Stop {
  const listeners = new Set<() => void>();
  let stopped = false;
  return {
    get stopped() {
      return stopped;
    },
    stop() {
      if (stopped) return;
      stopped = true;
      for (const run of [...listeners]) run();
      listeners.clear();
    },
    onStop(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
}
