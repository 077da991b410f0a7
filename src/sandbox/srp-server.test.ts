import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import reference from '../crypto/vectors/srp-vectors.json' with { type: 'json' };
import { modularPower } from './modular-power.ts';
import {
  expectedClaim,
  integerBytes,
  passwordVerifier,
  PRIME,
  readClientValue,
  serverValue,
  sharedKey,
} from './srp-server.ts';
import { formatTimestamp, parseTimestamp } from './srp-timestamp.ts';

const hex = (text: string) => BigInt(`0x${text}`);

describe.each(Object.values(reference.vectors))('vector $name', (vector) => {
  const verifier = passwordVerifier(vector.group, vector.ident, vector.password, hex(vector.salt));

  test('makes the same verifier and the same B', () => {
    expect(verifier.toString(16)).toBe(vector.v);
    expect(serverValue(verifier, hex(vector.b)).toString(16)).toBe(vector.B);
  });

  test('accepts the signature', () => {
    const key = sharedKey({ a: hex(vector.A), verifier, secret: hex(vector.b), serverB: hex(vector.B) });
    expect(key.toString('hex')).toBe(vector.key);
    const block = Buffer.from(vector.secret_block, 'base64');
    const time = parseTimestamp(vector.timestamp) ?? 0;
    expect(formatTimestamp(time)).toBe(vector.timestamp);
    const claim = expectedClaim(key, vector.group, vector.ident, block, formatTimestamp(time));
    expect(claim.toString('base64')).toBe(vector.signature);
  });
});

test('a device salt and verifier have the bytes ConfirmDevice sends', () => {
  const { D1 } = reference.vectors;
  expect(integerBytes(hex(D1.salt)).toString('base64')).toBe(D1.confirm_salt);
  expect(integerBytes(hex(D1.v)).toString('base64')).toBe(D1.confirm_verifier);
});

test.each(reference.wrongSignatures)('$vector, $mistake: refused', (wrong) => {
  const vector = new Map(Object.entries(reference.vectors)).get(wrong.vector);
  if (vector === undefined) throw new Error(`no vector ${wrong.vector}`);
  const verifier = passwordVerifier(vector.group, vector.ident, vector.password, hex(vector.salt));
  const key = sharedKey({ a: hex(vector.A), verifier, secret: hex(vector.b), serverB: hex(vector.B) });
  const block = Buffer.from(vector.secret_block, 'base64');
  const time = formatTimestamp(parseTimestamp(vector.timestamp) ?? 0);
  const claim = expectedClaim(key, vector.group, vector.ident, block, time);
  expect(claim.toString('base64')).not.toBe(wrong.signature);
});

test('a sign byte stands in front exactly when the top bit is set', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1n << 600n }), (value) => {
      const bytes = integerBytes(value);
      expect(BigInt(`0x${bytes.toString('hex')}`)).toBe(value);
      expect(bytes[0]).toBeLessThan(128);
      if (bytes.length > 1 && bytes[0] === 0) expect(bytes[1]).toBeGreaterThanOrEqual(128);
    }),
  );
});

test('the windowed power equals repeated multiplication', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10_000n }), fc.integer({ min: 0, max: 90 }), (base, exponent) => {
      expect(modularPower(base, BigInt(exponent), 9_973n)).toBe(base ** BigInt(exponent) % 9_973n);
    }),
  );
});

test.each([
  ['not hex', 'xyz'],
  ['a prefix', '0x12'],
  ['zero', '000'],
  ['the prime itself', PRIME.toString(16)],
  ['twice the prime', (PRIME * 2n).toString(16)],
  ['too long', '1'.repeat(801)],
])('refuses an SRP_A that is %s', (_what, value) => {
  expect(readClientValue(value)).toBeUndefined();
});

describe('TIMESTAMP', () => {
  test.each(['Tue Sep 08 09:05:07 UTC 2026', 'Tue Sep 008 09:05:07 UTC 2026', 'Wed Sep 8 09:05:07 UTC 2026'])(
    '%s is re-spelt',
    (text) => {
      expect(formatTimestamp(parseTimestamp(text) ?? 0)).toBe('Tue Sep 8 09:05:07 UTC 2026');
    },
  );

  test.each(['', 'Di Sep 8 09:05:07 UTC 2026', 'Tue Sep 8 09:05:07 GMT 2026', '2026-09-08T09:05:07Z'])(
    '%j is not read',
    (text) => {
      expect(parseTimestamp(text)).toBeUndefined();
    },
  );

  test('any time survives the way there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        expect(parseTimestamp(formatTimestamp(seconds * 1_000))).toBe(seconds * 1_000);
      }),
    );
  });
});

test('the multiplier is the published one', () => {
  const k = createHash('sha256').update(integerBytes(PRIME)).update(integerBytes(2n)).digest('hex');
  expect(k).toBe('538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6');
});
