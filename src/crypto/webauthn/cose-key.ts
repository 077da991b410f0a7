import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { cryptoError } from '../crypto-error.ts';
import { encodeCbor } from './cbor.ts';
import type { Cbor } from './cbor.ts';

/**
 * What a passkey may be made with. Cognito takes ES256 and RS256 (protocol reference 2.11); EdDSA is here so that a
 * tester can send a credential it must refuse.
 */
export type PasskeyAlgorithm = 'ES256' | 'RS256' | 'EdDSA';

/** Numbers of the IANA COSE registry, as in `pubKeyCredParams`. */
export const COSE_ALGORITHMS = { ES256: -7, RS256: -257, EdDSA: -8 } as const;

/** Parameters of RFC 9052 and RFC 9053: 1 is kty, 3 is alg, negative ones depend on the key type. */
const KTY = 1;
const ALG = 3;

/**
 * Tells an algorithm from the key.
 * @throws CryptoError PASSKEY_KEY_INVALID for a key WebAuthn has no use for
 */
export function algorithmOf(key: KeyObject): PasskeyAlgorithm {
  const { asymmetricKeyType, asymmetricKeyDetails } = key;
  if (asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ES256';
  if (asymmetricKeyType === 'rsa') return 'RS256';
  if (asymmetricKeyType === 'ed25519') return 'EdDSA';
  throw cryptoError(
    'PASSKEY_KEY_INVALID',
    'The passkey’s private key must be an EC key on P-256 (ES256), an RSA key (RS256) or an Ed25519 key (EdDSA).',
  );
}

/** credentialPublicKey as COSE_Key, WebAuthn Level 3 section 6.5.1.1. */
export function coseKey(publicKey: KeyObject): Buffer {
  const algorithm = algorithmOf(publicKey);
  const jwk = publicKey.export({ format: 'jwk' });
  const bytes = (name: 'x' | 'y' | 'n' | 'e') => Buffer.from(String(jwk[name]), 'base64url');
  const key = (kty: number, ...parameters: [number, Cbor][]) =>
    encodeCbor(new Map<number, Cbor>([[KTY, kty], [ALG, COSE_ALGORITHMS[algorithm]], ...parameters]));
  if (algorithm === 'ES256') return key(2, [-1, 1], [-2, bytes('x')], [-3, bytes('y')]);
  return algorithm === 'RS256'
    ? key(3, [-1, bytes('n')], [-2, bytes('e')])
    : key(1, [-1, 6], [-2, bytes('x')]);
}

/** Signs as the algorithm asks: ES256 in ASN.1 DER, WebAuthn Level 3 section 6.5.5. */
export function signWith(privateKey: KeyObject, data: Uint8Array): Buffer {
  return sign(algorithmOf(privateKey) === 'EdDSA' ? null : 'sha256', data, privateKey);
}
