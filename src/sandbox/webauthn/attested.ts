import { createHash } from 'node:crypto';
import { malformed } from './read-credential.ts';

/** Reserved in the IANA COSE registry: a key without `alg`. */
const NO_ALGORITHM = 0;

/** The parts of an attestation object that decide which exception a bad one gets. */
export interface Attested {
  readonly format: string;
  /** Whether certificates stand behind the attestation. */
  readonly certified: boolean;
  readonly rpIdHash: Uint8Array;
  /** COSE number. */
  readonly algorithm: number;
}

/** @throws InvalidParameterException when the bytes are not an attestation object with a credential in it. */
export async function readAttested(encoded: string): Promise<Attested> {
  const { cose, decodeAttestationObject, decodeCredentialPublicKey, parseAuthenticatorData } =
    await import('@simplewebauthn/server/helpers');
  try {
    const object = decodeAttestationObject(Uint8Array.from(Buffer.from(encoded, 'base64url')));
    const { rpIdHash, credentialPublicKey } = parseAuthenticatorData(object.get('authData'));
    if (credentialPublicKey === undefined) throw new Error('no attested credential data');
    const algorithm = decodeCredentialPublicKey(credentialPublicKey).get(cose.COSEKEYS.alg) ?? NO_ALGORITHM;
    const certified = object.get('attStmt').get('x5c') !== undefined;
    return { format: object.get('fmt'), certified, rpIdHash, algorithm };
  } catch {
    throw malformed('attestationObject cannot be read');
  }
}

export function isHashOf(hash: Uint8Array, relyingPartyId: string): boolean {
  return createHash('sha256').update(relyingPartyId).digest().equals(hash);
}
