import { generateKeyPairSync } from 'node:crypto';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { describe, expect, it } from 'vitest';
import { registerPasskey, usePasskey } from './software-authenticator.ts';
import { COSE_ALGORITHMS } from './webauthn/cose-key.ts';
import { createPasskey, readPrivateKey } from './webauthn/passkey.ts';

const counting = (n: number) => Uint8Array.from({ length: n }, (_, at) => at);
const owner = { rpId: 'auth.example.com', userHandle: 'c3Vi' };
const ceremony = { challenge: 'Y2hhbGxlbmdl', origin: 'https://auth.example.com' };
const decode = (text: string) => Buffer.from(text, 'base64url');
const flagsOf = (text: string) => decode(text).readUInt8(32);

async function registered(algorithm: 'ES256' | 'RS256' | 'EdDSA') {
  const passkey = createPasskey(owner, counting, algorithm);
  const { registrationInfo } = await verifyRegistrationResponse({
    response: registerPasskey(passkey, ceremony) as never,
    expectedChallenge: ceremony.challenge,
    expectedOrigin: ceremony.origin,
    expectedRPID: owner.rpId,
  });
  return { passkey, credential: registrationInfo!.credential };
}

describe('a passkey', () => {
  it.each(['ES256', 'RS256', 'EdDSA'] as const)('registers and signs in with %s', async (algorithm) => {
    const { passkey, credential } = await registered(algorithm);
    expect(credential).toMatchObject({ id: passkey.id, counter: 0, transports: ['internal'] });
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: usePasskey(passkey, { ...ceremony, counter: 5 }) as never,
      expectedChallenge: ceremony.challenge,
      expectedOrigin: ceremony.origin,
      expectedRPID: owner.rpId,
      credential,
    });
    expect(verified).toBe(true);
    expect(authenticationInfo).toMatchObject({ newCounter: 5, userVerified: true });
  });

  it('says of itself what a browser says', () => {
    const passkey = createPasskey(owner, counting);
    const made = registerPasskey(passkey, ceremony);
    expect(made).toMatchObject({
      id: passkey.id,
      rawId: passkey.id,
      type: 'public-key',
      clientExtensionResults: {},
      authenticatorAttachment: 'platform',
    });
    expect(made.response.publicKeyAlgorithm).toBe(COSE_ALGORITHMS.ES256);
    expect(decode(made.response.attestationObject).includes(decode(made.response.authenticatorData))).toBe(
      true,
    );
    expect(decode(made.response.clientDataJSON).toString()).toBe(
      '{"type":"webauthn.create","challenge":"Y2hhbGxlbmdl","origin":"https://auth.example.com","crossOrigin":false}',
    );
    const used = usePasskey(passkey, ceremony);
    expect(used.response.userHandle).toBe(owner.userHandle);
    expect(decode(used.response.clientDataJSON).toString()).toContain('"type":"webauthn.get"');
  });

  it('signs what a tester bends', () => {
    const passkey = createPasskey(owner, counting);
    const flags = (bends: object) =>
      flagsOf(usePasskey(passkey, { ...ceremony, ...bends }).response.authenticatorData);
    expect(flags({})).toBe(0x05);
    expect(flags({ userVerified: false })).toBe(0x01);
    expect(flags({ userPresent: false })).toBe(0x04);
    expect(flagsOf(registerPasskey(passkey, ceremony).response.authenticatorData)).toBe(0x45);
    const bent = usePasskey(passkey, { ...ceremony, type: 'webauthn.create', crossOrigin: true });
    expect(JSON.parse(decode(bent.response.clientDataJSON).toString())).toMatchObject({
      type: 'webauthn.create',
      crossOrigin: true,
    });
  });
});

describe('readPrivateKey', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });

  it.each([
    ['PKCS #8 in base64url', der.toString('base64url')],
    ['PKCS #8 in Base64', `${der.toString('base64')}\n`],
    ['PEM', String(privateKey.export({ type: 'pkcs8', format: 'pem' }))],
    ['a JWK', JSON.stringify(privateKey.export({ format: 'jwk' }))],
  ])('takes %s', (_, text) => {
    expect(readPrivateKey(text).equals(privateKey)).toBe(true);
  });

  const foreign = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey;
  it.each([
    ['an empty text', ''],
    ['half a key', der.subarray(0, 60).toString('base64url')],
    ['a broken JWK', '{"kty":"EC"}'],
    ['a key on another curve', foreign.export({ type: 'pkcs8', format: 'der' }).toString('base64url')],
  ])('refuses %s', (_, text) => {
    const passkey = { ...createPasskey(owner, counting), privateKey: text };
    expect(() => usePasskey(passkey, ceremony)).toThrow(
      expect.objectContaining({ code: 'PASSKEY_KEY_INVALID' }),
    );
  });
});
