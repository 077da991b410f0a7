import { coreFault } from '../../form/form.ts';
import { keychainTrouble } from '../keychain-trouble.ts';
import type { Keychain } from '../ports.ts';

/** What `keychain:NAME` of scenarios stands for: an entry each, which other programs may write, too. */
export interface KeptSecrets {
  /** @throws CoreFault VAULT_UNAVAILABLE */
  get(name: string): Promise<string | undefined>;
  /**
   * Keeps a value, in place of one that is there.
   * @returns whether one was
   * @throws CoreFault SECRET_NAME, SECRET_VALUE, VAULT_UNAVAILABLE
   */
  set(name: string, value: string): Promise<boolean>;
  /** Whether a reference can say it, before anybody types a value. @throws CoreFault SECRET_NAME */
  check(name: string): void;
  /** In the order of the alphabet. Some platforms ask the person once per entry. @throws CoreFault VAULT_UNAVAILABLE */
  names(): Promise<string[]>;
  /** True where there was one. @throws CoreFault SECRET_NAME, VAULT_UNAVAILABLE */
  remove(name: string): Promise<boolean>;
}

/** Apart from what the console keeps itself: a file of scenarios reaches nothing else. */
const PREFIX = 'scenario:';
/** Characters of a name. */
const LONGEST_NAME = 200;
/** Bytes of a value where the platform caps it no lower: a private key is a fraction of it. */
const LONGEST_VALUE = 65_536;

export function createKeptSecrets(keychain: Keychain): KeptSecrets {
  async function using<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      const { detail, remedy } = keychainTrouble(error);
      throw coreFault('VAULT_UNAVAILABLE', `${detail} ${remedy}`);
    }
  }
  return {
    check: checkName,
    get: (name) => using(() => keychain.get(PREFIX + name)),
    async set(name, value) {
      checkName(name);
      checkValue(value, keychain.maxBytes ?? LONGEST_VALUE);
      return using(async () => {
        const before = await keychain.get(PREFIX + name);
        await keychain.set(PREFIX + name, value);
        return before !== undefined;
      });
    },
    async names() {
      const accounts = await using(() => keychain.accounts());
      return accounts
        .filter((account) => account.startsWith(PREFIX))
        .map((account) => account.slice(PREFIX.length))
        .sort();
    },
    async remove(name) {
      checkName(name);
      return using(() => keychain.delete(PREFIX + name));
    },
  };
}

/** A name that `keychain:NAME` of a file can say. @throws CoreFault SECRET_NAME */
function checkName(name: string): void {
  const bare = /^(?:keychain|scenario):(.*)$/.exec(name)?.[1];
  const why =
    bare !== undefined
      ? `The name is what stands behind keychain: in the file, here ${bare === '' ? 'nothing' : bare}.`
      : name.trim() === ''
        ? 'The name is empty. It is what stands behind keychain: in the file.'
        : name !== name.trim() || /\p{Cc}/u.test(name)
          ? 'A name begins and ends with no space and holds no control characters.'
          : name.length > LONGEST_NAME
            ? `The name is longer than ${String(LONGEST_NAME)} characters. Take a shorter one.`
            : undefined;
  if (why !== undefined) throw coreFault('SECRET_NAME', why, 'name');
}

/** @throws CoreFault SECRET_VALUE */
function checkValue(value: string, most: number): void {
  const why =
    value === ''
      ? 'The value is empty. To take one out of the keychain, remove it.'
      : value.includes('\0')
        ? 'The value holds a NUL character, where a keychain ends it. Keep a text.'
        : new TextEncoder().encode(value).length > most
          ? `The value is longer than the ${most.toLocaleString('en')} bytes that this keychain holds. Give it as env:NAME.`
          : undefined;
  if (why !== undefined) throw coreFault('SECRET_VALUE', why, 'value');
}
