import { randomBytes } from 'node:crypto';
import * as identityJs from 'amazon-cognito-identity-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { g, k, modPow, N } from './group.ts';
import { computeSrp, createSrpSecret, passwordClaimSignature, signedMessage, srpA } from './srp.ts';
import type { SrpInput } from './srp.ts';
import published from './vectors/srp-vectors.json';

type Vector = (typeof published.vectors)['V1'];
const vectors: readonly Vector[] = Object.values(published.vectors);
const integer = (hex: string) => BigInt(`0x${hex}`);
const withCode = (code: string) => expect.objectContaining({ code }) as Error;

const inputOf = (vector: Vector): SrpInput => ({
  group: vector.group,
  identity: vector.ident,
  password: vector.password,
  salt: vector.salt,
  a: integer(vector.a),
  srpA: vector.A,
  srpB: vector.B,
});
const messageOf = (vector: Vector) => ({
  group: vector.group,
  identity: vector.ident,
  secretBlock: vector.secret_block,
  timestamp: vector.timestamp,
});

describe.each(vectors)('vector $name', (vector) => {
  it('has the published A', () => {
    expect(srpA(integer(vector.a))).toBe(vector.A);
  });

  it('has every published intermediate', () => {
    const { A, B, u, x, S, prk, key } = vector;
    expect(computeSrp(inputOf(vector))).toEqual({
      N: N.toString(16),
      g: '2',
      k: '538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6',
      ...{ A, B, u, x, S, prk, key },
    });
  });

  it('has the published signature', () => {
    const { key } = computeSrp(inputOf(vector));
    expect(passwordClaimSignature({ key, ...messageOf(vector) })).toBe(vector.signature);
  });

  it('has a B that the published verifier and b give', () => {
    const v = modPow(g, integer(vector.x));
    expect(v.toString(16)).toBe(vector.v);
    expect(((k * v + modPow(g, integer(vector.b))) % N).toString(16)).toBe(vector.B);
  });
});

describe('computeSrp', () => {
  it('reaches the same S as a server that knows only the verifier', () => {
    const exponent = fc.bigInt({ min: 1n, max: (1n << 1024n) - 1n });
    const serverSecret = fc.bigInt({ min: 1n, max: (1n << 256n) - 1n });
    const salt = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n });
    fc.assert(
      fc.property(exponent, serverSecret, salt, fc.string({ unit: 'grapheme' }), (a, b, s, password) => {
        const input = {
          group: 'Ab12Cd34E',
          identity: 'jane',
          password,
          salt: s.toString(16),
          a,
          srpA: srpA(a),
        };
        // x does not depend on B: any B serves to learn it.
        const v = modPow(g, integer(computeSrp({ ...input, srpB: '1' }).x));
        const srpB = ((k * v + modPow(g, b)) % N).toString(16);
        const client = computeSrp({ ...input, srpB });
        const serverS = modPow(integer(input.srpA) * modPow(v, integer(client.u)), b);
        expect(client.S).toBe(serverS.toString(16));
      }),
      { numRuns: 15 },
    );
  });

  it('reads hex in either case and with leading zeros as the same integers', () => {
    const [vector] = vectors;
    if (vector === undefined) throw new Error('no vectors');
    const input = inputOf(vector);
    const shouted = { ...input, salt: `00${input.salt.toUpperCase()}`, srpB: `0${input.srpB.toUpperCase()}` };
    expect(computeSrp(shouted)).toEqual(computeSrp(input));
  });

  const input = inputOf(published.vectors.V1);
  it.each<[string, Partial<SrpInput>]>([
    ['SRP_A_INVALID', { srpA: '0' }],
    ['SRP_A_INVALID', { srpA: N.toString(16) }],
    ['SRP_A_INVALID', { srpA: '0xab' }],
    ['SRP_B_INVALID', { srpB: '' }],
    ['SRP_B_INVALID', { srpB: 'xyz' }],
    ['SRP_B_INVALID', { srpB: '-1' }],
    ['SRP_B_INVALID', { srpB: '0' }],
    ['SRP_B_INVALID', { srpB: N.toString(16) }],
    ['SRP_B_INVALID', { srpB: (2n * N).toString(16) }],
    ['SRP_B_INVALID', { srpB: 'f'.repeat(1025) }],
    ['SALT_INVALID', { salt: '' }],
    ['SALT_INVALID', { salt: 'AOdoN7jz+g==' }],
  ])('refuses with %s: %j', (code, change) => {
    expect(() => computeSrp({ ...input, ...change })).toThrow(withCode(code));
  });
});

describe('createSrpSecret', () => {
  it('reads 128 bytes as a positive integer', () => {
    const asked: number[] = [];
    const a = createSrpSecret((n) => {
      asked.push(n);
      return new Uint8Array(n).fill(0xff);
    });
    expect(asked).toEqual([128]);
    expect(a).toBe((1n << 1024n) - 1n);
  });

  it.each([
    ['short', () => new Uint8Array(127)],
    ['all zeros', (n: number) => new Uint8Array(n)],
  ])('refuses a source that is %s', (_, source) => {
    expect(() => createSrpSecret(source)).toThrow(withCode('RANDOM_INVALID'));
  });
});

describe('the signature', () => {
  const message = { group: 'G', identity: 'jané', secretBlock: 'AP8=', timestamp: 'T' };
  const key = '00'.repeat(16);

  it('covers the texts in UTF-8 and the decoded block, without separators', () => {
    expect(Buffer.from(signedMessage(message)).toString('hex')).toBe('476a616ec3a900ff54');
  });

  it('takes unpadded and URL-safe blocks, as emulators send them', () => {
    const standard = signedMessage({ ...message, secretBlock: '+/+/AA==' });
    expect(signedMessage({ ...message, secretBlock: '-_-_AA' })).toEqual(standard);
  });

  it.each(['', '====', 'A', 'AAAAA', 'AP8= ', 'AP\n8=', 'A=P8', 'AP8!'])(
    'refuses the block %j',
    (secretBlock) => {
      expect(() => signedMessage({ ...message, secretBlock })).toThrow(withCode('SECRET_BLOCK_INVALID'));
    },
  );

  it.each(['', key.slice(2), `${key}00`, 'zz'.repeat(16)])('refuses the key %j', (wrong) => {
    expect(() => passwordClaimSignature({ ...message, key: wrong })).toThrow(withCode('SRP_KEY_INVALID'));
  });
});

// The package exports this class but leaves it out of its types. B and salt are its own BigInteger, which it
// doesn't export: the constructor is taken from an instance.
type BigInteger = { toString(radix: number): string };
type Oracle = {
  smallAValue: BigInteger;
  largeAValue: BigInteger | undefined;
  getLargeAValue(done: (error: unknown, A: BigInteger) => void): void;
  getPasswordAuthenticationKey(
    username: string,
    password: string,
    B: BigInteger,
    salt: BigInteger,
    done: (error: unknown, key: Uint8Array) => void,
  ): void;
};
const { AuthenticationHelper } = identityJs as unknown as {
  AuthenticationHelper: new (pool: string) => Oracle;
};

describe('amazon-cognito-identity-js', () => {
  it.each(Array.from({ length: 24 }, (_, at) => at))('agrees on random case %i', (at) => {
    const [a, b] = [integer(randomBytes(128).toString('hex')), integer(randomBytes(32).toString('hex'))];
    // Short values now and then, so that every padding case comes up.
    const salt = integer(randomBytes(at % 4 === 0 ? 13 : 16).toString('hex')).toString(16);
    const password = `pä-${randomBytes(9).toString('base64')}`;
    const srpB = ((k * modPow(g, integer(randomBytes(32).toString('hex'))) + modPow(g, b)) % N).toString(16);

    const oracle = new AuthenticationHelper('Ab12Cd34E');
    const Integer = oracle.smallAValue.constructor as new (hex: string, radix: 16) => BigInteger;
    oracle.smallAValue = new Integer(a.toString(16), 16);
    oracle.largeAValue = undefined;
    let theirA = '';
    let theirKey = '';
    oracle.getLargeAValue((_, A) => {
      theirA = A.toString(16);
    });
    oracle.getPasswordAuthenticationKey(
      'jané',
      password,
      new Integer(srpB, 16),
      new Integer(salt, 16),
      (_, key) => {
        theirKey = Buffer.from(key).toString('hex');
      },
    );

    const ours = computeSrp({ group: 'Ab12Cd34E', identity: 'jané', password, salt, a, srpA: srpA(a), srpB });
    expect(ours.A).toBe(theirA);
    expect(ours.key).toBe(theirKey);
  });
});
