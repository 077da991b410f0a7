import type { Keychain } from '@core/host/ports.ts';

/**
 * One account of a keychain, and nothing else of it: what a run puts under other names stays in memory and is gone with
 * the run. A window that shares the keychain neither sees it nor loses anything by it.
 */
export function oneAccount(keychain: Keychain, account: string): Keychain {
  const own = new Map<string, string>();
  return {
    name: keychain.name,
    ...(keychain.maxBytes === undefined ? {} : { maxBytes: keychain.maxBytes }),
    async get(name) {
      // Asked in any case: it tells whether there is a keychain at all.
      const shared = await keychain.get(account);
      return name === account ? shared : own.get(name);
    },
    set: async (name, value) => (name === account ? keychain.set(account, value) : void own.set(name, value)),
    delete: async (name) => (name === account ? keychain.delete(account) : own.delete(name)),
    ...(keychain.alone === undefined ? {} : { alone: keychain.alone }),
    accounts: async () => [...own.keys()],
  };
}

/** For a run that needs no secret. */
export const NO_KEYCHAIN: Keychain = {
  name: 'none',
  get: refuse,
  set: refuse,
  delete: refuse,
  accounts: refuse,
};

function refuse(): Promise<never> {
  return Promise.reject(new Error('this run keeps tokens in memory'));
}
