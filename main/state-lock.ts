import { rmSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const TRIES = 5;
/** Between making the file and writing the process id into it. */
const WRITING_MS = 100;

/** Stands beside the state file and holds the id of the process that writes it. */
export function lockPath(statePath: string): string {
  return `${statePath}.lock`;
}

/** The other process that holds a state file; undefined for none, or one that is gone. */
export async function holderOf(statePath: string): Promise<number | undefined> {
  const pid = await readPid(lockPath(statePath));
  return pid !== undefined && pid !== process.pid && isAlive(pid) ? pid : undefined;
}

/**
 * Makes this process the one that writes a state file, until it ends. A lock whose process is gone is taken over.
 * @returns the id of the process that holds it; undefined when it is ours now
 */
export async function lockState(statePath: string): Promise<number | undefined> {
  const path = lockPath(statePath);
  for (let tries = 0; tries < TRIES; tries++) {
    if (await create(path)) {
      process.once('exit', () => rmSync(path, { force: true }));
      return undefined;
    }
    const holder = await holderOf(statePath);
    if (holder !== undefined) return holder;
    await removeStale(path);
  }
  return holderOf(statePath);
}

export function heldBy(statePath: string, pid: number): string {
  const fix = `Stop it, or name another file. If that process is no sandbox, remove ${lockPath(statePath)}.`;
  return `process ${String(pid)} keeps its state in this file. ${fix}`;
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
