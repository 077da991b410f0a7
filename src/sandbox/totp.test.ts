import fc from 'fast-check';
import { generateSync } from 'otplib';
import { describe, expect, test } from 'vitest';
import { base32, matchingStep, totpCode } from './totp.ts';

const RFC_SECRET = base32(Buffer.from('12345678901234567890'));

// RFC 6238 appendix B, SHA-1; it prints eight digits, of which a six-digit code is the end.
test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('at %d s the code ends %s', (seconds, code) => {
  expect(totpCode(RFC_SECRET, Math.floor(seconds / 30))).toBe(code.slice(2));
});

test.each([
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('Base32 of %s is %s (RFC 4648)', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});

test('agrees with otplib for any secret and time', () => {
  const secrets = fc.uint8Array({ minLength: 16, maxLength: 40 });
  fc.assert(
    fc.property(secrets, fc.integer({ min: 0, max: 4_000_000_000 }), (bytes, epoch) => {
      const secret = base32(bytes);
      expect(totpCode(secret, Math.floor(epoch / 30))).toBe(generateSync({ secret, epoch }));
    }),
  );
});

describe('tolerance', () => {
  const now = 1_700_000_010;
  const step = Math.floor(now / 30);

  test.each([-1, 0, 1])('%d steps away matches', (away) => {
    expect(matchingStep(RFC_SECRET, totpCode(RFC_SECRET, step + away), now)).toBe(step + away);
  });

  test.each([-2, 2])('%d steps away does not', (away) => {
    expect(matchingStep(RFC_SECRET, totpCode(RFC_SECRET, step + away), now)).toBeUndefined();
  });
});
