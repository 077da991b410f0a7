/**
 * What the credential of a passkey says, beside what was asked for. The bytes are read by WebAuthn Level 3: client data
 * section 5.8.1, authenticator data section 6.1. Nothing in it is a secret, and nothing that only the service knows.
 */
export interface PasskeyFacts {
  /** `get` signs in, `create` registers. */
  readonly ceremony: 'get' | 'create';
  /** What was sent is not kept here; what it said may be. */
  readonly hidden?: true;
  /** What keeps it from being read; then nothing else is known of it. */
  readonly unreadable?: string;
  /** `type` of clientDataJSON. */
  readonly type?: string;
  readonly origin?: string;
  /** Whether that page may use passkeys of the relying party asked for. */
  readonly originFits?: boolean;
  /** Relying party of the options. */
  readonly rpId?: string;
  /** Whether authenticatorData begins with the hash of that. */
  readonly rpFits?: boolean;
  /** The name whose hash it begins with instead, where one of those tried is it. */
  readonly rpIs?: string;
  /** Whether the challenge of the options was signed. */
  readonly challengeFits?: boolean;
  /** The step whose challenge was signed instead: `step 2`, or `step 2 of another chain`. */
  readonly challengeOf?: string;
  /** Names of the flags that are on. */
  readonly flags?: readonly string[];
  /** `userVerification` of the options. */
  readonly verification?: string;
  readonly counter?: number;
  /** The highest counter that was accepted of this passkey in this run. */
  readonly countedBefore?: number;
  /** Whether allowCredentials has its id; absent where that lists none. */
  readonly listed?: boolean;
  /** Whether userHandle is the user's; absent where either is not known. */
  readonly userFits?: boolean;
  /** Whether the signature holds under the public key; absent where that is not known. */
  readonly signatureHolds?: boolean;
  /** `publicKeyAlgorithm`, a COSE number; a registration's. */
  readonly algorithm?: number;
  /** Algorithms of the options (pubKeyCredParams). */
  readonly algorithmsAsked?: readonly number[];
  /** A passkey that can answer is at hand here, with its private key; one that is registered can be made here. */
  readonly atHand: boolean;
  /** The registration it completes. */
  readonly start?: RegistrationFacts;
}

export interface RegistrationFacts {
  /** Number of the step. */
  readonly step: number;
  /** Milliseconds from its options to this step, by the target's clock. */
  readonly ageMs: number;
  /** `timeout` of its options, milliseconds. */
  readonly limitMs?: number;
  /** Number of a step that completed it before. */
  readonly completedBy?: number;
  /** A later StartWebAuthnRegistration of the same user in this run: `step 4`, or `step 4 of another chain`. */
  readonly replacedBy?: string;
  /** App clients of the two access tokens, where they differ. */
  readonly clients?: { readonly started: string; readonly completed: string };
}
