/** Passphrases by age (https://age-encryption.org/v1): an open format with tools of its own on every system. */

/** Loaded with the first passphrase: most runs lock nothing. */
const age = () => import('age-encryption');

/** Characters. Guessing is slowed by scrypt and not stopped: the passphrase has to do the rest. */
export const SHORTEST_PASSPHRASE = 12;

/** log2 of scrypt's cost, as age's own tools choose it: 256 MB, and a second or two. */
const WORK_FACTOR = 18;
/** A file says how much work its passphrase is; this much at most is done for one that someone handed in. */
const MOST_WORK = 20;

const HEADER = 'age-encryption.org/v1\n';
/** The same as text, as other tools write it for mails. */
const ARMOR = '-----BEGIN AGE ENCRYPTED FILE-----';

/** What locks files with a passphrase. */
export interface Locker {
  lock(bytes: Uint8Array, passphrase: string): Promise<Uint8Array>;
}

/** A second or two of work, where it is called. */
export async function lock(bytes: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  encrypter.setPassphrase(passphrase);
  return encrypter.encrypt(bytes);
}

export function isLocked(bytes: Uint8Array): boolean {
  return startOf(bytes, HEADER.length) === HEADER || isArmored(bytes);
}

/** The same. Undefined where the passphrase is another, or the file was changed or is not for a passphrase. */
export async function unlock(file: Uint8Array, passphrase: string): Promise<Uint8Array | undefined> {
  const { armor, Decrypter } = await age();
  const bytes = isArmored(file) ? bytesIn(file, armor.decode) : file;
  if (bytes === undefined) return undefined;
  const [, factor] =
    /^age-encryption\.org\/v1\n-> scrypt [^ \n]+ (\d{1,2})\n/.exec(startOf(bytes, 200)) ?? [];
  if (factor === undefined || Number(factor) > MOST_WORK) return undefined;
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(bytes);
  } catch {
    return undefined;
  }
}

export const directLocker: Locker = { lock };

function isArmored(bytes: Uint8Array): boolean {
  return startOf(bytes, ARMOR.length) === ARMOR;
}

function bytesIn(file: Uint8Array, decode: (text: string) => Uint8Array): Uint8Array | undefined {
  try {
    return decode(new TextDecoder().decode(file));
  } catch {
    return undefined;
  }
}

function startOf(bytes: Uint8Array, count: number): string {
  return String.fromCharCode(...bytes.subarray(0, count));
}
