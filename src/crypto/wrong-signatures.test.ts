import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { g, k, mod, modPow, N } from './group.ts';
import { pad } from './pad.ts';
import { computeSrp, passwordClaimSignature } from './srp.ts';
import published from './vectors/srp-vectors.json';

// Each published wrong signature names a mistake. Making just that mistake must give that signature, and our
// own code must not: so a later change that falls into one of these traps is told which one it was.

type Vector = (typeof published.vectors)['V1'];
type Bytes = string | Uint8Array;

/** Every place where a mistake can be made, with the right choice as default. */
type Choices = {
  group: string;
  signedGroup: string;
  identity: string;
  timestamp: string;
  k: bigint;
  saltBytes: Bytes;
  padForU: (integer: bigint) => Uint8Array;
  hkdfSalt: (u: bigint) => Uint8Array;
  hkdfInput: (S: bigint) => Uint8Array;
  info: string;
  keyBytes: number;
  secretBlock: Bytes;
};

const integer = (hex: string) => BigInt(`0x${hex}`);
const sha256 = (...parts: Bytes[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hmac = (key: Uint8Array, data: Bytes) => createHmac('sha256', key).update(data).digest();
const fixed = (bytes: number) => (value: bigint) =>
  Buffer.from(value.toString(16).padStart(bytes * 2, '0'), 'hex');
const shortest = (value: bigint) => fixed(Math.ceil(value.toString(16).length / 2))(value);

/** A second, plain writing of protocol 5.3 and 5.4 that can be told to go wrong. */
function signWith(vector: Vector, mistake: Partial<Choices>): string {
  const group = mistake.group ?? vector.group;
  const choices: Choices = {
    group,
    signedGroup: group,
    identity: vector.ident,
    timestamp: vector.timestamp,
    k,
    saltBytes: pad(integer(vector.salt)),
    padForU: pad,
    hkdfSalt: pad,
    hkdfInput: pad,
    info: 'Caldera Derived Key\u0001',
    keyBytes: 16,
    secretBlock: Buffer.from(vector.secret_block, 'base64'),
    ...mistake,
  };
  const [A, B] = [integer(vector.A), integer(vector.B)];
  const u = integer(sha256(choices.padForU(A), choices.padForU(B)).toString('hex'));
  const inner = sha256(`${group}${choices.identity}:${vector.password}`);
  const x = integer(sha256(choices.saltBytes, inner).toString('hex'));
  const S = modPow(mod(B - choices.k * modPow(g, x), N), integer(vector.a) + u * x);
  const prk = hmac(choices.hkdfSalt(u), choices.hkdfInput(S));
  const key = hmac(prk, choices.info).subarray(0, choices.keyBytes);
  return createHmac('sha256', key)
    .update(choices.signedGroup)
    .update(choices.identity)
    .update(choices.secretBlock)
    .update(choices.timestamp)
    .digest('base64');
}

const poolId = 'us-east-1_Ab12Cd34E';
const V1 = published.vectors.V1;
const mistakes: Readonly<Record<string, Partial<Choices>>> = {
  'full pool id instead of pool name, everywhere': { group: poolId },
  'full pool id only in the signed message': { signedGroup: poolId },
  'salt hashed without the 00 sign byte': { saltBytes: shortest(integer(V1.salt)) },
  'salt hex text hashed as ASCII': { saltBytes: V1.salt },
  'k per RFC 5054 (g left-padded to 384 bytes, N without sign byte)': {
    k: integer(sha256(fixed(384)(N), fixed(384)(g)).toString('hex')),
  },
  'A and B hashed without sign byte for u': { padForU: shortest },
  'HKDF salt empty (32 zero bytes)': { hkdfSalt: () => new Uint8Array(32) },
  'HKDF output not cut to 16 bytes': { keyBytes: 32 },
  'info string without trailing byte 01': { info: 'Caldera Derived Key' },
  'SECRET_BLOCK used as text, not decoded': { secretBlock: V1.secret_block },
  'sign-in alias jane@example.com used instead of USER_ID_FOR_SRP': { identity: 'jane@example.com' },
  'zero-padded day (Tue Sep 08 ...)': { timestamp: V1.timestamp.replace(' 8 ', ' 08 ') },
  'u kept at 32 bytes when its first byte is 00': { hkdfSalt: fixed(32) },
  'S left-padded to 384 bytes': { hkdfInput: fixed(384) },
};
const vectors: Readonly<Record<string, Vector>> = published.vectors;

function ourSignature(vector: Vector): string {
  const { group, ident: identity, password, salt, A, B } = vector;
  const { key } = computeSrp({ group, identity, password, salt, a: integer(vector.a), srpA: A, srpB: B });
  const { secret_block: secretBlock, timestamp } = vector;
  return passwordClaimSignature({ key, group, identity, secretBlock, timestamp });
}

describe('wrong signatures', () => {
  it.each(published.wrongSignatures)('$vector: $mistake', ({ vector: name, mistake, signature }) => {
    const [vector, made] = [vectors[name], mistakes[mistake]];
    if (vector === undefined || made === undefined)
      throw new Error(`No vector or no way to make: ${mistake}`);
    expect(signWith(vector, made)).toBe(signature);
    expect(signWith(vector, {})).toBe(vector.signature);
    expect(ourSignature(vector)).toBe(vector.signature);
    expect(ourSignature(vector)).not.toBe(signature);
  });

  it('covers every published mistake', () => {
    expect(Object.keys(mistakes).sort()).toEqual(
      published.wrongSignatures.map(({ mistake }) => mistake).sort(),
    );
  });
});
