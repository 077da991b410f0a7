import { expect, test } from 'vitest';
import { countingRandom } from '../testing.ts';
import { creationOptions, newChallenge, requestOptions } from './options.ts';

const relyingParty = { id: 'auth.example.com', userVerification: 'preferred' } as const;
const passkey = {
  id: 'Y3JlZA',
  relyingPartyId: relyingParty.id,
  publicKey: '',
  algorithm: -7,
  counter: 0,
  transports: ['internal'],
  createdAt: 0,
};

test('registration options have the members of AWS’s sample', () => {
  const user = { sub: 'eaad0219-2117-439f-8d46-4db20e000000', username: 'testuser' };
  expect(creationOptions({ relyingParty, challenge: 'Y2hhbA', user, passkeys: [passkey] })).toEqual({
    authenticatorSelection: {
      requireResidentKey: true,
      residentKey: 'required',
      userVerification: 'preferred',
    },
    challenge: 'Y2hhbA',
    excludeCredentials: [{ id: 'Y3JlZA', type: 'public-key' }],
    pubKeyCredParams: [
      { alg: -7, type: 'public-key' },
      { alg: -257, type: 'public-key' },
    ],
    rp: { id: 'auth.example.com', name: 'auth.example.com' },
    timeout: 60_000,
    user: {
      displayName: 'testuser',
      id: 'ZWFhZDAyMTktMjExNy00MzlmLThkNDYtNGRiMjBlMDAwMDAw',
      name: 'testuser',
    },
  });
});

test('sign-in options are JSON inside text', () => {
  expect(JSON.parse(requestOptions(relyingParty, 'Y2hhbA', [passkey]))).toEqual({
    challenge: 'Y2hhbA',
    timeout: 180_000,
    rpId: 'auth.example.com',
    allowCredentials: [{ type: 'public-key', id: 'Y3JlZA', transports: ['internal'] }],
    userVerification: 'preferred',
  });
});

test('challenges are 32 bytes in base64url, each another', () => {
  const random = countingRandom();
  const challenge = newChallenge(random);
  expect(Buffer.from(challenge, 'base64url')).toHaveLength(32);
  expect(newChallenge(random)).not.toBe(challenge);
});
