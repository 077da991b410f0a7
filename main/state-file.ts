import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Snapshot } from '@core/sandbox/snapshot.ts';

/** Changes are gathered for so long before they are written. */
const GATHER_MS = 200;
/** Of a large state: at most this share of the time is spent on writing. */
const WRITING_SHARE = 0.1;
/** After a failure, a full disk for one, the next try comes so much later, with or without another change. */
const RETRY_MS = 2_000;

/** A sandbox's state kept in a file: the next start goes on where this one stopped. */
export interface StateFile {
  /** Says that something changed; it is on disk a moment later. */
  changed(): void;
  /** Writes what is not written yet, before the process ends. */
  close(): Promise<void>;
}

/** What the file holds; undefined when there is none. @throws when it can't be read or is no JSON. */
export async function readStateFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return JSON.parse(text);
}

/** Moves a file that can't be used out of the way, so that nothing is written over it. @returns the new path. */
export async function setStateFileAside(path: string, now: number): Promise<string> {
  const aside = `${path}.unreadable-${new Date(now).toISOString().replaceAll(':', '-')}`;
  await rename(path, aside);
  return aside;
}

/**
 * Writes snapshots to a file. Each is written beside it, forced to disk and then moved over it: whoever kills the
 * process finds the file as it was or as it became, never half of it. At most the last moment's changes are lost.
 */
export function createStateFile(
  path: string,
  take: () => Promise<Snapshot>,
  onFailure: (error: unknown) => void,
): StateFile {
  let dirty = false;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let lastMs = 0;
  let failing = false;
  let closed = false;
  const write = async () => {
    if (!dirty) return;
    dirty = false;
    const begun = performance.now();
    try {
      await replaceFile(path, JSON.stringify(await take()));
      failing = false;
    } catch (error) {
      dirty = true;
      // Told once: the tries that follow fail for the same reason.
      if (!failing) onFailure(error);
      failing = true;
    }
    lastMs = performance.now() - begun;
    if (failing && !closed) schedule(RETRY_MS);
  };
  const schedule = (inMs: number) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      writing = writing.then(write);
    }, inMs);
  };
  return {
    changed: () => {
      dirty = true;
      schedule(Math.max(GATHER_MS, lastMs / WRITING_SHARE));
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      writing = writing.then(write);
      await writing;
    },
  };
}

async function replaceFile(path: string, text: string): Promise<void> {
  const beside = `${path}.new`;
  // Signing keys and passwords stand in it: nobody else may read.
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  await syncFolder(dirname(path));
}

/** The move itself is on disk only when the folder is. Windows has no such call, and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
