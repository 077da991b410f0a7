import { rmSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const TRIES = 5;
/** Between making the file and writing the process id into it. */
const WRITING_MS = 100;

/**
 * Makes a file that holds this process's id, where no process that lives has made it. One whose process is gone is taken
 * over.
 * @returns the id of the process that holds it; undefined when it is ours now
 */
export async function takeLock(path: string): Promise<number | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (await create(path)) return undefined;
    const holder = await lockedBy(path);
    if (holder !== undefined) return holder;
    await removeStale(path);
  }
  return lockedBy(path);
}

/** Of a lock that this process took. Synchronous: also for a process that ends. */
export function dropLock(path: string): void {
  rmSync(path, { force: true });
}

/** The other process that holds it; undefined for none, or one that is gone. */
export async function lockedBy(path: string): Promise<number | undefined> {
  const pid = await readPid(path);
  return pid !== undefined && pid !== process.pid && isAlive(pid) ? pid : undefined;
}

async function create(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${String(process.pid)}\n`, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Moved away first and looked at again: another process may have taken it over in between, and keeps it then. */
async function removeStale(path: string): Promise<void> {
  const aside = `${path}.${String(process.pid)}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const pid = await readPid(aside);
  if (pid !== undefined && pid !== process.pid && isAlive(pid)) await rename(aside, path);
  else await rm(aside, { force: true });
}

async function readPid(path: string): Promise<number | undefined> {
  for (const last of [false, true]) {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    const pid = /^(\d{1,10})\n$/.exec(text)?.[1];
    if (pid !== undefined) return Number(pid);
    if (!last) await pause(WRITING_MS);
  }
  return undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one, too.
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
