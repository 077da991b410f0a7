import { dropLock, lockedBy, takeLock } from './process-lock.ts';

/** Stands beside the state file and holds the id of the process that writes it. */
export function lockPath(statePath: string): string {
  return `${statePath}.lock`;
}

/** The other process that holds a state file; undefined for none, or one that is gone. */
export function holderOf(statePath: string): Promise<number | undefined> {
  return lockedBy(lockPath(statePath));
}

/**
 * Makes this process the one that writes a state file, until it ends. A lock whose process is gone is taken over.
 * @returns the id of the process that holds it; undefined when it is ours now
 */
export async function lockState(statePath: string): Promise<number | undefined> {
  const path = lockPath(statePath);
  const holder = await takeLock(path);
  if (holder === undefined) process.once('exit', () => dropLock(path));
  return holder;
}

export function heldBy(statePath: string, pid: number): string {
  const fix = `Stop it, or name another file. If that process is no sandbox, remove ${lockPath(statePath)}.`;
  return `process ${String(pid)} keeps its state in this file. ${fix}`;
}
