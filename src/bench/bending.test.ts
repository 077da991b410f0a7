import fc from 'fast-check';
import { expect, test } from 'vitest';
import { srpTimestamp } from '../crypto/timestamp.ts';
import { flipped, moved, offByOne, paddedDay, wrongWeekday } from './bending.ts';

const AT = Date.UTC(2026, 8, 8, 9, 5, 7);

test('the day is padded and the weekday wrong, and nothing else changes', () => {
  expect(paddedDay('Tue Sep 8 09:05:07 UTC 2026')).toBe('Tue Sep 08 09:05:07 UTC 2026');
  expect(paddedDay('Sat Oct 31 23:59:00 UTC 2026')).toBe('Sat Oct 031 23:59:00 UTC 2026');
  expect(wrongWeekday('Tue Sep 8 09:05:07 UTC 2026')).toBe('Wed Sep 8 09:05:07 UTC 2026');
  expect(wrongWeekday('Sat Oct 31 23:59:00 UTC 2026')).toBe('Sun Oct 31 23:59:00 UTC 2026');
});

test('a moved TIMESTAMP is the one of that moment', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 86_400 * 400 }),
      fc.integer({ min: -7_200, max: 7_200 }),
      (at, by) => {
        const from = AT + at * 1_000;
        expect(moved(srpTimestamp(from), by * 1_000)).toBe(srpTimestamp(from + by * 1_000));
      },
    ),
  );
});

test('one character is another one', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9+/=_-]{1,80}$/), (text) => {
      const other = flipped(text);
      expect(other).toHaveLength(text.length);
      expect([...text].filter((letter, at) => letter !== other[at])).toHaveLength(1);
    }),
  );
  expect(offByOne('123459')).toBe('123450');
});
