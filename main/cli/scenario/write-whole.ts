import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { coreFault } from '@core/form/form.ts';
import { plain } from '../plain-text.ts';

/** Writes a file whole or not at all; folders on the way are made. @throws CoreFault FILE_NOT_SAVED */
export async function writeWhole(path: string, text: string): Promise<void> {
  const half = `${path}.${String(process.pid)}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(half, text);
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw coreFault('FILE_NOT_SAVED', `${plain(path)} was not written: ${code}.`);
  }
}
