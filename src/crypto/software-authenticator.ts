import { createHash, createPublicKey } from 'node:crypto';
import { authenticatorData } from './webauthn/authenticator-data.ts';
import type { AuthenticatorState } from './webauthn/authenticator-data.ts';
import { base64url } from './webauthn/base64url.ts';
import { encodeCbor } from './webauthn/cbor.ts';
import type { Cbor } from './webauthn/cbor.ts';
import { clientDataJson } from './webauthn/client-data.ts';
import type { ClientData } from './webauthn/client-data.ts';
import { algorithmOf, COSE_ALGORITHMS, coseKey, signWith } from './webauthn/cose-key.ts';
import { readPrivateKey } from './webauthn/passkey.ts';
import type { Passkey } from './webauthn/passkey.ts';
import { credentialJson } from './webauthn/response-json.ts';
import type { AuthenticationResponseJson, RegistrationResponseJson } from './webauthn/response-json.ts';

/**
 * One use of a passkey. Everything but `challenge` and `origin` has an honest default and may be bent: another relying
 * party, a flag off, a counter that goes back.
 */
export interface Ceremony
  extends Partial<AuthenticatorState>, Partial<Pick<ClientData, 'type' | 'crossOrigin'>> {
  /** base64url; the passkey's own unless bent. */
  readonly userHandle?: string;
  /** `challenge` of the options, unchanged: base64url. */
  readonly challenge: string;
  /** The page the credential is used on, for example `https://auth.example.com`. */
  readonly origin: string;
}

/**
 * Registers a passkey: authenticatorMakeCredential (WebAuthn Level 3 section 6.3.2) with "none" attestation (8.7), in
 * the form `CompleteWebAuthnRegistration` takes as Credential.
 * @throws CryptoError PASSKEY_KEY_INVALID for a key that cannot be read or used
 */
export function registerPasskey(passkey: Passkey, ceremony: Ceremony): RegistrationResponseJson {
  const publicKey = createPublicKey(readPrivateKey(passkey.privateKey));
  const attested = { id: Buffer.from(passkey.id, 'base64url'), publicKey: coseKey(publicKey) };
  const authData = authenticatorData(stateOf(passkey, ceremony), attested);
  const attestation = new Map<string, Cbor>([
    ['fmt', 'none'],
    ['attStmt', new Map()],
    ['authData', authData],
  ]);
  return credentialJson(passkey.id, {
    clientDataJSON: base64url(clientDataOf(ceremony, 'webauthn.create')),
    authenticatorData: base64url(authData),
    transports: ['internal'],
    publicKey: base64url(publicKey.export({ type: 'spki', format: 'der' })),
    publicKeyAlgorithm: COSE_ALGORITHMS[algorithmOf(publicKey)],
    attestationObject: base64url(encodeCbor(attestation)),
  });
}

/**
 * Signs in with a passkey: authenticatorGetAssertion (WebAuthn Level 3 section 6.3.3), in the form WEB_AUTHN takes as
 * CREDENTIAL once it is written as JSON text.
 * @throws CryptoError PASSKEY_KEY_INVALID for a key that cannot be read or used
 */
export function usePasskey(passkey: Passkey, ceremony: Ceremony): AuthenticationResponseJson {
  const clientData = clientDataOf(ceremony, 'webauthn.get');
  const authData = authenticatorData(stateOf(passkey, ceremony));
  const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
  return credentialJson(passkey.id, {
    clientDataJSON: base64url(clientData),
    authenticatorData: base64url(authData),
    signature: base64url(signWith(readPrivateKey(passkey.privateKey), signed)),
    userHandle: ceremony.userHandle ?? passkey.userHandle,
  });
}

/** A counter of 0 says that this authenticator counts nothing, as passkeys that are synchronised do (section 6.1.1). */
function stateOf(passkey: Passkey, ceremony: Ceremony): AuthenticatorState {
  const { rpId = passkey.rpId, userPresent = true, userVerified = true, counter = 0, flags } = ceremony;
  const { backupEligible = false, backedUp = false } = ceremony;
  const state = { rpId, userPresent, userVerified, backupEligible, backedUp, counter };
  return flags === undefined ? state : { ...state, flags };
}

function clientDataOf(ceremony: Ceremony, own: ClientData['type']): Buffer {
  const { type = own, challenge, origin, crossOrigin = false } = ceremony;
  return clientDataJson({ type, challenge, origin, crossOrigin });
}
