import type { JsonObject } from '../../json.ts';
import type { Random } from '../random.ts';
import { userHandleOf, type Passkey } from './passkey.ts';
import type { RelyingParty } from './relying-party.ts';

/** COSE numbers of ES256 and RS256: all that Cognito takes (protocol reference 2.11). */
export const ES256 = -7;
export const ALGORITHMS = [ES256, -257];

/** As in AWS's sample of start-web-authn-registration. */
const CREATION_TIMEOUT_MS = 60_000;
/** Protocol reference 2.11. */
const REQUEST_TIMEOUT_MS = 180_000;
const CHALLENGE_BYTES = 32;

export function newChallenge(random: Random): string {
  return Buffer.from(random.bytes(CHALLENGE_BYTES)).toString('base64url');
}

export interface Registering {
  readonly relyingParty: RelyingParty;
  readonly challenge: string;
  readonly user: { readonly sub: string; readonly username: string };
  readonly passkeys: readonly Passkey[];
}

/** CredentialCreationOptions, member for member as in AWS's sample. */
export function creationOptions({ relyingParty, challenge, user, passkeys }: Registering): JsonObject {
  return {
    rp: { id: relyingParty.id, name: relyingParty.id },
    user: { id: userHandleOf(user.sub), name: user.username, displayName: user.username },
    challenge,
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: CREATION_TIMEOUT_MS,
    excludeCredentials: passkeys.map(({ id }) => ({ type: 'public-key', id })),
    authenticatorSelection: {
      requireResidentKey: true,
      residentKey: 'required',
      userVerification: relyingParty.userVerification,
    },
  };
}

/** CREDENTIAL_REQUEST_OPTIONS: JSON inside text. */
export function requestOptions(
  relyingParty: RelyingParty,
  challenge: string,
  passkeys: readonly Pick<Passkey, 'id' | 'transports'>[],
): string {
  return JSON.stringify({
    challenge,
    timeout: REQUEST_TIMEOUT_MS,
    rpId: relyingParty.id,
    allowCredentials: passkeys.map(({ id, transports }) => ({ type: 'public-key', id, transports })),
    userVerification: relyingParty.userVerification,
  });
}
