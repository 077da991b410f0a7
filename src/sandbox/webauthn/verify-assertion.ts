import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { refusal } from '../refusal.ts';
import { readClientData } from './client-data.ts';
import { ES256 } from './options.ts';
import type { Passkey } from './passkey.ts';
import { readAssertion } from './read-credential.ts';
import { isOwnOrigin, type Expected } from './relying-party.ts';
import { isStrictDer } from './strict-der.ts';

/** What CREDENTIAL_REQUEST_OPTIONS asked for. */
export interface ExpectedAssertion extends Expected {
  /** The user's passkeys for the relying party: allowCredentials. */
  readonly passkeys: readonly Passkey[];
  readonly userHandle: string;
}

export interface Asserted {
  readonly passkey: Passkey;
  /** To be stored: the next assertion's has to be higher, unless both are 0 (section 6.1.1). */
  readonly counter: number;
  readonly userVerified: boolean;
}

/**
 * Verifies CREDENTIAL as a relying party does, WebAuthn Level 3 section 7.2.
 * @throws InvalidParameterException for text that is no credential, NotAuthorizedException for one that does not hold:
 * which test failed is not told, as the WebAuthn exceptions belong to registration (protocol reference 2.11).
 */
export async function verifyAssertion(expected: ExpectedAssertion, text: string): Promise<Asserted> {
  const { relyingParty, challenge, passkeys, userHandle } = expected;
  const response = readAssertion(text);
  const { type, challenge: signed, origin } = readClientData(response.response.clientDataJSON);
  const passkey = passkeys.find(({ id }) => id === response.id);
  const holds =
    type === 'webauthn.get' &&
    signed === challenge &&
    isOwnOrigin(relyingParty.id, origin) &&
    isWellEncoded(passkey, response.response.signature) &&
    (response.response.userHandle ?? userHandle) === userHandle;
  if (passkey === undefined || !holds) throw invalidAssertion();
  const { verified, authenticationInfo } = await verify(expected, passkey, response, origin).catch(() => {
    throw invalidAssertion();
  });
  if (!verified) throw invalidAssertion();
  return { passkey, counter: authenticationInfo.newCounter, userVerified: authenticationInfo.userVerified };
}

/** Relying party, flags, counter and signature. */
async function verify(
  { relyingParty, challenge }: ExpectedAssertion,
  passkey: Passkey,
  response: AuthenticationResponseJSON,
  origin: string,
) {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  return verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: relyingParty.id,
    credential: {
      id: passkey.id,
      publicKey: Uint8Array.from(Buffer.from(passkey.publicKey, 'base64url')),
      counter: passkey.counter,
    },
    requireUserVerification: relyingParty.userVerification === 'required',
  });
}

function isWellEncoded(passkey: Passkey | undefined, signature: string): boolean {
  return passkey?.algorithm !== ES256 || isStrictDer(Buffer.from(signature, 'base64url'));
}

/** The wording is ours: no capture shows the service's. */
export function invalidAssertion(): Error {
  return refusal('NotAuthorizedException', 'Invalid passkey assertion.');
}
