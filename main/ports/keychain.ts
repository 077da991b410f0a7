import { createRequire } from 'node:module';
import type * as Keytar from 'keytar';
import type { Keychain } from '@core/host/ports.ts';
import { createAlone, userLockPath } from './alone.ts';

/** The service name every entry is stored under: `secret-tool search service countersign` shows them from outside. */
const SERVICE = 'countersign';
/** CRED_MAX_CREDENTIAL_BLOB_SIZE is 5 * 512 bytes (wincred.h). */
const WINDOWS_MAX_BYTES = 2_560;

const NAMES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'macOS Keychain',
  win32: 'Windows Credential Manager',
  linux: 'Secret Service keyring',
};

/** The OS keychain through keytar. Loaded on first use: where its native part is missing, every call says so. */
export function systemKeychain(platform: NodeJS.Platform): Keychain {
  let loaded: typeof Keytar | undefined;
  const keytar = () => {
    loaded ??= createRequire(import.meta.url)('keytar') as typeof Keytar;
    return loaded;
  };
  return {
    name: NAMES[platform] ?? 'system keychain',
    ...(platform === 'win32' ? { maxBytes: WINDOWS_MAX_BYTES } : {}),
    get: async (account) => (await keytar().getPassword(SERVICE, account)) ?? undefined,
    set: async (account, value) => keytar().setPassword(SERVICE, account, value),
    delete: async (account) => keytar().deletePassword(SERVICE, account),
    alone: createAlone(userLockPath('keychain')),
    accounts: async () => (await keytar().findCredentials(SERVICE)).map((entry) => entry.account),
  };
}
