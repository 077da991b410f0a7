import { createHash } from 'node:crypto';

/** Bits of WebAuthn Level 3 section 6.1. */
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;
/** All zeros: the authenticator's model stays unsaid, as beside "none" attestation (section 8.7). */
const AAGUID = Buffer.alloc(16);

export interface AuthenticatorState {
  readonly rpId: string;
  readonly userPresent: boolean;
  readonly userVerified: boolean;
  /** Section 6.1.1. */
  readonly counter: number;
}

/** A credential as registration hands it over, section 6.5.1. */
export interface AttestedCredential {
  readonly id: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** Authenticator data, section 6.1; with `attested` as registration has it, section 6.5.1. */
export function authenticatorData(state: AuthenticatorState, attested?: AttestedCredential): Buffer {
  const flags =
    (state.userPresent ? USER_PRESENT : 0) |
    (state.userVerified ? USER_VERIFIED : 0) |
    (attested === undefined ? 0 : ATTESTED);
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(state.counter);
  const rpIdHash = createHash('sha256').update(state.rpId).digest();
  return Buffer.concat([rpIdHash, Buffer.of(flags), counter, ...(attested ? attestedParts(attested) : [])]);
}

function attestedParts({ id, publicKey }: AttestedCredential): readonly Uint8Array[] {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(id.length);
  return [AAGUID, length, id, publicKey];
}
