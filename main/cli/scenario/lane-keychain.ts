import { SEALING_KEY } from '@core/host/history/sealing.ts';
import type { Keychain } from '@core/host/ports.ts';

/**
 * The keychain as a run may use it: what it reads there is there, what it would put there stays in memory and is gone with
 * the run. Only the history's own key is made where there is none yet, for a run that is recorded.
 */
export function laneKeychain(keychain: Keychain): Keychain {
  const own = new Map<string, string>();
  const gone = new Set<string>();
  return {
    name: keychain.name,
    ...(keychain.maxBytes === undefined ? {} : { maxBytes: keychain.maxBytes }),
    get: async (account) => own.get(account) ?? (gone.has(account) ? undefined : await keychain.get(account)),
    async set(account, value) {
      if (account === SEALING_KEY) return keychain.set(account, value);
      gone.delete(account);
      own.set(account, value);
    },
    async delete(account) {
      gone.add(account);
      return own.delete(account);
    },
    // Lanes make that key at the same moment: without the turn each has one of its own, and all but the last are lost.
    ...(keychain.alone === undefined ? {} : { alone: keychain.alone }),
    accounts: async () => [...own.keys()],
  };
}
