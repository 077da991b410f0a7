import type { JsonValue } from '../../json.ts';
import { refusal } from '../refusal.ts';
import { isHashOf, readAttested, type Attested } from './attested.ts';
import { readClientData } from './client-data.ts';
import { ALGORITHMS } from './options.ts';
import type { Passkey } from './passkey.ts';
import { malformed, readRegistration } from './read-credential.ts';
import { isOwnOrigin, type Expected } from './relying-party.ts';

/**
 * Verifies a new credential as a relying party does (WebAuthn Level 3 section 7.1). What Cognito has a name for is
 * decided here; the library verifies the rest.
 * @throws InvalidParameterException for a document that is no credential, WebAuthnChallengeNotFoundException,
 * WebAuthnOriginNotAllowedException, WebAuthnRelyingPartyMismatchException, WebAuthnCredentialNotSupportedException
 */
export async function verifyRegistration(
  { relyingParty, challenge }: Expected,
  document: JsonValue,
): Promise<Omit<Passkey, 'createdAt'>> {
  const response = readRegistration(document);
  const clientData = readClientData(response.response.clientDataJSON);
  if (clientData.type !== 'webauthn.create') throw malformed('clientDataJSON is not of type webauthn.create');
  if (clientData.challenge !== challenge) throw challengeNotFound();
  if (!isOwnOrigin(relyingParty.id, clientData.origin)) {
    throw refusal(
      'WebAuthnOriginNotAllowedException',
      `The origin ${clientData.origin} is not allowed for the relying party ${relyingParty.id}.`,
    );
  }
  const attested = await readAttested(response.response.attestationObject);
  if (!isHashOf(attested.rpIdHash, relyingParty.id)) {
    throw refusal(
      'WebAuthnRelyingPartyMismatchException',
      `The credential was not made for the relying party ${relyingParty.id}.`,
    );
  }
  refuseUnsupported(attested);
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: clientData.origin,
    expectedRPID: relyingParty.id,
    requireUserVerification: relyingParty.userVerification === 'required',
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch((error: unknown) => {
    throw notSupported(error instanceof Error ? error.message : 'it cannot be verified');
  });
  if (!verified.verified) throw notSupported('its attestation does not hold');
  const { credential } = verified.registrationInfo;
  const { authenticatorAttachment: attachment } = response;
  return {
    id: credential.id,
    relyingPartyId: relyingParty.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    algorithm: attested.algorithm,
    counter: credential.counter,
    transports: credential.transports ?? [],
    ...(attachment === undefined ? {} : { attachment }),
  };
}

export function challengeNotFound(): Error {
  return refusal(
    'WebAuthnChallengeNotFoundException',
    'The challenge of this registration was not found or has expired.',
  );
}

/**
 * Nobody asks for an attestation here, so a browser leaves none but an authenticator's own (section 5.1.3). One with
 * certificates is refused before the library sees it: to check those it would fetch what they name.
 */
function refuseUnsupported({ format, certified, algorithm }: Attested): void {
  if (!ALGORITHMS.includes(algorithm)) {
    throw notSupported(`its algorithm is ${algorithm}, the pool takes ${ALGORITHMS.join(' and ')}`);
  }
  if (certified || !['none', 'packed'].includes(format)) {
    throw notSupported(`its attestation is ${format}, the pool asked for none`);
  }
}

function notSupported(reason: string): Error {
  return refusal('WebAuthnCredentialNotSupportedException', `The credential is not supported: ${reason}.`);
}
