import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { N } from './group.ts';
import { pad } from './pad.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('pad', () => {
  it.each([
    [0n, '00'],
    [2n, '02'],
    [0x7fn, '7f'],
    [0x80n, '0080'],
    [0xffn, '00ff'],
    [0x100n, '0100'],
    [0x7fffn, '7fff'],
    [0x8000n, '008000'],
  ])('writes %i as %s', (integer, bytes) => {
    expect(hex(pad(integer))).toBe(bytes);
  });

  it('gives N its sign byte: 385 bytes', () => {
    expect(pad(N)).toHaveLength(385);
  });

  it('reads back as the same integer, never negative, never longer than needed', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 3100n }), (integer) => {
        const bytes = pad(integer);
        const [first = 0, second = 0] = bytes;
        expect(BigInt(`0x${hex(bytes)}`)).toBe(integer);
        expect(first).toBeLessThan(0x80);
        if (bytes.length > 1 && first === 0) expect(second).toBeGreaterThanOrEqual(0x80);
      }),
    );
  });

  it('refuses a negative integer', () => {
    expect(() => pad(-1n)).toThrow(RangeError);
  });
});
