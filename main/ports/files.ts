import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Files } from '@core/host/ports.ts';
import { dropLock, takeLock } from '../process-lock.ts';

/** Small files in the user-data folder, readable by their owner only. */
export function folderFiles(folder: string): Files {
  const path = (name: string) => join(folder, name);
  return {
    async read(name) {
      try {
        return await readFile(path(name), 'utf8');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async write(name, text) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Written aside and renamed: after a crash there is the old file or the new one, never half of it.
      const aside = path(`${name}.${process.pid}.tmp`);
      await writeFile(aside, text, { encoding: 'utf8', mode: 0o600, flush: true });
      await rename(aside, path(name));
    },
    async setAside(name) {
      const aside = `${name}.unreadable-${new Date().toISOString().replaceAll(':', '-')}`;
      await rename(path(name), path(aside));
      return aside;
    },
    async names(prefix) {
      try {
        return (await readdir(folder)).filter((name) => name.startsWith(prefix) && !name.endsWith('.tmp'));
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    remove: (name) => rm(path(name), { force: true }),
    async hold(name) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const lock = path(`${name}.lock`);
      return (await takeLock(lock)) === undefined ? () => dropLock(lock) : undefined;
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
