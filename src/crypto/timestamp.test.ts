import * as identityJs from 'amazon-cognito-identity-js';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { srpTimestamp } from './timestamp.ts';

// Exported by the package, missing from its types.
const { DateHelper } = identityJs as unknown as { DateHelper: new () => { getNowString(): string } };

const CANONICAL =
  /^(Sun|Mon|Tue|Wed|Thu|Fri|Sat) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ([1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d UTC \d{4}$/;
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const moment = fc.integer({ min: 0, max: LAST_MS });

describe('srpTimestamp', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    [Date.UTC(2026, 8, 8, 9, 5, 7), 'Tue Sep 8 09:05:07 UTC 2026'],
    [Date.UTC(2026, 9, 31, 23, 59, 0), 'Sat Oct 31 23:59:00 UTC 2026'],
    [Date.UTC(2026, 0, 1, 0, 0, 0), 'Thu Jan 1 00:00:00 UTC 2026'],
    [Date.UTC(2026, 1, 4, 16, 20, 9, 999), 'Wed Feb 4 16:20:09 UTC 2026'],
    [0, 'Thu Jan 1 00:00:00 UTC 1970'],
    [Date.UTC(2024, 1, 29, 12, 0, 0), 'Thu Feb 29 12:00:00 UTC 2024'],
  ])('writes %i as %s', (epochMs, text) => {
    expect(srpTimestamp(epochMs)).toBe(text);
  });

  it('is canonical and reads back as the same second', () => {
    fc.assert(
      fc.property(moment, (epochMs) => {
        const text = srpTimestamp(epochMs);
        expect(text).toMatch(CANONICAL);
        expect(Date.parse(text)).toBe(Math.floor(epochMs / 1000) * 1000);
      }),
    );
  });

  it('agrees with amazon-cognito-identity-js', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    fc.assert(
      fc.property(moment, (epochMs) => {
        vi.setSystemTime(epochMs);
        expect(srpTimestamp(epochMs)).toBe(new DateHelper().getNowString());
      }),
    );
  });

  it.each([-1, LAST_MS + 1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (epochMs) => {
    expect(() => srpTimestamp(epochMs)).toThrow(expect.objectContaining({ code: 'TIMESTAMP_INVALID' }));
  });
});
