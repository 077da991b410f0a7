import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registerPasskey, usePasskey } from '../software-authenticator.ts';
import { createPasskey } from './passkey.ts';
import { rpIdHash, signatureHolds } from './verify-signature.ts';

const counting = (n: number) => new Uint8Array(n).fill(3);
const ceremony = { challenge: 'dGVzdA', origin: 'https://auth.example.com' };

describe.each(['ES256', 'RS256', 'EdDSA'] as const)('a signature of %s', (algorithm) => {
  const passkey = createPasskey({ rpId: 'auth.example.com', userHandle: 'c3Vi' }, counting, algorithm);
  const { publicKey } = registerPasskey(passkey, ceremony).response;
  const { response } = usePasskey(passkey, ceremony);

  it('holds under the private key and under the registered public key', () => {
    expect(signatureHolds({ privateKey: passkey.privateKey }, response)).toBe(true);
    expect(signatureHolds({ publicKey }, response)).toBe(true);
  });

  it('does not hold once a byte of what was signed is another', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('authenticatorData' as const, 'clientDataJSON' as const, 'signature' as const),
        fc.nat(),
        (part, at) => {
          const bytes = Buffer.from(response[part], 'base64url');
          const index = at % bytes.length;
          bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index);
          expect(signatureHolds({ publicKey }, { ...response, [part]: bytes.toString('base64url') })).toBe(
            false,
          );
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('a key that can’t be read', () => {
  it('tells nothing', () => {
    const parts = { authenticatorData: '', clientDataJSON: '', signature: '' };
    expect(signatureHolds({ privateKey: 'no key' }, parts)).toBeUndefined();
    expect(signatureHolds({ publicKey: '' }, parts)).toBeUndefined();
  });
});

describe('rpIdHash', () => {
  it('is what authenticatorData begins with', () => {
    const passkey = createPasskey({ rpId: 'auth.example.com', userHandle: 'c3Vi' }, counting);
    const { response } = usePasskey(passkey, ceremony);
    const data = Buffer.from(response.authenticatorData, 'base64url');
    expect(data.subarray(0, 32).toString('hex')).toBe(rpIdHash('auth.example.com'));
  });
});
