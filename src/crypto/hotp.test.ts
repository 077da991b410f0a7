import fc from 'fast-check';
import { createGuardrails, generateSync, ScureBase32Plugin } from 'otplib';
import { expect, test } from 'vitest';
import { hotp } from './hotp.ts';

const base32 = new ScureBase32Plugin();
const ALGORITHMS = ['SHA1', 'SHA256', 'SHA512'] as const;

test('makes the codes of RFC 4226, appendix D', () => {
  // The ASCII secret 12345678901234567890.
  const of = { secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', algorithm: 'SHA1', digits: 6 } as const;
  expect(Array.from({ length: 10 }, (_, counter) => hotp(of, counter)).join(' ')).toBe(
    '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489',
  );
});

test('agrees with otplib for any secret, counter, algorithm and length', () => {
  const guardrails = createGuardrails({ MIN_SECRET_BYTES: 10, MAX_SECRET_BYTES: 64 });
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 10, maxLength: 64 }).map((bytes) => base32.encode(bytes)),
      fc.nat({ max: 2 ** 40 }),
      fc.constantFrom(...ALGORITHMS),
      fc.constantFrom(6 as const, 7 as const, 8 as const),
      (secret, counter, algorithm, digits) => {
        const name = algorithm.toLowerCase() as Lowercase<typeof algorithm>;
        const theirs = generateSync({
          ...{ secret, digits, algorithm: name, guardrails },
          ...{ period: 1, epoch: counter },
        });
        expect(hotp({ secret, algorithm, digits }, counter)).toBe(theirs);
      },
    ),
  );
});
