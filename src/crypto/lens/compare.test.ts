import * as identityJs from 'amazon-cognito-identity-js';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import published from '../vectors/srp-vectors.json';
import { compareValues } from './compare.ts';
import { type LensInput, srpLines } from './compute.ts';

const { V1, V2, V3 } = published.vectors;
type Vector = typeof V1;
const around = { poolId: 'us-east-1_Ab12Cd34E', aliases: ['jane@example.com'] };

function inputOf(vector: Vector): LensInput {
  const { group, ident: identity, password, salt, a, A, B, timestamp, secret_block: secretBlock } = vector;
  return { group, identity, password, salt, a, A, B, timestamp, secretBlock };
}
// The package exports it; its types leave it out.
const { AuthenticationHelper } = identityJs as unknown as {
  AuthenticationHelper: new (pool: string) => Helper;
};

const print = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n');

describe('a published wrong signature, pasted alone', () => {
  const said: Readonly<Record<string, RegExp>> = {
    'full pool id instead of pool name, everywhere': /whole pool id in place of/,
    'full pool id only in the signed message': /signed message only/,
    'salt hashed without the 00 sign byte': /SALT hashed without the zero byte/,
    'salt hex text hashed as ASCII': /SALT hashed as its hex text/,
    'k per RFC 5054 (g left-padded to 384 bytes, N without sign byte)': /k as RFC 5054/,
    'A and B hashed without sign byte for u': /A and B hashed without/,
    'HKDF salt empty (32 zero bytes)': /no HKDF salt/,
    'HKDF output not cut to 16 bytes': /not cut/,
    'info string without trailing byte 01': /without its last byte 01/,
    'SECRET_BLOCK used as text, not decoded': /signed as text/,
    'sign-in alias jane@example.com used instead of USER_ID_FOR_SRP': /jane@example\.com/,
    'zero-padded day (Tue Sep 08 ...)': /day of TIMESTAMP/,
    'u kept at 32 bytes when its first byte is 00': /32 bytes/,
    'S left-padded to 384 bytes': /384 bytes/,
  };
  const vectors: Readonly<Record<string, Vector>> = published.vectors;
  it.each(published.wrongSignatures)('$vector: $mistake', ({ vector, mistake, signature }) => {
    const { first } = compareValues(inputOf(vectors[vector] ?? V1), `signature: ${signature}`, around);
    expect(first?.id).toBe('signature');
    expect(first?.because).toMatch(said[mistake] ?? /no words for this mistake/);
  });
});

describe('compareValues', () => {
  it('finds nothing where everything is the same, in whatever form', () => {
    const printed = `{
      "SRP_A": "0x${V1.A.toUpperCase()}", "SRP_B": "${V1.B.replaceAll(/(..)/g, '$1:')}",
      "salt": "00${V1.salt}", "u": ${BigInt(`0x${V1.u}`)},
      "hkdf": "${Buffer.from(V1.key, 'hex').toString('base64')}",
      "PASSWORD_CLAIM_SIGNATURE": "${V1.signature}", "color": "blue" }`
      // JSON numbers lose digits: as a client prints it, a text.
      .replace(/"u": (\d+)/, '"u": "$1"');
    const result = compareValues(inputOf(V1), printed, around);
    expect(result.first).toBeUndefined();
    expect(result.exchange).toBe('same');
    expect(result.unknown).toEqual(['color']);
    expect(result.lines.filter(({ state }) => state === 'same').map(({ id }) => id)).toEqual([
      'A',
      'B',
      'u',
      'salt',
      'key',
      'signature',
    ]);
  });

  it('names the alias as the first difference, not all that follows from it', () => {
    const wrong = srpLines({ ...inputOf(V1), identity: 'jane@example.com' });
    const printed = print(
      Object.fromEntries(
        wrong
          .filter(({ spec }) => ['u', 'x', 'S', 'key', 'signature'].includes(spec.id))
          .map(({ spec, value }) => [spec.id, value ?? '']),
      ),
    );
    const { first, lines } = compareValues(inputOf(V1), printed, around);
    expect(first).toEqual({
      id: 'x',
      because: 'This is what comes out with “jane@example.com” in place of USER_ID_FOR_SRP.',
    });
    expect(lines.find(({ id }) => id === 'u')?.state).toBe('same');
    expect(lines.find(({ id }) => id === 'signature')?.state).toBe('different');
    expect(compareValues(inputOf(V1), 'USERNAME=jane@example.com', around).first?.because).toContain(
      'name that was typed',
    );
  });

  it('tells a lost zero byte from another number', () => {
    const inner = createHash('sha256').update('x').digest('hex');
    expect(inner.startsWith('0')).toBe(false);
    const { first } = compareValues(inputOf(V3), `hkdfSalt: ${V3.u}`, around);
    expect(first).toMatchObject({ id: 'hkdfSalt', because: expect.stringContaining('the same number') });
    expect(compareValues(inputOf(V2), `hkdfSalt: ${V2.padu}`, around).first).toBeUndefined();
  });

  it('holds another exchange against what it should have got from its own a and B', () => {
    const own = print({
      a: V3.a,
      A: V3.A,
      SRP_B: V3.B,
      SALT: V3.salt,
      u: V3.u,
      x: V3.x,
      key: V3.key,
      TIMESTAMP: V3.timestamp,
      SECRET_BLOCK: V3.secret_block,
      signature: V3.signature,
    });
    const right = compareValues(inputOf(V1), own, around);
    expect(right).toMatchObject({ exchange: 'own' });
    expect(right.first).toBeUndefined();
    expect(right.lines.find(({ id }) => id === 'signature')?.state).toBe('same');
    const padded = compareValues(inputOf(V1), own.replace('Jan 1 ', 'Jan 01 '), around);
    expect(padded.first).toEqual({
      id: 'timestamp',
      because: `Cognito writes that moment as “${V3.timestamp}”.`,
    });
  });

  it('agrees with amazon-cognito-identity-js, whose own fields are pasted', async () => {
    const helper = new AuthenticationHelper(V1.group);
    const number = (hex: string) => new (helper.N.constructor as BigIntegerClass)(hex, 16);
    helper.smallAValue = number(V1.a);
    helper.largeAValue = number(V1.A);
    const key = await new Promise<Uint8Array>((resolve, reject) =>
      helper.getPasswordAuthenticationKey(
        V1.ident,
        V1.password,
        number(V1.B),
        number(V1.salt),
        (error, hkdf) => (error ? reject(error) : resolve(hkdf)),
      ),
    );
    const printed = [
      `smallAValue: BigInteger(${helper.smallAValue.toString(16)})`,
      `largeAValue: ${helper.largeAValue.toString(16)},`,
      `serverBValue => "${V1.B}"`,
      `k = ${helper.k.toString(16)}`,
      `UValue = ${helper.UValue.toString(16)}`,
      `hkdf: <Buffer ${Buffer.from(key).toString('hex').replaceAll(/(..)/g, '$1 ').trim()}>`,
    ].join('\n');
    const { first, lines } = compareValues(inputOf(V1), printed, around);
    expect(first).toBeUndefined();
    expect(lines.filter(({ state }) => state === 'same').map(({ id }) => id)).toEqual([
      'k',
      'a',
      'A',
      'B',
      'u',
      'key',
    ]);
  });
});

interface BigIntegerLike {
  toString(radix: number): string;
}
type BigIntegerClass = new (hex: string, radix: number) => BigIntegerLike;
interface Helper {
  N: BigIntegerLike;
  k: BigIntegerLike;
  smallAValue: BigIntegerLike;
  largeAValue: BigIntegerLike;
  UValue: BigIntegerLike;
  getPasswordAuthenticationKey(
    username: string,
    password: string,
    serverB: BigIntegerLike,
    salt: BigIntegerLike,
    done: (error: unknown, hkdf: Uint8Array) => void,
  ): void;
}
