/** A value of the request that the console computes, as the reference tells of it. Which specs compute it they say. */
export interface ValueSpec {
  /** The key in `AuthParameters` or `ChallengeResponses`, verbatim. */
  readonly name: string;
  readonly title: string;
  readonly help: string;
  /** `‖` joins bytes. */
  readonly formula: string;
  /** What goes wrong most, a sentence each. */
  readonly rules: readonly string[];
  readonly source: { readonly says: string; readonly url: string };
  /** It belongs to what every request shares: the envelope adds it, no spec names it. */
  readonly envelope?: true;
  /** The tool of the console that computes it step by step. */
  readonly tool?: 'secret-hash' | 'srp';
}

const RFC_3526 = 'https://www.rfc-editor.org/rfc/rfc3526#section-4';
const IDENTITY_JS = {
  says: 'amazon-cognito-identity-js, AuthenticationHelper.js: AWS publishes no text of it',
  url: 'https://github.com/aws-amplify/amplify-js/tree/main/packages/amazon-cognito-identity-js',
};

/** Protocol reference 5. */
export const values: readonly ValueSpec[] = [
  {
    name: 'SECRET_HASH',
    title: 'The secret hash: proof of an app client’s secret',
    help:
      'Required in every sign-in request as soon as the app client has a secret. It proves the secret without sending ' +
      'it, for one user name.',
    formula: 'Base64( HMAC-SHA-256( key: client secret, data: USERNAME ‖ client id ) )',
    rules: [
      'USERNAME is exactly that of the same request. 44 characters of standard Base64 come out.',
      'InitiateAuth: the name as it was typed, an alias too.',
      'RespondToAuthChallenge: the canonical name of ChallengeParameters (USER_ID_FOR_SRP, else USERNAME), not the alias.',
      'REFRESH_TOKEN_AUTH: the canonical name, though no USERNAME is in the request.',
      'GetTokensFromRefreshToken and RevokeToken take ClientSecret itself in its place.',
    ],
    source: {
      says: 'Amazon Cognito Developer Guide, “Computing secret hash values”',
      url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html',
    },
    envelope: true,
    tool: 'secret-hash',
  },
  {
    name: 'SRP_A',
    title: 'The client’s half of an SRP exchange',
    help: 'Opens an exchange that proves a password without sending it. Made afresh for every exchange.',
    formula: 'A = gᵃ mod N, hex',
    rules: [
      'N is the 3072-bit group of RFC 3526, g is 2; a is random and never sent.',
      'A mod N must not be 0. The a of this A is needed for the proof that follows.',
    ],
    source: { says: 'RFC 3526, section 4 (the group)', url: RFC_3526 },
    tool: 'srp',
  },
  {
    name: 'PASSWORD_CLAIM_SIGNATURE',
    title: 'The proof of the password',
    help: 'Shows that both sides came to the same key, and so that the password was right.',
    formula:
      'Base64( HMAC-SHA-256( key: K, data: pool name ‖ USER_ID_FOR_SRP ‖ Base64-decoded SECRET_BLOCK ‖ TIMESTAMP ) )',
    rules: [
      'K is 16 bytes of HKDF over the exchange’s S, with the info “Caldera Derived Key”.',
      'The pool name is the part of the pool id after the first “_”; a device has its DeviceGroupKey and DeviceKey in place of pool name and user.',
      'The canonical name is proved, not the alias.',
    ],
    source: IDENTITY_JS,
    tool: 'srp',
  },
  {
    name: 'PASSWORD_CLAIM_SECRET_BLOCK',
    title: 'The exchange’s SECRET_BLOCK, sent back',
    help: 'Links the proof to the challenge it answers.',
    formula: 'SECRET_BLOCK of the challenge, unchanged',
    rules: ['Another or a changed one is refused like a wrong password.'],
    source: IDENTITY_JS,
    tool: 'srp',
  },
  {
    name: 'TIMESTAMP',
    title: 'When the proof was made',
    help: 'Signed with the proof, and sent beside it: the same text in both places.',
    formula: 'EEE MMM d HH:mm:ss z yyyy, in UTC and English: Tue Sep 8 09:05:07 UTC 2026',
    rules: [
      'The day has no leading zero, and the weekday is that of the date: else the proof is refused like a wrong password.',
    ],
    source: IDENTITY_JS,
    tool: 'srp',
  },
  {
    name: 'SOFTWARE_TOKEN_MFA_CODE',
    title: 'The TOTP code of an authenticator',
    help: 'Six digits that follow from the shared secret and the time.',
    formula: 'HOTP( secret, ⌊ Unix time / 30 s ⌋ ), HMAC-SHA-1, 6 digits',
    rules: ['A code that was accepted once is refused a second time.'],
    source: { says: 'RFC 6238', url: 'https://www.rfc-editor.org/rfc/rfc6238' },
  },
  {
    name: 'CREDENTIAL',
    title: 'A passkey’s answer',
    help: 'The assertion over the challenge’s options, as a browser’s PublicKeyCredential as JSON.',
    formula: 'signature over authenticatorData ‖ SHA-256( clientDataJSON )',
    rules: ['Origin, rpId and challenge in it are those of the options; a counter that counts must grow.'],
    source: { says: 'Web Authentication Level 3', url: 'https://www.w3.org/TR/webauthn-3/' },
  },
];
