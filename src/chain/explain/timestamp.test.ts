import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { srpTimestamp } from '../../crypto/timestamp.ts';
import { readTimestamp, writeTimestamp } from './timestamp.ts';

const GOOD = 'Tue Sep 8 09:05:07 UTC 2026';

describe('readTimestamp', () => {
  it.each([
    [GOOD, 'canonical'],
    ['Tue Sep 08 09:05:07 UTC 2026', 'padded'],
    ['Tue Sep  8 09:05:07 UTC 2026', 'padded'],
    ['Tue Sep 008 09:05:07 UTC 2026', 'padded'],
    ['Tue Sep  08 09:05:07 UTC 2026', 'padded'],
    ['Tue Sep 0 09:05:07 UTC 2026', 'unreadable'],
    ['Tue Sep 108 09:05:07 UTC 2026', 'unreadable'],
    ['Mon Sep 8 09:05:07 UTC 2026', 'weekday'],
    ['Tue Sep 8 09:05:07 GMT 2026', 'zone'],
    ['Di Sep 8 09:05:07 UTC 2026', 'unreadable'],
    ['Tue Sep 31 09:05:07 UTC 2026', 'unreadable'],
    ['Tue Sep 8 24:05:07 UTC 2026', 'unreadable'],
    ['', 'unreadable'],
  ] as const)('takes “%s” for %s', (text, form) => {
    const reading = readTimestamp(text);
    expect(reading.form).toBe(form);
    if (form !== 'unreadable') expect(reading.canonical).toBe(GOOD);
  });
  it('reads what the console writes, at every moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        const text = srpTimestamp(seconds * 1_000);
        expect(readTimestamp(text)).toEqual({
          text,
          form: 'canonical',
          canonical: text,
          at: seconds * 1_000,
        });
        expect(writeTimestamp(seconds * 1_000)).toBe(text);
      }),
    );
  });
  it('takes a day with any zeros in front for padded, and says how the service writes it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000 }),
        fc.integer({ min: 1, max: 6 }),
        (seconds, zeros) => {
          const text = srpTimestamp(seconds * 1_000);
          const padded = text.replace(/^(\w+ \w+ )/, `$1${'0'.repeat(zeros)}`);
          expect(readTimestamp(padded)).toEqual({
            text: padded,
            form: 'padded',
            canonical: text,
            at: seconds * 1_000,
          });
        },
      ),
    );
  });
  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void readTimestamp(text)));
  });
});
