import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inThousands } from './in-thousands.ts';

it('writes every count as Intl does', () => {
  fc.assert(
    fc.property(fc.nat(), (count) => {
      expect(inThousands(count)).toBe(count.toLocaleString('en-US'));
    }),
  );
  expect([0, 999, 1_000, 999_999, 1_000_000].map(inThousands)).toEqual([
    '0',
    '999',
    '1,000',
    '999,999',
    '1,000,000',
  ]);
});
