import { mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dropLock, takeLock } from '../process-lock.ts';

/** What is done so takes a few calls of the keychain: who waits longer waits for a process that hangs. Milliseconds. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 10;

/** Of this user alone, and the same for every process of theirs, whatever folder it works on. */
export function userLockPath(name: string, env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_RUNTIME_DIR'] ?? tmpdir(), `countersign-${name}-${userInfo().username}.lock`);
}

/**
 * What runs things one at a time, in all processes that name the same file. Where the file can't be made, or its process
 * does not let go of it, they run all the same: whoever asks looks again at what came of it.
 * @param path of a file that is there only while something runs
 * @param patience for one that does not let go, milliseconds
 */
export function createAlone(
  path: string,
  patience: number = PATIENCE_MS,
): <T>(run: () => Promise<T>) => Promise<T> {
  let queue: Promise<unknown> = Promise.resolve();
  let turns = 0;
  /** Whose the file is: within a process its id says nothing. */
  let holder: number | undefined;

  async function locked<T>(run: () => Promise<T>): Promise<T> {
    const turn = ++turns;
    if (await hold(path, patience)) holder = turn;
    try {
      return await run();
    } finally {
      // One that hung comes to its end while the next, which did not wait for it, holds the file.
      if (holder === turn) {
        holder = undefined;
        dropLock(path);
      }
    }
  }

  // The lock tells processes apart; within one, each waits for the one before, unless that hangs.
  return <T>(run: () => Promise<T>): Promise<T> => {
    const next = Promise.race([queue, pause(patience, undefined, { ref: false })]).then(() => locked(run));
    queue = next.catch(() => undefined);
    return next;
  };
}

async function hold(path: string, patience: number): Promise<boolean> {
  try {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
    const until = Date.now() + patience;
    for (;;) {
      if ((await takeLock(path)) === undefined) return true;
      if (Date.now() >= until) return false;
      await pause(LOOK_MS);
    }
  } catch {
    // A folder that may not be written.
    return false;
  }
}
