import { decodeCredentialPublicKey, isoCBOR } from '@simplewebauthn/server/helpers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { registerPasskey, type Ceremony } from '../../crypto/software-authenticator.ts';
import { createPasskey } from '../../crypto/webauthn/passkey.ts';
import type { JsonValue } from '../../json.ts';
import { isRefusal } from '../refusal.ts';
import { countingRandom } from '../testing.ts';
import { verifyRegistration } from './verify-registration.ts';

const random = countingRandom();
const owner = { rpId: 'auth.example.com', userHandle: 'c3Vi' };
const ceremony = { challenge: 'Y2hhbGxlbmdl', origin: 'https://auth.example.com' };
const passkey = createPasskey(owner, random.bytes);
const expected = {
  relyingParty: { id: owner.rpId, userVerification: 'preferred' },
  challenge: ceremony.challenge,
} as const;
const required = {
  ...expected,
  relyingParty: { id: owner.rpId, userVerification: 'required' },
} as const;

type Json = { [key: string]: JsonValue };
const made = (bends: Partial<Ceremony> = {}, own = passkey) =>
  registerPasskey(own, { ...ceremony, ...bends }) as unknown as Json & { response: Json };
/** The exception's name, or 'accepted'. */
const verdict = (credential: JsonValue, asked: typeof expected | typeof required = expected) =>
  verifyRegistration(asked, credential).then(
    () => 'accepted',
    (error: unknown) => (isRefusal(error) ? error.code : String(error)),
  );
const withAttestation = (change: (object: Map<string, unknown>) => void) => {
  const credential = made();
  const bytes = Buffer.from(String(credential.response['attestationObject']), 'base64url');
  const object = isoCBOR.decodeFirst<Map<string, unknown>>(Uint8Array.from(bytes));
  change(object);
  const attestationObject = Buffer.from(isoCBOR.encode(object as never)).toString('base64url');
  return { ...credential, response: { ...credential.response, attestationObject } };
};

describe('a registration', () => {
  test('gives the passkey to keep', async () => {
    const kept = await verifyRegistration(expected, made({ counter: 7 }));
    expect(kept).toMatchObject({
      id: passkey.id,
      relyingPartyId: owner.rpId,
      algorithm: -7,
      counter: 7,
      transports: ['internal'],
      attachment: 'platform',
    });
    const key = decodeCredentialPublicKey(Uint8Array.from(Buffer.from(kept.publicKey, 'base64url')));
    expect([key.get(1), key.get(3)]).toEqual([2, -7]);
  });

  test.each(['ES256', 'RS256'] as const)('takes %s', async (algorithm) => {
    expect(await verdict(made({}, createPasskey(owner, random.bytes, algorithm)))).toBe('accepted');
  });

  test('takes a page below the relying party’s domain, and an unverified user where that is allowed', async () => {
    expect(await verdict(made({ origin: 'https://app.auth.example.com' }))).toBe('accepted');
    expect(await verdict(made({ userVerified: false }))).toBe('accepted');
  });
});

describe('is refused', () => {
  test.each<[string, Partial<Ceremony>, string]>([
    ['another challenge', { challenge: 'b3RoZXI' }, 'WebAuthnChallengeNotFoundException'],
    ['a foreign origin', { origin: 'https://evil.test' }, 'WebAuthnOriginNotAllowedException'],
    ['plain http', { origin: 'http://auth.example.com' }, 'WebAuthnOriginNotAllowedException'],
    ['another relying party', { rpId: 'example.com' }, 'WebAuthnRelyingPartyMismatchException'],
    ['nobody present', { userPresent: false }, 'WebAuthnCredentialNotSupportedException'],
    ['a sign-in in its place', { type: 'webauthn.get' }, 'InvalidParameterException'],
  ])('%s', async (_, bends, exception) => {
    expect(await verdict(made(bends))).toBe(exception);
  });

  test('an unverified user where verification is required', async () => {
    expect(await verdict(made(), required)).toBe('accepted');
    expect(await verdict(made({ userVerified: false }), required)).toBe(
      'WebAuthnCredentialNotSupportedException',
    );
  });

  test('EdDSA', async () => {
    expect(await verdict(made({}, createPasskey(owner, random.bytes, 'EdDSA')))).toBe(
      'WebAuthnCredentialNotSupportedException',
    );
  });

  test.each(['fido-u2f', 'tpm', 'android-key', 'made-up'])('an attestation of %s', async (format) => {
    const credential = withAttestation((object) => object.set('fmt', format));
    expect(await verdict(credential)).toBe('WebAuthnCredentialNotSupportedException');
  });

  test('a packed attestation with certificates, and one whose signature is made up', async () => {
    const withStatement = (statement: Map<string, unknown>) =>
      withAttestation((object) => object.set('fmt', 'packed').set('attStmt', statement));
    const signature = Uint8Array.of(1, 2, 3);
    const statement = new Map<string, unknown>([
      ['alg', -7],
      ['sig', signature],
    ]);
    expect(await verdict(withStatement(statement))).toBe('WebAuthnCredentialNotSupportedException');
    const certified = new Map(statement).set('x5c', [Uint8Array.of(1)]);
    await expect(verifyRegistration(expected, withStatement(certified))).rejects.toMatchObject({
      code: 'WebAuthnCredentialNotSupportedException',
      detail: 'The credential is not supported: its attestation is packed, the pool asked for none.',
    });
  });

  const good = made();
  const part = (change: Json) => ({ ...good, response: { ...good.response, ...change } });
  const text = (value: string) => Buffer.from(value).toString('base64url');
  test.each<[string, JsonValue]>([
    ['null', null],
    ['text', JSON.stringify(good)],
    ['an empty object', {}],
    ['no id', { ...good, id: '' }],
    ['an id that is no base64url', { ...good, id: 'a+b=', rawId: 'a+b=' }],
    ['two ids', { ...good, rawId: 'b3RoZXI' }],
    ['another type', { ...good, type: 'password' }],
    ['no response', { ...good, response: null }],
    ['no attestation', part({ attestationObject: null })],
    ['an attestation that is no CBOR', part({ attestationObject: text('not cbor') })],
    ['client data that is no JSON', part({ clientDataJSON: text('{') })],
    ['client data that is no object', part({ clientDataJSON: text('[]') })],
    ['client data without an origin', part({ clientDataJSON: text('{"type":"webauthn.create"}') })],
  ])('%s', async (_, credential) => {
    expect(await verdict(credential)).toBe('InvalidParameterException');
  });

  test('whatever JSON it is sent, with one of the service’s own exceptions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (document, response) => {
        const credential = { id: 'YQ', rawId: 'YQ', type: 'public-key', response: response as JsonValue };
        expect(await verdict(document as JsonValue)).toBe('InvalidParameterException');
        expect(await verdict(credential)).toBe('InvalidParameterException');
      }),
    );
  });

  test('with one byte of the attestation changed, it is refused or still its own passkey’s', async () => {
    const bytes = Buffer.from(String(good.response['attestationObject']), 'base64url');
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, difference) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ difference;
        const attestationObject = Buffer.from(changed).toString('base64url');
        expect(await verdict(part({ attestationObject }))).toMatch(
          /^(accepted|InvalidParameter|WebAuthn(RelyingPartyMismatch|CredentialNotSupported))/,
        );
      }),
    );
  });
});
