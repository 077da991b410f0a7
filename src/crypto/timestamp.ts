import { cryptoError } from './crypto-error.ts';

// Spelled out rather than asked from Intl: the service knows English names only, and a locale's 24-hour
// clock may print midnight as 24 (protocol 5.5).
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** 10000-01-01T00:00:00Z: from here the year no longer has the pattern's four digits. */
const YEAR_10000_MS = 253_402_300_800_000;

/**
 * TIMESTAMP in the Java pattern `EEE MMM d HH:mm:ss z yyyy`, UTC, English, day without zero or space in front
 * (protocol 5.5), e.g. `Tue Sep 8 09:05:07 UTC 2026`.
 * @param epochMs milliseconds since 1970-01-01T00:00:00Z; fractions of a second are dropped
 * @throws CryptoError TIMESTAMP_INVALID for a time before 1970, after 9999, or not a number
 */
export function srpTimestamp(epochMs: number): string {
  if (!(epochMs >= 0 && epochMs < YEAR_10000_MS)) {
    throw cryptoError('TIMESTAMP_INVALID', 'TIMESTAMP needs a time between 1970 and 9999; check the clock.');
  }
  const date = new Date(epochMs);
  const weekday = WEEKDAYS[date.getUTCDay()];
  const month = MONTHS[date.getUTCMonth()];
  const time = date.toISOString().slice(11, 19);
  return `${weekday} ${month} ${date.getUTCDate()} ${time} UTC ${date.getUTCFullYear()}`;
}
