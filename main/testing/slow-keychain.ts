import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Keychain } from '@core/host/ports.ts';
import { createAlone } from '../ports/alone.ts';

/** Between asking and being answered: as long as a keyring takes, so that another process comes in between. */
const ANSWER_MS = 5;

/**
 * A keychain that processes share: a file an entry.
 * @param writeMs how long writing takes, milliseconds
 */
export function slowKeychain(folder: string, writeMs: number): Keychain {
  const path = (account: string) => join(folder, `entry-${Buffer.from(account).toString('hex')}`);
  return {
    name: 'files',
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
    delete: async () => false,
    accounts: async () => [],
  };
}
