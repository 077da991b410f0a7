import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { registerPasskey, usePasskey, type Ceremony } from '../../crypto/software-authenticator.ts';
import { createPasskey } from '../../crypto/webauthn/passkey.ts';
import type { JsonValue } from '../../json.ts';
import { isRefusal } from '../refusal.ts';
import { countingRandom } from '../testing.ts';
import type { Passkey } from './passkey.ts';
import { verifyAssertion, type ExpectedAssertion } from './verify-assertion.ts';
import { verifyRegistration } from './verify-registration.ts';

const random = countingRandom();
const owner = { rpId: 'auth.example.com', userHandle: 'c3Vi' };
const ceremony = { challenge: 'Y2hhbGxlbmdl', origin: 'https://auth.example.com' };
const own = createPasskey(owner, random.bytes);
const relyingParty = { id: owner.rpId, userVerification: 'preferred' } as const;

let registered: Passkey;
beforeAll(async () => {
  const document = registerPasskey(own, ceremony) as unknown as JsonValue;
  const verified = await verifyRegistration({ relyingParty, challenge: ceremony.challenge }, document);
  registered = { ...verified, createdAt: 0 };
});

const expected = (changes: Partial<ExpectedAssertion> = {}): ExpectedAssertion => ({
  relyingParty,
  challenge: ceremony.challenge,
  passkeys: [registered],
  userHandle: owner.userHandle,
  ...changes,
});
const made = (bends: Partial<Ceremony> = {}) => usePasskey(own, { ...ceremony, ...bends });
const verdict = (credential: unknown, changes: Partial<ExpectedAssertion> = {}) =>
  verifyAssertion(
    expected(changes),
    typeof credential === 'string' ? credential : JSON.stringify(credential),
  ).then(
    () => 'accepted',
    (error: unknown) => (isRefusal(error) ? `${error.code}: ${error.detail}` : String(error)),
  );
const INVALID = 'NotAuthorizedException: Invalid passkey assertion.';

describe('an assertion', () => {
  test('tells the counter to keep and whether the user was verified', async () => {
    const check = (bends: Partial<Ceremony>) => verifyAssertion(expected(), JSON.stringify(made(bends)));
    expect(await check({ counter: 3 })).toEqual({ passkey: registered, counter: 3, userVerified: true });
    expect(await check({ userVerified: false })).toMatchObject({ counter: 0, userVerified: false });
  });

  test('may be made with RS256', async () => {
    const rsa = createPasskey(owner, random.bytes, 'RS256');
    const document = registerPasskey(rsa, ceremony) as unknown as JsonValue;
    const verified = await verifyRegistration({ relyingParty, challenge: ceremony.challenge }, document);
    const passkeys = [registered, { ...verified, createdAt: 0 }];
    expect(await verdict(usePasskey(rsa, ceremony), { passkeys })).toBe('accepted');
  });

  test('may leave out the user handle, and may come from below the relying party’s domain', async () => {
    const { response, ...rest } = made({ origin: 'https://app.auth.example.com:8443' });
    const { userHandle, ...bare } = response;
    expect(userHandle).toBe(owner.userHandle);
    expect(await verdict({ ...rest, response: bare })).toBe('accepted');
    expect(await verdict({ ...rest, response: { ...bare, userHandle: null } })).toBe('accepted');
  });
});

describe('is refused', () => {
  test.each<[string, Partial<Ceremony>]>([
    ['another challenge', { challenge: 'b3RoZXI' }],
    ['a foreign origin', { origin: 'https://evil.test' }],
    ['another relying party', { rpId: 'example.com' }],
    ['nobody present', { userPresent: false }],
    ['a registration in its place', { type: 'webauthn.create' }],
  ])('%s', async (_, bends) => {
    expect(await verdict(made(bends))).toBe(INVALID);
  });

  test('an unverified user where verification is required', async () => {
    const required = { relyingParty: { ...relyingParty, userVerification: 'required' as const } };
    expect(await verdict(made(), required)).toBe('accepted');
    expect(await verdict(made({ userVerified: false }), required)).toBe(INVALID);
  });

  test('a counter that goes back or stands still, once it has counted', async () => {
    const counted = { passkeys: [{ ...registered, counter: 5 }] };
    expect(await verdict(made({ counter: 6 }), counted)).toBe('accepted');
    expect(await verdict(made({ counter: 5 }), counted)).toBe(INVALID);
    expect(await verdict(made({ counter: 4 }), counted)).toBe(INVALID);
    expect(await verdict(made({ counter: 0 }), counted)).toBe(INVALID);
  });

  test('a passkey the user does not have, or another user’s handle', async () => {
    expect(await verdict(made(), { passkeys: [] })).toBe(INVALID);
    expect(await verdict(made(), { userHandle: 'b3RoZXI' })).toBe(INVALID);
    const other = createPasskey(owner, random.bytes);
    expect(await verdict(usePasskey(other, ceremony))).toBe(INVALID);
    expect(await verdict(usePasskey({ ...other, id: own.id }, ceremony))).toBe(INVALID);
  });

  test.each<[string, unknown]>([
    ['text that is no JSON', '{'],
    ['an empty text', ''],
    ['JSON that is no object', '[]'],
    ['no signature', { ...made(), response: { ...made().response, signature: undefined } }],
    ['bytes that are no base64url', { ...made(), response: { ...made().response, signature: 'a/b=' } }],
  ])('%s', async (_, credential) => {
    expect(await verdict(credential)).toMatch(/^InvalidParameterException: Invalid credential: /);
  });

  test('any other JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        expect(await verdict(text)).toMatch(/^InvalidParameterException/);
      }),
    );
  });

  test.each(['signature', 'authenticatorData', 'clientDataJSON'] as const)(
    'one changed byte of %s',
    async (part) => {
      await fc.assert(
        fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (place, difference) => {
          const credential = made({ counter: 9 });
          const changed = Buffer.from(credential.response[part], 'base64url');
          const at = place % changed.length;
          changed[at] = (changed[at] ?? 0) ^ difference;
          const response = { ...credential.response, [part]: changed.toString('base64url') };
          expect(await verdict({ ...credential, response })).toMatch(
            /^(NotAuthorizedException|InvalidParameterException): Invalid/,
          );
        }),
        { numRuns: 400 },
      );
    },
  );
});
