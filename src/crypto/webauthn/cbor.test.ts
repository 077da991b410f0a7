import { isoCBOR } from '@simplewebauthn/server/helpers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCbor } from './cbor.ts';
import type { Cbor } from './cbor.ts';

const hex = (value: Cbor) => encodeCbor(value).toString('hex');

describe('encodeCbor', () => {
  // RFC 8949 appendix A.
  it.each<[Cbor, string]>([
    [0, '00'],
    [23, '17'],
    [24, '1818'],
    [255, '18ff'],
    [1000, '1903e8'],
    [-1, '20'],
    [-10, '29'],
    [-100, '3863'],
    [-1000, '3903e7'],
    ['', '60'],
    ['IETF', '6449455446'],
    ['ü', '62c3bc'],
    [Uint8Array.of(1, 2, 3, 4), '4401020304'],
    [new Map(), 'a0'],
    [
      new Map([
        [1, 2],
        [3, 4],
      ]),
      'a201020304',
    ],
  ])('writes %j as %s', (value, expected) => {
    expect(hex(value)).toBe(expected);
  });

  it('is read back by another implementation', () => {
    const bytes = fc.uint8Array({ maxLength: 400 });
    const integer = fc.integer({ min: -65_536, max: 65_535 });
    const entry = fc.tuple(fc.oneof(integer, fc.string({ unit: 'binary' })), fc.oneof(integer, bytes));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        const map = new Map(entries);
        expect(isoCBOR.decodeFirst(Uint8Array.from(encodeCbor(map)))).toEqual(map);
      }),
    );
  });
});
