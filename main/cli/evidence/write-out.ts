import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { coreFault } from '@core/form/form.ts';

export interface FileToWrite {
  /** Its name where the place is a folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes a file whole or not at all, and over another one only where that is wished. Folders on the way are made:
 * `.github/workflows` is in no new repository.
 * @param place a file; or a folder to put it in: one that is there, or that is said to be one by a `/` at its end
 * @returns where it is
 * @throws CoreFault FILE_NOT_SAVED
 */
export async function writeOut(place: string, { name, bytes }: FileToWrite, force: boolean): Promise<string> {
  const path = (await isFolder(place)) ? join(place, name) : place;
  await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
    throw unwritten(path, error, 'a file is where its folder would be');
  });
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

async function isFolder(place: string): Promise<boolean> {
  if (place.endsWith('/') || place.endsWith(sep)) return true;
  return (await stat(place).catch(() => undefined))?.isDirectory() === true;
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

function unwritten(
  path: string,
  error: unknown,
  taken = 'it is there already, and --force was not given',
): Error {
  const code = codeOf(error);
  const why: Record<string, string> = {
    EEXIST: taken,
    ENOTDIR: 'a file is where its folder would be',
    EACCES: 'it may not be written there',
    ENOSPC: 'the disk is full',
  };
  return coreFault('FILE_NOT_SAVED', `${path} was not written: ${why[code] ?? code}.`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
