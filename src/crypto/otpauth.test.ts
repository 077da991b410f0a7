import fc from 'fast-check';
import { ScureBase32Plugin } from 'otplib';
import { describe, expect, it } from 'vitest';
import { notCognitos, readTotpSeed, type TotpSeed } from './otpauth.ts';
import { otpauthUri, totpWindows } from './totp.ts';

const base32 = new ScureBase32Plugin();
const secret = fc.uint8Array({ minLength: 10, maxLength: 64 }).map((bytes) => base32.encode(bytes));
const algorithm = fc.constantFrom('SHA1', 'SHA256', 'SHA512');
const digits = fc.constantFrom(6, 7, 8);
const period = fc.integer({ min: 1, max: 9_999 });
/** Names that a label can carry: no colon, and nothing that trimming changes. */
const name = fc
  .string({ minLength: 1, unit: 'grapheme' })
  .filter((text) => text.trim() === text && !text.includes(':'));
const seed = fc.record({ secret, algorithm, digits, period, issuer: name, account: name }) as fc.Arbitrary<
  Required<TotpSeed>
>;

describe('readTotpSeed', () => {
  it('reads back every URI that can be written', () => {
    fc.assert(
      fc.property(seed, ({ secret: key, issuer, account, ...parameters }) => {
        const uri = otpauthUri({ secret: key, issuer, account, parameters });
        expect(readTotpSeed(uri)).toEqual({ secret: key, issuer, account, ...parameters });
      }),
    );
  });

  it('reads a secret however it is grouped and cased', () => {
    const group = fc.constantFrom('', ' ', '-', '  ');
    fc.assert(
      fc.property(
        secret,
        fc.array(group, { minLength: 200, maxLength: 200 }),
        fc.boolean(),
        (key, gaps, small) => {
          const spread = [...key].map((letter, at) => `${letter}${gaps[at] ?? ''}`).join('');
          expect(readTotpSeed(small ? spread.toLowerCase() : spread).secret).toBe(key);
        },
      ),
    );
  });

  it('takes any text: a seed or a refusal that names what is wrong, and never the secret', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.string().map((text) => `otpauth://totp/${text}`),
      fc
        .tuple(fc.string(), fc.string())
        .map(([key, value]) => `otpauth://totp/x?secret=AAAABBBBCCCCDDDD&${key}=${value}`),
    );
    fc.assert(
      fc.property(anything, (text) => {
        try {
          expect(readTotpSeed(text).secret).toMatch(/^[A-Z2-7]+$/);
        } catch (error) {
          expect(error).toMatchObject({ code: 'TOTP_SECRET_INVALID' });
          expect(String(error)).not.toContain('AAAABBBB');
        }
      }),
    );
  });

  it.each([
    ['algorithm=MD5', 'whose algorithm is not SHA1, SHA256 or SHA512'],
    ['digits=5', 'whose digits is not 6, 7 or 8'],
    ['period=soon', 'whose period is not whole seconds'],
  ])('names the parameter of %s', (parameter, words) => {
    expect(() => readTotpSeed(`otpauth://totp/x?secret=AAAABBBBCCCCDDDD&${parameter}`)).toThrow(words);
  });

  it('says what an export of several accounts is', () => {
    expect(() => readTotpSeed('otpauth-migration://offline?data=CjE')).toThrow('export of several accounts');
  });
});

describe('notCognitos', () => {
  it('says nothing of what Cognito takes, and each difference once', () => {
    const own = { secret: 'x', algorithm: 'SHA1', digits: 6, period: 30 } as const;
    expect(notCognitos(own)).toEqual([]);
    expect(notCognitos({ ...own, algorithm: 'SHA512', digits: 8, period: 60 })).toHaveLength(3);
  });
});

describe('totpWindows', () => {
  // RFC 6238 appendix B, SHA-256 and SHA-512, at 59 s.
  it.each([
    ['SHA256', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA', '46119246'],
    [
      'SHA512',
      'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA',
      '90693936',
    ],
  ] as const)('matches RFC 6238 with %s', (algo, key, code) => {
    const [, now] = totpWindows({ secret: key, algorithm: algo, digits: 8, period: 30 }, 59_000);
    expect(now).toEqual({ code, from: 30_000, until: 60_000 });
  });
});
