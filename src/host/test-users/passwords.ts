import { derivedPassword, PASSWORD_KEY_BYTES } from '../../crypto/derived-password.ts';
import type { Target } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import type { Random } from '../ports.ts';
import type { Vault } from '../vault.ts';
import type { BatchRecord } from './batch-record.ts';
import type { Ledger } from './ledger.ts';

const ACCOUNT = 'test-users:';

/** Passwords of test users: they follow from one key a batch, which the vault holds. */
export interface TestPasswords {
  /** @throws CoreFault VAULT_UNAVAILABLE: nobody could sign in as them later */
  begin(batchId: string): Promise<void>;
  /** @throws CoreFault TEST_USERS_KEY_GONE */
  of(batch: Pick<BatchRecord, 'id' | 'passwordLength'>): Promise<PasswordsOf>;
  forget(batchId: string): Promise<void>;
  /** The password of a test user who was made at a target; undefined for anybody else. */
  known(target: Target, username: string): Promise<string | undefined>;
}

/** By the user's name. */
export interface PasswordsOf {
  password(username: string): string;
  /** Good until the user has the other one. */
  first(username: string): string;
}

export function createTestPasswords(vault: Vault, random: Random, ledger: Ledger): TestPasswords {
  const of: TestPasswords['of'] = async ({ id, passwordLength }) => {
    const text = await vault.get(ACCOUNT + id);
    if (text === undefined)
      throw coreFault('TEST_USERS_KEY_GONE', 'The key of these passwords is not in the vault.');
    const key = Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    return {
      password: (username) => derivedPassword(key, username, passwordLength),
      // No name holds a space.
      first: (username) => derivedPassword(key, `first ${username}`, passwordLength),
    };
  };
  return {
    of,
    begin: (batchId) => {
      const key = [...random.bytes(PASSWORD_KEY_BYTES)].map((byte) => byte.toString(16).padStart(2, '0'));
      return vault.set(ACCOUNT + batchId, key.join(''));
    },
    forget: (batchId) => vault.remove(ACCOUNT + batchId),
    async known(target, username) {
      const wanted = username.toLowerCase();
      const batches = (await ledger.list()).filter(({ place }) => place.userPoolId === target.userPoolId);
      for (const batch of batches) {
        const user = batch.users.find(
          ({ status, ...names }) =>
            status === 'made' &&
            [names.username, names.signsInAs, names.name, names.attributes['email']].some(
              (name) => name?.toLowerCase() === wanted,
            ),
        );
        if (user === undefined) continue;
        return of(batch).then(
          ({ password }) => password(user.username),
          () => undefined,
        );
      }
      return undefined;
    },
  };
}
