import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coreFault } from '@core/form/form.ts';

export interface FileToWrite {
  /** Its name where the place is a folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes a file whole or not at all, and over another one only where that is wished.
 * @param place a file, or a folder to put it in
 * @returns where it is
 * @throws CoreFault FILE_NOT_SAVED
 */
export async function writeOut(place: string, { name, bytes }: FileToWrite, force: boolean): Promise<string> {
  const there = await stat(place).catch(() => undefined);
  const path = there?.isDirectory() === true ? join(place, name) : place;
  if (force) {
    const aside = `${path}.${process.pid}.tmp`;
    await written(aside, bytes, path);
    await rename(aside, path).catch(async (error: unknown) => {
      await rm(aside, { force: true });
      throw unwritten(path, error);
    });
  } else {
    await written(path, bytes, path);
  }
  return path;
}

async function written(file: string, bytes: Uint8Array, path: string): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: 'wx', flush: true });
  } catch (error) {
    // What was there before is not ours to remove.
    if (codeOf(error) !== 'EEXIST') await rm(file, { force: true }).catch(() => undefined);
    throw unwritten(path, error);
  }
}

function unwritten(path: string, error: unknown): Error {
  const code = codeOf(error);
  const why: Record<string, string> = {
    EEXIST: 'it is there already, and --force was not given',
    ENOENT: 'its folder is not there',
    EACCES: 'it may not be written there',
    ENOSPC: 'the disk is full',
  };
  return coreFault('FILE_NOT_SAVED', `${path} was not written: ${why[code] ?? code}.`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
