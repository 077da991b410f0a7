import { createHash, createHmac } from 'node:crypto';
import { cryptoError } from './crypto-error.ts';
import { g, k, mod, modPow, N } from './group.ts';
import { parseHexInteger } from './hex.ts';
import { pad } from './pad.ts';
import { powerOfG } from './power-of-g.ts';
import { draw } from './random-source.ts';
import type { RandomBytes } from './random-source.ts';

/** Length of the client secret a; as amazon-cognito-identity-js draws it (protocol 5.1). */
const SECRET_BYTES = 128;
/** HKDF info string and output length, fixed by the service (protocol 5.3). */
const HKDF_INFO = 'Caldera Derived Key';
const KEY_BYTES = 16;

/**
 * What the client's half of SRP starts from. The device variant fills `group` with the DeviceGroupKey,
 * `identity` with the DeviceKey and `password` with the device password (protocol 5.6).
 */
export type SrpInput = {
  /** The user pool id's part after its first `_`, never the whole id. */
  readonly group: string;
  /** USER_ID_FOR_SRP exactly as the challenge gave it, never the alias typed in. */
  readonly identity: string;
  readonly password: string;
  /** SALT: hex integer, either case, leading zeros allowed. */
  readonly salt: string;
  /** The client secret made by createSrpSecret. */
  readonly a: bigint;
  /** SRP_A as it was sent: hex integer. It must belong to `a`; this is not recomputed. */
  readonly srpA: string;
  /** SRP_B as it was received: hex integer. */
  readonly srpB: string;
};

/**
 * Every intermediate under the name protocol 5.3 gives it, in lowercase hex. Integers (N, g, k, A, B, S) have
 * no leading zeros; hash and HMAC results (u, x, prk) have 64 digits and key has 32. x, S, prk and key are
 * as secret as the password.
 */
export type SrpValues = {
  readonly N: string;
  readonly g: string;
  readonly k: string;
  readonly A: string;
  readonly B: string;
  readonly u: string;
  readonly x: string;
  readonly S: string;
  readonly prk: string;
  readonly key: string;
};

/** What the signature covers. `timestamp` is the very text sent as TIMESTAMP (protocol 5.5). */
export type SignedMessageInput = {
  readonly group: string;
  readonly identity: string;
  /** SECRET_BLOCK as received: Base64. */
  readonly secretBlock: string;
  readonly timestamp: string;
};

/**
 * A fresh client secret a: 128 random bytes as a positive integer. A = g^a is a power of 2 modulo an odd
 * prime, so A ≡ 0 cannot happen; a = 0 (A = 1) is refused, because only a broken source draws it.
 * @throws CryptoError RANDOM_INVALID for a source that is short or gives only zeros
 */
export function createSrpSecret(randomBytes: RandomBytes): bigint {
  const a = BigInt(`0x${draw(randomBytes, SECRET_BYTES).toString('hex')}`);
  if (a === 0n) {
    throw cryptoError('RANDOM_INVALID', "randomBytes returned only zeros; check the host's random port.");
  }
  return a;
}

/** SRP_A for the secret a: g^a mod N in lowercase hex, no prefix, no padding (protocol 5.1). */
export function srpA(a: bigint): string {
  return powerOfG(a).toString(16);
}

/**
 * x = H(pad(salt) ‖ H(group ‖ identity ‖ ":" ‖ password)) (protocol 5.3), 32 bytes in 64 hex digits.
 * @param salt the salt as an integer
 */
export function srpX(group: string, identity: string, password: string, salt: bigint): string {
  const inner = sha256(group, identity, ':', password);
  return sha256(pad(salt), inner).toString('hex');
}

/**
 * The client's half of SRP-6a as Cognito means it (protocol 5.3), up to the signing key.
 * @throws CryptoError SRP_A_INVALID or SRP_B_INVALID when the value is not hex or is 0 mod N, SALT_INVALID
 * when the salt is not hex, SRP_U_ZERO when u is 0
 */
export function computeSrp(input: SrpInput): SrpValues {
  const A = parseHexInteger(input.srpA, 'SRP_A', 'SRP_A_INVALID');
  if (A % N === 0n) {
    throw cryptoError(
      'SRP_A_INVALID',
      'SRP_A is 0 modulo N, which would give the key away; start the sign-in again.',
    );
  }
  const B = parseHexInteger(input.srpB, 'SRP_B', 'SRP_B_INVALID');
  if (B % N === 0n) {
    throw cryptoError(
      'SRP_B_INVALID',
      'SRP_B is 0 modulo N, so this is no honest server; check the endpoint of the target.',
    );
  }
  const salt = parseHexInteger(input.salt, 'SALT', 'SALT_INVALID');

  const uHash = sha256(pad(A), pad(B));
  const u = toInteger(uHash);
  if (u === 0n)
    throw cryptoError('SRP_U_ZERO', 'u, the hash of SRP_A and SRP_B, is 0; start the sign-in again.');

  const xHash = srpX(input.group, input.identity, input.password, salt);
  const x = BigInt(`0x${xHash}`);
  const S = modPow(mod(B - k * powerOfG(x), N), input.a + u * x);
  const prk = createHmac('sha256', pad(u)).update(pad(S)).digest();
  const key = createHmac('sha256', prk)
    .update(HKDF_INFO)
    .update(Uint8Array.of(1))
    .digest()
    .subarray(0, KEY_BYTES);

  return {
    N: N.toString(16),
    g: g.toString(16),
    k: k.toString(16),
    A: A.toString(16),
    B: B.toString(16),
    u: uHash.toString('hex'),
    x: xHash,
    S: S.toString(16),
    prk: prk.toString('hex'),
    key: key.toString('hex'),
  };
}

/**
 * The bytes under PASSWORD_CLAIM_SIGNATURE: group ‖ identity ‖ decoded SECRET_BLOCK ‖ timestamp, texts in
 * UTF-8, no separators (protocol 5.4).
 * @throws CryptoError SECRET_BLOCK_INVALID when the block is empty or not Base64
 */
export function signedMessage(input: SignedMessageInput): Uint8Array {
  return Buffer.concat([
    Buffer.from(input.group),
    Buffer.from(input.identity),
    decodeSecretBlock(input.secretBlock),
    Buffer.from(input.timestamp),
  ]);
}

/**
 * PASSWORD_CLAIM_SIGNATURE: standard Base64 of HMAC-SHA-256 over signedMessage (protocol 5.4).
 * @param input `key` is SrpValues.key, 32 hex digits
 * @throws CryptoError SRP_KEY_INVALID or SECRET_BLOCK_INVALID
 */
export function passwordClaimSignature(input: SignedMessageInput & { readonly key: string }): string {
  if (!/^[0-9a-f]{32}$/i.test(input.key)) {
    throw cryptoError(
      'SRP_KEY_INVALID',
      'key must be 32 hex digits (16 bytes); pass the key that computeSrp returned.',
    );
  }
  return createHmac('sha256', Buffer.from(input.key, 'hex')).update(signedMessage(input)).digest('base64');
}

/**
 * Cognito sends padded standard Base64. Emulators have sent unpadded and URL-safe text (a bare UUID), which
 * every known client decodes, so those pass; whitespace and foreign characters mean a damaged copy.
 */
function decodeSecretBlock(secretBlock: string): Buffer {
  const digits = /^([A-Za-z0-9+/_-]+)={0,2}$/.exec(secretBlock)?.[1];
  if (digits === undefined || digits.length % 4 === 1) {
    throw cryptoError(
      'SECRET_BLOCK_INVALID',
      'SECRET_BLOCK must be Base64; pass it on exactly as the challenge gave it.',
    );
  }
  return Buffer.from(digits, 'base64');
}

function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function toInteger(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}
