import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Keychain } from '@core/host/ports.ts';
import { createAlone } from '../ports/alone.ts';

/** Between asking and being answered: as long as a keyring takes, so that another process comes in between. */
const ANSWER_MS = 5;
const ENTRY = 'entry-';

/**
 * A keychain that processes share: a file an entry.
 * @param writeMs how long writing takes, milliseconds
 * @param maxBytes of one entry, as Windows has it; 0: as long as it likes
 */
export function slowKeychain(folder: string, writeMs: number, maxBytes = 0): Keychain {
  const path = (account: string) => join(folder, `${ENTRY}${Buffer.from(account).toString('hex')}`);
  return {
    name: 'files',
    ...(maxBytes === 0 ? {} : { maxBytes }),
    alone: createAlone(join(folder, 'keychain.lock')),
    async get(account) {
      const value = await readFile(path(account), 'utf8').catch(() => undefined);
      await pause(ANSWER_MS);
      return value;
    },
    async set(account, value) {
      await pause(writeMs);
      await writeFile(path(account), value);
    },
    delete: (account) =>
      rm(path(account)).then(
        () => true,
        () => false,
      ),
    accounts: async () =>
      (await readdir(folder)).flatMap((name) =>
        name.startsWith(ENTRY) ? [Buffer.from(name.slice(ENTRY.length), 'hex').toString()] : [],
      ),
  };
}
