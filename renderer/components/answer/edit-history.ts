/** Everything a state went through by edits. Immutable: each edit makes another history. */
export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  /** What was undone, the next first. */
  readonly future: readonly T[];
  /** The edit that goes on while the same thing is typed in. */
  readonly burst?: { readonly kind: string; readonly at: number };
}

/** Typing that pauses for longer begins another edit. Milliseconds. */
const BURST = 800;
/** Edits that can be undone; older ones stay done. */
const MOST = 500;

export function historyOf<T>(start: T): History<T> {
  return { past: [], now: start, future: [] };
}

/**
 * After an edit. Edits of one kind in quick succession are one; whatever was undone before is gone.
 * @param kind what is edited, `input:USERNAME`
 * @param at milliseconds
 */
export function edited<T>(history: History<T>, next: T, kind: string, at: number): History<T> {
  if (next === history.now) return history;
  const { burst, past, now } = history;
  const goesOn = burst?.kind === kind && at - burst.at <= BURST && past.length > 0;
  return {
    past: goesOn ? past : [...past, now].slice(-MOST),
    now: next,
    future: [],
    burst: { kind, at },
  };
}

/** The state is told otherwise, with no edit to undo. */
export function amended<T>(history: History<T>, next: T): History<T> {
  return { ...history, now: next };
}

/** What is typed from here on is an edit of its own. */
export function rested<T>({ past, now, future }: History<T>): History<T> {
  return { past, now, future };
}

/** One edit back; the same history when there is none. */
export function undone<T>({ past, now, future, ...rest }: History<T>): History<T> {
  const before = past.at(-1);
  if (past.length === 0) return { past, now, future, ...rest };
  return { past: past.slice(0, -1), now: before as T, future: [now, ...future] };
}

/** One edit forward again; the same history when there is none. */
export function redone<T>({ past, now, future, ...rest }: History<T>): History<T> {
  const [next, ...later] = future;
  if (future.length === 0) return { past, now, future, ...rest };
  return { past: [...past, now], now: next as T, future: later };
}
