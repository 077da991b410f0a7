import type { SecretKind } from './event.ts';
import members from './service-members.json' with { type: 'json' };

/**
 * What is secret, by AWS's member and key names: one meaning each in every operation. Source: the `sensitive` traits of
 * the service model, protocol reference 0.8, plus what the model leaves out (confirmation codes, SECRET_BLOCK). The app
 * client id, user names and attribute values are sensitive in the model too but are what a person works with: shown.
 */
export const secretMembers = {
  AccessToken: 'jwt',
  IdToken: 'jwt',
  RefreshToken: 'opaque',
  Token: 'opaque',
  Session: 'opaque',
  SecretHash: 'opaque',
  ClientSecret: 'short',
  SecretCode: 'short',
  UserCode: 'short',
  ConfirmationCode: 'short',
  Code: 'short',
  Password: 'short',
  TemporaryPassword: 'short',
  PreviousPassword: 'short',
  ProposedPassword: 'short',
  PasswordVerifier: 'opaque',
  Credential: 'opaque',
  EncodedData: 'opaque',
  ACCESS_TOKEN: 'jwt',
  REFRESH_TOKEN: 'opaque',
  SESSION: 'opaque',
  SECRET_HASH: 'opaque',
  SECRET_BLOCK: 'opaque',
  PASSWORD_CLAIM_SECRET_BLOCK: 'opaque',
  PASSWORD_CLAIM_SIGNATURE: 'opaque',
  CREDENTIAL: 'opaque',
  PASSWORD: 'short',
  NEW_PASSWORD: 'short',
  SMS_MFA_CODE: 'short',
  SMS_OTP_CODE: 'short',
  EMAIL_OTP_CODE: 'short',
  SOFTWARE_TOKEN_MFA_CODE: 'short',
} as const satisfies Readonly<Record<string, SecretKind>>;

export type SecretMemberName = keyof typeof secretMembers;

/** The maps a sign-in's answers travel in. */
export type AnswerMap = 'AuthParameters' | 'ChallengeResponses';

/** Keys of the answer maps that are shown. Every key not named here or in `secretMembers` is masked. */
const publicAnswers: ReadonlySet<string> = new Set([
  'USERNAME',
  'SRP_A',
  'TIMESTAMP',
  'DEVICE_KEY',
  'PREFERRED_CHALLENGE',
  'CHALLENGE_NAME',
  'EMAIL',
  'email',
  'TARGET_ACR_VALUES',
  'MAX_AGE',
]);

/** Sensitive by the service model, and what a person works with: who it is about, and where from. */
const shownAllTheSame: ReadonlySet<string> = new Set([
  'ClientId',
  'Username',
  'Value',
  'LastIPAddress',
  'UserContextData',
  'AuthParameters',
  'ChallengeResponses',
]);

/** Members that the model calls sensitive (scripts/service-operations.mjs): whatever an operation brings, it is masked. */
const sensitive: ReadonlySet<string> = new Set(
  members.sensitive.filter((name) => !shownAllTheSame.has(name)),
);

/** Members whose names may sound like secrets and which the model knows better: a list of passkeys, a validity in days. */
const plain: ReadonlySet<string> = new Set(members.plain);

/** Not sensitive by the model, and as good as a key: who has the link may write there. */
const bearers: ReadonlySet<string> = new Set(['PreSignedUrl']);

/** Names that sound like secrets and are none. */
const publicNames: ReadonlySet<string> = new Set([
  'CODE_DELIVERY_DELIVERY_MEDIUM',
  'CODE_DELIVERY_DESTINATION',
  'CREDENTIAL_REQUEST_OPTIONS',
  'CredentialCreationOptions',
  'allowCredentials',
  'excludeCredentials',
  'DeviceSecretVerifierConfig',
  'reasonCode',
  'RevokeAssociatedSessions',
  'Sessions',
]);

const PUBLIC_ENDING = /(Type|Validity|Units|Settings|Details|Policy|Rotation|Status|Enabled|Id)$/;
const SMELLS_SECRET =
  /pass(word|code|phrase|wd)|secret|token|session|credential|otp|pin$|code$|private|signature|seed|hash$|cookie|authoriz|api_?key|jwt|verifier|assertion/i;

const UNITS_OF = 'TokenValidityUnits';
/** TimeUnitsType of the API Reference. */
const UNITS: ReadonlySet<string> = new Set(['seconds', 'minutes', 'hours', 'days']);

/**
 * Whether a text says a unit of time where members have the names of the tokens that it counts for.
 * @param above the member that it stands below
 */
export function isUnit(above: string | undefined, text: string): boolean {
  return above === UNITS_OF && UNITS.has(text);
}

/** Where in a body a member stands; decides what an unknown name means there. */
export type Zone = 'plain' | 'answers' | 'metadata' | 'pairs' | 'units';

/** The zone below a member of this name. */
export function zoneBelow(zone: Zone, name: string): Zone {
  if (zone !== 'plain') return zone;
  if (name === 'AuthParameters' || name === 'ChallengeResponses') return 'answers';
  // A list of Name and Value, where ClientMetadata is a map.
  if (name === 'ValidationData') return 'pairs';
  if (name === UNITS_OF) return 'units';
  return name === 'ClientMetadata' ? 'metadata' : 'plain';
}

/**
 * Whether the value under this name is secret, and how. Safe by default: an unknown key of an answer map is masked, and
 * so is any name that sounds like a secret, in any operation.
 * @param answerIsChoice true when `ANSWER` picks from a list Cognito offered (SELECT_*), false for CUSTOM_CHALLENGE.
 */
export function secretKind(
  zone: Zone,
  name: string,
  value: string,
  answerIsChoice: boolean,
): SecretKind | undefined {
  // ClientMetadata goes to Lambda triggers in clear and people put captcha tokens and device data into it. Its keys say
  // what is sent; its values stay masked like any unknown answer, one reveal away.
  if (zone === 'pairs' && name === 'Name') return undefined;
  if (zone === 'metadata' || zone === 'pairs') return value.length < 20 ? 'short' : 'opaque';
  if (zone === 'units' && isUnit(UNITS_OF, value)) return undefined;
  if (Object.hasOwn(secretMembers, name)) return secretMembers[name as SecretMemberName];
  if (zone === 'answers') {
    if (publicAnswers.has(name) || name.startsWith('userAttributes.')) return undefined;
    if (name === 'ANSWER' && answerIsChoice && /^[A-Z_]{1,40}$/.test(value)) return undefined;
    return 'short';
  }
  if (sensitive.has(name) || bearers.has(name)) return 'short';
  if (plain.has(name) || publicNames.has(name) || PUBLIC_ENDING.test(name)) return undefined;
  return SMELLS_SECRET.test(name) ? 'short' : undefined;
}

const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-amz-security-token',
  'x-api-key',
]);

/** Whether a header carries credentials: its value is never shown. */
export function isSecretHeader(name: string): boolean {
  return SECRET_HEADERS.has(name.toLowerCase());
}
