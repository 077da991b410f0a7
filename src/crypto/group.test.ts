import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { g, k, mod, modPow, N } from './group.ts';
import { pad } from './pad.ts';
import { powerOfG } from './power-of-g.ts';

const naivePower = (base: bigint, exponent: bigint, modulus: bigint): bigint => {
  let result = 1n % modulus;
  for (let n = 0n; n < exponent; n++) result = (result * base) % modulus;
  return mod(result, modulus);
};

const bitsOf = (bits: number) => fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n });

describe('the group', () => {
  it('has a 3072-bit N with 64 ones at both ends, and g = 2', () => {
    const digits = N.toString(16);
    expect(digits).toHaveLength(768);
    expect(digits).toMatch(/^f{16}c90fdaa2.*f{16}$/);
    expect(g).toBe(2n);
  });

  it('derives k from pad(N) and pad(g)', () => {
    const derived = createHash('sha256').update(pad(N)).update(pad(g)).digest('hex');
    expect(derived).toBe(k.toString(16));
  });

  it('has a prime N: 2 and 3 pass Fermat', () => {
    expect(modPow(2n, N - 1n)).toBe(1n);
    expect(modPow(3n, N - 1n)).toBe(1n);
  });
});

describe('modPow', () => {
  it('agrees with repeated multiplication', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -500n, max: 500n }),
        fc.bigInt({ min: 0n, max: 300n }),
        fc.bigInt({ min: 1n, max: 1000n }),
        (base, exponent, modulus) => modPow(base, exponent, modulus) === naivePower(base, exponent, modulus),
      ),
    );
  });

  it('adds exponents', () => {
    fc.assert(
      fc.property(bitsOf(3072), bitsOf(256), bitsOf(256), (base, one, two) => {
        expect(modPow(base, one + two)).toBe((modPow(base, one) * modPow(base, two)) % N);
      }),
      { numRuns: 20 },
    );
  });

  it('refuses a negative exponent', () => {
    expect(() => modPow(2n, -1n)).toThrow(RangeError);
  });
});

describe('powerOfG', () => {
  const edges = [0, 1, 7, 36, 37, 38, 147, 255, 256, 257, 1023, 1024, 1025, 3072];

  it.each(edges)('agrees with modPow at %i bits', (bits) => {
    const limit = 1n << BigInt(bits);
    for (const exponent of [limit - 1n, limit, limit + 1n]) {
      expect(powerOfG(exponent)).toBe(modPow(g, exponent));
    }
  });

  it('agrees with modPow for random exponents of a client secret', () => {
    fc.assert(
      fc.property(bitsOf(1024), (exponent) => powerOfG(exponent) === modPow(g, exponent)),
      { numRuns: 20 },
    );
  });

  it('refuses a negative exponent', () => {
    expect(() => powerOfG(-1n)).toThrow(RangeError);
  });
});
