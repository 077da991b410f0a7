import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSealer } from './sealed.ts';
import { countingRandom } from './testing.ts';

const sealer = createSealer(new Uint8Array(32), countingRandom());

test('opens what it sealed, filled up to the size', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.string()),
      fc.integer({ min: 0, max: 2_000 }),
      (payload, size) => {
        const sealed = sealer.seal('a', payload, size);
        expect(sealer.open('a', sealed)).toEqual({ ...payload });
        expect(sealed.length).toBeGreaterThanOrEqual(size + 28);
      },
    ),
  );
});

test('one changed bit, another purpose or another key, and it stays shut', () => {
  const sealed = sealer.seal('a', { code: '123456' }, 100);
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 0, max: 7 }), (at, bit) => {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      expect(sealer.open('a', changed)).toBeUndefined();
    }),
  );
  expect(sealer.open('b', sealed)).toBeUndefined();
  expect(createSealer(new Uint8Array(32).fill(1), countingRandom()).open('a', sealed)).toBeUndefined();
});

test('any other bytes stay shut', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(sealer.open('a', bytes)).toBeUndefined();
    }),
  );
});
