import { seal, SEAL_KEY_BYTES, SEAL_NONCE_BYTES, unseal } from '../../crypto/seal.ts';
import type { Random } from '../ports.ts';
import type { Vault } from '../vault.ts';

/** Where the key is in the keychain: base64. */
export const SEALING_KEY = 'history:key';

/** Closes and opens what is kept of secrets, with a key that is in the keychain and nowhere else. */
export interface Sealing {
  /** Undefined without a keychain: then only the redacted form is kept. */
  seal(text: string, place: string): Promise<Uint8Array | undefined>;
  /** Undefined where it was closed with another key or for another place, or there is no keychain. */
  unseal(sealed: Uint8Array, place: string): Promise<string | undefined>;
  /** Whether there is a keychain to hold the key. */
  possible(): boolean;
}

/** @param place of an event's secrets: what is sealed there can be opened nowhere else */
export function sealPlace(chainId: string, seq: number): string {
  return `${chainId}/${seq}`;
}

export function createSealing(vault: Vault, random: Random): Sealing {
  let known: Uint8Array | undefined;
  let asking: Promise<Uint8Array | undefined> | undefined;

  /** Read once; made by whoever needs it first. Calls wait in the vault's own queue while a keyring is locked. */
  async function key(make: boolean): Promise<Uint8Array | undefined> {
    if (known !== undefined) return known;
    asking ??= find(make).finally(() => (asking = undefined));
    known = await asking;
    return known;
  }

  async function find(make: boolean): Promise<Uint8Array | undefined> {
    try {
      const kept = await vault.get(SEALING_KEY);
      // In memory it would be gone with the process, and what it closed with it.
      if (vault.where() !== 'keychain') return undefined;
      if (kept !== undefined) return keyIn(kept);
      if (!make) return undefined;
      const made = () => Buffer.from(random.bytes(SEAL_KEY_BYTES)).toString('base64');
      // A process beside this one may be making one, too: both get the same.
      return keyIn(await vault.getOrMake(SEALING_KEY, made));
    } catch {
      // The vault's own state says why.
      return undefined;
    }
  }

  return {
    possible: () => known !== undefined || vault.state().kind === 'keychain',
    async seal(text, place) {
      const found = await key(true);
      return found && seal(found, random.bytes(SEAL_NONCE_BYTES), text, place);
    },
    async unseal(sealed, place) {
      const found = await key(false);
      return found && unseal(found, sealed, place);
    },
  };
}

function keyIn(text: string | undefined): Uint8Array | undefined {
  const bytes = Buffer.from(text ?? '', 'base64');
  return bytes.length === SEAL_KEY_BYTES ? new Uint8Array(bytes) : undefined;
}
