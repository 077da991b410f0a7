import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { cryptoError } from '../crypto-error.ts';
import { draw } from '../random-source.ts';
import type { RandomBytes } from '../random-source.ts';
import { base64url } from './base64url.ts';
import { algorithmOf, type PasskeyAlgorithm } from './cose-key.ts';

/** A credential of the software authenticator, in a form that can be stored. */
export interface Passkey {
  /** The credential id, base64url. */
  readonly id: string;
  /** A secret: PKCS #8 (DER in Base64 or base64url, or PEM), or a JWK as JSON text. */
  readonly privateKey: string;
  readonly rpId: string;
  /** `user.id` of the registration, base64url; comes back as `userHandle`. Cognito's is the sub. */
  readonly userHandle: string;
}

const ID_BYTES = 32;

/**
 * A new passkey, not registered anywhere yet. The key comes from node:crypto's own source, the id from `randomBytes`.
 * @throws CryptoError RANDOM_INVALID for a source that is short
 */
export function createPasskey(
  owner: { readonly rpId: string; readonly userHandle: string },
  randomBytes: RandomBytes,
  algorithm: PasskeyAlgorithm = 'ES256',
): Passkey {
  const { privateKey } = generateKey(algorithm);
  return {
    id: base64url(draw(randomBytes, ID_BYTES)),
    privateKey: base64url(privateKey.export({ type: 'pkcs8', format: 'der' })),
    rpId: owner.rpId,
    userHandle: owner.userHandle,
  };
}

function generateKey(algorithm: PasskeyAlgorithm): { readonly privateKey: KeyObject } {
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return algorithm === 'RS256'
    ? generateKeyPairSync('rsa', { modulusLength: 2_048 })
    : generateKeyPairSync('ed25519');
}

/**
 * What a stored passkey signs with.
 * @throws CryptoError PASSKEY_KEY_INVALID for a key that can't be read or that WebAuthn has no use for
 */
export function passkeyAlgorithm(privateKey: string): PasskeyAlgorithm {
  return algorithmOf(readPrivateKey(privateKey));
}

/**
 * The key that a stored passkey signs with.
 * @throws CryptoError PASSKEY_KEY_INVALID when the text is neither PKCS #8 nor a JWK
 */
export function readPrivateKey(text: string): KeyObject {
  const trimmed = text.trim();
  try {
    if (trimmed.startsWith('{')) return createPrivateKey({ key: JSON.parse(trimmed), format: 'jwk' });
    if (trimmed.startsWith('-----')) return createPrivateKey(trimmed);
    return createPrivateKey({ key: Buffer.from(trimmed, 'base64url'), format: 'der', type: 'pkcs8' });
  } catch {
    throw cryptoError(
      'PASSKEY_KEY_INVALID',
      'The passkey’s private key could not be read; give PKCS #8 (Base64 or PEM) or a private JWK.',
    );
  }
}
