import fc from 'fast-check';
import { ScureBase32Plugin } from 'otplib';
import { describe, expect, it } from 'vitest';
import { normalizeTotpSecret, otpauthUri, totpCode, totpRemainingMs } from './totp.ts';

// RFC 6238 appendix B: the ASCII secret 12345678901234567890, here in Base32.
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const base32 = new ScureBase32Plugin();
const secretText = fc.uint8Array({ minLength: 10, maxLength: 64 }).map((bytes) => base32.encode(bytes));
const refused = expect.objectContaining({ code: 'TOTP_SECRET_INVALID' }) as Error;

describe('totpCode', () => {
  // The RFC publishes eight digits; dynamic truncation makes six of them by dropping the first two.
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('matches RFC 6238 (SHA-1) at %i s', (seconds, published) => {
    expect(totpCode(RFC_SECRET, seconds * 1000)).toBe(published.slice(2));
  });

  it('moves by whole steps', () => {
    expect(totpCode(RFC_SECRET, 29_000, 1)).toBe(totpCode(RFC_SECRET, 59_000));
    expect(totpCode(RFC_SECRET, 89_999, -1)).toBe(totpCode(RFC_SECRET, 59_000));
    expect(totpCode(RFC_SECRET, 30_000)).toBe(totpCode(RFC_SECRET, 59_999));
  });

  it('takes what a person pastes, and keeps to six digits and 30 s whatever a URI says', () => {
    const pasted = 'gezd gnbv gy3t qojq gezd gnbv gy3t qojq';
    expect(totpCode(pasted, 59_000)).toBe('287082');
    expect(totpCode(`otpauth://totp/x?secret=${RFC_SECRET}&digits=8&period=60`, 59_000)).toBe('287082');
  });

  it('takes the sixteen-letter secrets of old tutorials', () => {
    expect(totpCode('JBSWY3DPEHPK3PXP', 0)).toMatch(/^\d{6}$/);
  });

  it.each([
    [-1, 0],
    [0, -1],
    [Number.NaN, 0],
    [0, 0.5],
  ])('refuses the time %d with offset %d', (epochMs, offset) => {
    expect(() => totpCode(RFC_SECRET, epochMs, offset)).toThrow(
      expect.objectContaining({ code: 'TOTP_TIME_INVALID' }),
    );
  });
});

describe('totpRemainingMs', () => {
  it.each([
    [0, 30_000],
    [1, 29_999],
    [29_999, 1],
    [30_000, 30_000],
    [-1, 1],
  ])('at %i ms is %i ms', (epochMs, remaining) => {
    expect(totpRemainingMs(epochMs)).toBe(remaining);
  });
});

describe('normalizeTotpSecret', () => {
  it('is the same for spaces, dashes, lower case and padding', () => {
    const plain = { secret: 'JBSWY3DPEHPK3PXPAA', digits: 6, period: 30 };
    for (const text of ['JBSWY3DPEHPK3PXPAA', ' jbsw y3dp-ehpk 3pxp aa\n', 'JBSWY3DPEHPK3PXPAA======']) {
      expect(normalizeTotpSecret(text)).toEqual(plain);
    }
  });

  it('leaves every real Base32 secret alone', () => {
    fc.assert(fc.property(secretText, (secret) => normalizeTotpSecret(secret).secret === secret));
  });

  it('drops surplus bits of the last letter, as authenticator apps do', () => {
    expect(normalizeTotpSecret('JBSWY3DPEHPK3PXPAB').secret).toBe('JBSWY3DPEHPK3PXPAA');
  });

  it('reads an otpauth URI', () => {
    const uri = `OTPAUTH://totp/ACME%20Co:jane%40example.com?secret=${RFC_SECRET.toLowerCase()}&issuer=ACME%20Co&algorithm=SHA1&digits=8&period=60`;
    expect(normalizeTotpSecret(uri)).toEqual({
      secret: RFC_SECRET,
      issuer: 'ACME Co',
      account: 'jane@example.com',
      digits: 8,
      period: 60,
    });
  });

  it('takes the issuer from the label when no parameter names it, and none when there is none', () => {
    const read = (label: string) => normalizeTotpSecret(`otpauth://totp/${label}?secret=${RFC_SECRET}`);
    expect(read('ACME:%20jane')).toMatchObject({ issuer: 'ACME', account: 'jane' });
    expect(read('jane')).toEqual({ secret: RFC_SECRET, account: 'jane', digits: 6, period: 30 });
    expect(read('')).toEqual({ secret: RFC_SECRET, digits: 6, period: 30 });
  });

  it('reads back what otpauthUri writes, colons included', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(secretText, name, name, (secret, account, issuer) => {
        const uri = otpauthUri({ secret, account, issuer });
        expect(normalizeTotpSecret(uri)).toEqual({ secret, account, issuer, digits: 6, period: 30 });
      }),
    );
  });

  it.each([
    ['nothing', '  ', 'empty'],
    ['a foreign character', 'JBSW Y3DP 0HPK 3PXP', 'character 9 '],
    ['a letter missing', 'JBSWY3DPEHPK3PXPA', '17 characters'],
    ['too little', 'JBSWY3DP', '5 bytes'],
    ['too much', 'A'.repeat(112), '70 bytes'],
    ['a counter-based URI', `otpauth://hotp/x?secret=${RFC_SECRET}&counter=1`, 'counter-based'],
    ['a URI without a secret', 'otpauth://totp/x?issuer=y', 'without a secret'],
    ['another algorithm', `otpauth://totp/x?secret=${RFC_SECRET}&algorithm=SHA256`, 'SHA1 only'],
    ['impossible digits', `otpauth://totp/x?secret=${RFC_SECRET}&digits=9`, 'digits'],
    ['an impossible period', `otpauth://totp/x?secret=${RFC_SECRET}&period=0`, 'period'],
    ['a broken escape', `otpauth://totp/%E0%A4%A?secret=${RFC_SECRET}`, 'cannot be read'],
  ])('refuses %s', (_, text, reason) => {
    expect(() => normalizeTotpSecret(text)).toThrow(refused);
    expect(() => normalizeTotpSecret(text)).toThrow(reason);
  });

  it('never repeats the secret in a message', () => {
    expect(() => normalizeTotpSecret('SECRETSECRET1')).toThrow(/^(?!.*SECRETSECRET)/);
  });
});
