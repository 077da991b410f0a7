import { ownError } from './entry.ts';

const crypto = 'Cognito Developer Guide, SRP sign-in; RFC 5054';

/** Inputs that nothing can be computed from. The rest of the request can still be sent. */
export const faults = [
  ownError({
    code: 'POOL_ID_NEEDED',
    meaning: 'The SRP proof needs the pool’s name, and the target has no user pool id.',
    causes: ['The target was added by region or endpoint only.'],
    tries: [
      'Add the user pool id to the target, such as us-east-1_Ab12Cd34E; in the terminal with --user-pool-id.',
    ],
    provoke: 'Answer PASSWORD_VERIFIER on a target without a pool id.',
  }),
  ownError({
    code: 'PARAMETER_MISSING',
    meaning: 'Cognito’s reply lacks a ChallengeParameter that the answer is computed from.',
    causes: [
      'An emulator does not model this challenge.',
      'The reply was not the one that belongs to this answer.',
    ],
    tries: [
      'Look at the reply’s ChallengeParameters.',
      'Type the value into the request by hand and send it.',
    ],
    provoke: 'Use an emulator that leaves SALT out.',
  }),
  ownError({
    code: 'SRP_A_INVALID',
    meaning: 'SRP_A is not a usable number.',
    causes: ['It was changed by hand: not hex, or 0 modulo N.'],
    tries: ['Start the sign-in again and leave SRP_A as computed.'],
    provoke: 'Set SRP_A to 0 and answer PASSWORD_VERIFIER.',
    source: crypto,
  }),
  ownError({
    code: 'SRP_B_INVALID',
    meaning: 'SRP_B is not a usable number: not hex, or 0 modulo N. No honest server sends that.',
    causes: ['The endpoint is an emulator that fakes SRP.', 'The reply was damaged.'],
    tries: ['Check the endpoint of the target.', 'Use USER_PASSWORD_AUTH.'],
    provoke: 'Use an emulator that sends a fake SRP_B.',
    source: crypto,
  }),
  ownError({
    code: 'SRP_U_ZERO',
    meaning: 'The hash of SRP_A and SRP_B is 0, which the protocol forbids.',
    causes: ['Practically never chance: one of the two values was made up.'],
    tries: ['Start the sign-in again.'],
    provoke: 'Not possible with honest values.',
    source: crypto,
  }),
  ownError({
    code: 'SRP_KEY_INVALID',
    meaning: 'The SRP key is not 16 bytes.',
    causes: ['A key was given by hand.'],
    tries: ['Let the console compute it.'],
    provoke: 'Sign with a key of another length.',
    source: crypto,
  }),
  ownError({
    code: 'SALT_INVALID',
    meaning: 'SALT is not hex.',
    causes: ['The endpoint is an emulator that fakes SRP.', 'The reply was damaged.'],
    tries: ['Look at SALT in the reply.', 'Check the endpoint of the target.'],
    provoke: 'Use an emulator that sends a fake SALT.',
    source: crypto,
  }),
  ownError({
    code: 'SECRET_BLOCK_INVALID',
    meaning: 'SECRET_BLOCK is not Base64.',
    causes: ['The reply was damaged, or the endpoint fakes SRP.'],
    tries: ['Look at SECRET_BLOCK in the reply.'],
    provoke: 'Use an emulator that sends a fake SECRET_BLOCK.',
    source: crypto,
  }),
  ownError({
    code: 'TIMESTAMP_INVALID',
    meaning: 'The clock gives a time that TIMESTAMP can’t express.',
    causes: ['This machine’s clock is far off.'],
    tries: ['Set the clock.'],
    provoke: 'Set the clock before 1970.',
  }),
  ownError({
    code: 'TOTP_SECRET_INVALID',
    meaning: 'No code can be made from this TOTP secret.',
    causes: [
      'It is not Base32: only A-Z and 2-7.',
      'It was cut.',
      'The otpauth URI asks for something Cognito lacks.',
    ],
    tries: ['Copy the secret again, whole.', 'Type the code from an authenticator app instead.'],
    provoke: 'Type 0189 as TOTP secret.',
    source: 'RFC 6238, RFC 4648 section 6',
  }),
  ownError({
    code: 'TOTP_TIME_INVALID',
    meaning: 'The clock gives a time before 1970, where no TOTP code exists.',
    causes: ['This machine’s clock is far off.'],
    tries: ['Set the clock.'],
    provoke: 'Set the clock before 1970.',
    source: 'RFC 6238',
  }),
  ownError({
    code: 'RANDOM_INVALID',
    meaning: 'The system’s random source gave no usable bytes.',
    causes: ['The operating system’s random source is broken.'],
    tries: ['Restart the machine. Do not sign in until this is gone.'],
    provoke: 'Not possible on a working system.',
  }),
  ownError({
    code: 'PASSKEY_INVALID',
    meaning: 'The stored passkey can’t be read.',
    causes: ['It is not JSON with id, privateKey, rpId and userHandle.', 'It was cut.'],
    tries: [
      'Copy the passkey again, whole.',
      'Paste the authentication response of another authenticator instead.',
    ],
    provoke: 'Type {} as passkey.',
    source: 'WebAuthn Level 3 section 4, public key credential source',
  }),
  ownError({
    code: 'PASSKEY_OPTIONS_INVALID',
    meaning: 'The reply brought no options that a passkey could sign.',
    causes: ['CREDENTIAL_REQUEST_OPTIONS was damaged, or the endpoint fakes it.'],
    tries: ['Look at CREDENTIAL_REQUEST_OPTIONS in the reply.', 'Start the sign-in again.'],
    provoke: 'Use an emulator that sends no CREDENTIAL_REQUEST_OPTIONS.',
    source: 'WebAuthn Level 3 section 5.1.9',
  }),
  ownError({
    code: 'PASSKEY_CEREMONY_INVALID',
    meaning: 'The software authenticator can’t do this, however bent.',
    causes: ['The counter is no number of 32 bits.', 'A flag has a name that WebAuthn does not know.'],
    tries: ['Correct the value that is named.', 'Paste a whole authentication response instead.'],
    provoke: 'Bend the counter to -1.',
    source: 'WebAuthn Level 3 section 6.1',
  }),
  ownError({
    code: 'PASSKEY_KEY_INVALID',
    meaning: 'The stored passkey’s private key can’t be used to sign.',
    causes: [
      'It was cut.',
      'It is neither PKCS #8 nor a private JWK.',
      'It is a key WebAuthn has no use for.',
    ],
    tries: [
      'Copy the key again, whole.',
      'Paste the authentication response of another authenticator instead.',
    ],
    provoke: 'Put half a key into the seed’s passkey.',
    source: 'WebAuthn Level 3 section 6.5.1',
  }),
] as const;
