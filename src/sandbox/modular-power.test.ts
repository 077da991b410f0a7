import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixedBasePower, modularPower } from './modular-power.ts';
import { GENERATOR, PRIME } from './srp-server.ts';

/** What the definition says. */
function plainPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n % modulus;
  for (let i = 0n; i < exponent; i++) result = (result * base) % modulus;
  return result;
}

const small = fc.bigInt({ min: 0n, max: 600n });
const modulus = fc.bigInt({ min: 1n, max: 10n ** 9n });
const long = fc.bigInt({ min: 0n, max: 2n ** 520n });

describe('powers', () => {
  test('are what the definition says', () => {
    fc.assert(
      fc.property(small, small, modulus, (base, exponent, n) => {
        expect(modularPower(base, exponent, n)).toBe(plainPower(base, exponent, n));
        expect(fixedBasePower(base, n)(exponent)).toBe(plainPower(base, exponent, n));
      }),
    );
  });

  test('add up, and both ways agree, whatever was asked before', () => {
    const powerOfG = fixedBasePower(GENERATOR, PRIME);
    fc.assert(
      fc.property(long, long, (x, y) => {
        expect(powerOfG(x)).toBe(modularPower(GENERATOR, x, PRIME));
        expect((powerOfG(x) * powerOfG(y)) % PRIME).toBe(powerOfG(x + y));
      }),
      { numRuns: 20 },
    );
  });
});
