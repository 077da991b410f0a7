import { createHash } from 'node:crypto';

/** Bits of WebAuthn Level 3 section 6.1. */
export const FLAGS = { UP: 0x01, UV: 0x04, BE: 0x08, BS: 0x10, AT: 0x40, ED: 0x80 } as const;
/** All zeros: the authenticator's model stays unsaid, as beside "none" attestation (section 8.7). */
const AAGUID = Buffer.alloc(16);

export interface AuthenticatorState {
  readonly rpId: string;
  readonly userPresent: boolean;
  readonly userVerified: boolean;
  /** The credential may be kept in more than one place. */
  readonly backupEligible: boolean;
  /** It is kept in more than one place now. */
  readonly backedUp: boolean;
  /** Section 6.1.1. */
  readonly counter: number;
  /** All eight flags as they are to be, whatever else is said here. */
  readonly flags?: number;
}

/** A credential as registration hands it over, section 6.5.1. */
export interface AttestedCredential {
  readonly id: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** Authenticator data, section 6.1; with `attested` as registration has it, section 6.5.1. */
export function authenticatorData(state: AuthenticatorState, attested?: AttestedCredential): Buffer {
  const flags =
    state.flags ??
    (state.userPresent ? FLAGS.UP : 0) |
      (state.userVerified ? FLAGS.UV : 0) |
      (state.backupEligible ? FLAGS.BE : 0) |
      (state.backedUp ? FLAGS.BS : 0) |
      (attested === undefined ? 0 : FLAGS.AT);
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
