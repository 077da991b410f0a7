/** Something that takes long to begin and may not be needed at all. */
export interface Beginning<T> {
  /** What was begun; stays open where that was given up before. */
  readonly begun: Promise<T>;
  /** Begins it, unless that was done or given up. */
  begin(): void;
  /** From now on nothing begins any more. @returns what has begun by now; undefined for nothing */
  giveUp(): Promise<T> | undefined;
}

/**
 * Begins something once: when it is told to, or when nobody has told it for a while.
 * @param withinMs how long it waits to be told
 */
export function beginOnce<T>(start: () => Promise<T>, withinMs: number): Beginning<T> {
  let state: 'waiting' | 'begun' | 'given up' = 'waiting';
  let open = (): void => undefined;
  const begun = new Promise<void>((resolve) => (open = resolve)).then(start);
  const begin = (): void => {
    clearTimeout(timer);
    if (state !== 'waiting') return;
    state = 'begun';
    open();
  };
  const timer = setTimeout(begin, withinMs);
  return {
    begun,
    begin,
    giveUp() {
      clearTimeout(timer);
      if (state === 'begun') return begun;
      state = 'given up';
      return undefined;
    },
  };
}
