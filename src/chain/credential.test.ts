import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registerPasskey, usePasskey } from '../crypto/software-authenticator.ts';
import { createPasskey } from '../crypto/webauthn/passkey.ts';
import { flagNames, readCredential } from './credential.ts';
import { redactBody } from './redact.ts';

const passkey = createPasskey({ rpId: 'localhost', userHandle: 'c3Vi' }, (n) => new Uint8Array(n).fill(7));
const ceremony = { challenge: 'Y2hhbGxlbmdl', origin: 'http://localhost' };

describe('readCredential', () => {
  it('says what an assertion says, without its signature', () => {
    const used = usePasskey(passkey, { ...ceremony, counter: 9, backupEligible: true, backedUp: true });
    const read = readCredential(JSON.stringify(used));
    expect(read).toMatchObject({
      id: passkey.id,
      clientDataJSON: { type: 'webauthn.get', challenge: 'Y2hhbGxlbmdl', origin: 'http://localhost' },
      authenticatorData: { flags: 'UP UV BE BS', signCount: 9 },
      userHandle: 'c3Vi',
    });
    expect(JSON.stringify(read)).not.toContain(used.response.signature);
  });

  it('says what a registration says', () => {
    expect(readCredential(JSON.stringify(registerPasskey(passkey, ceremony)))).toMatchObject({
      authenticatorData: { flags: 'UP UV AT', signCount: 0, aaguid: '0'.repeat(32) },
      publicKeyAlgorithm: -7,
    });
  });

  it('takes any text', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ clientDataJSON: fc.base64String(), authenticatorData: fc.string() })
        .map((response) => JSON.stringify({ response })),
    );
    fc.assert(fc.property(text, (given) => void readCredential(given)));
  });

  it('stands beside the mask of what was sent, in either operation', () => {
    const signed = JSON.stringify(usePasskey(passkey, ceremony));
    const body = JSON.stringify({ ChallengeName: 'WEB_AUTHN', ChallengeResponses: { CREDENTIAL: signed } });
    const answered = redactBody({
      operation: 'RespondToAuthChallenge',
      side: 'request',
      text: body,
      bytes: 0,
    });
    expect(answered.secrets[0]?.credential).toMatchObject({ clientDataJSON: { type: 'webauthn.get' } });
    expect(JSON.stringify(answered)).not.toContain(JSON.parse(signed).response.signature);
    const text = JSON.stringify({ Credential: registerPasskey(passkey, ceremony) });
    const made = redactBody({ operation: 'CompleteWebAuthnRegistration', side: 'request', text, bytes: 0 });
    expect(made.secrets).toMatchObject([{ credential: { clientDataJSON: { type: 'webauthn.create' } } }]);
  });
});

describe('flagNames', () => {
  it('names every bit once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), (byte) => {
        const bits = [...Array(8).keys()].filter((bit) => (byte & (1 << bit)) !== 0);
        expect(flagNames(byte)).toHaveLength(bits.length);
      }),
    );
  });
});
