import { createHash, createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readPrivateKey } from './passkey.ts';

/** What an authenticator signed, as it travels: base64url. */
export interface SignedParts {
  readonly authenticatorData: string;
  readonly clientDataJSON: string;
  readonly signature: string;
}

/**
 * Whether a signature is the passkey's over these bytes: WebAuthn Level 3 section 7.2, step 23.
 * @param key `privateKey` of a stored passkey, or `publicKey` of a registration: SubjectPublicKeyInfo, base64url
 * @returns undefined for a key that can't be read
 */
export function signatureHolds(
  key: { readonly privateKey: string } | { readonly publicKey: string },
  { authenticatorData, clientDataJSON, signature }: SignedParts,
): boolean | undefined {
  const publicKey = publicKeyOf(key);
  if (publicKey === undefined) return undefined;
  const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
  const signed = Buffer.concat([Buffer.from(authenticatorData, 'base64url'), hash]);
  const algorithm = publicKey.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  return verify(algorithm, signed, publicKey, Buffer.from(signature, 'base64url'));
}

/** `rpIdHash` of a relying party, in hex: section 6.1. */
export function rpIdHash(rpId: string): string {
  return createHash('sha256').update(rpId).digest('hex');
}

function publicKeyOf(
  key: { readonly privateKey: string } | { readonly publicKey: string },
): KeyObject | undefined {
  try {
    return 'privateKey' in key
      ? createPublicKey(readPrivateKey(key.privateKey))
      : createPublicKey({ key: Buffer.from(key.publicKey, 'base64url'), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}
