/** What a value is of, by the member, attribute or claim it stands under: decides what its pseudonym is called. */

export type PersonKind =
  | 'person'
  | 'phone'
  | 'sub'
  | 'attribute'
  | 'destination'
  | 'device'
  | 'device-name'
  | 'passkey'
  | 'ip'
  | 'token-id';

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/^session$/i, 'session'],
  [/^(access_?token|token)$/i, 'access-token'],
  [/^id_?token$/i, 'id-token'],
  [/^refresh_?token$/i, 'refresh-token'],
  [/secret_?hash$/i, 'secret-hash'],
  [/secret_block$/i, 'secret-block'],
  [/signature$/i, 'signature'],
  [/^(secretcode|totp_secret)$/i, 'totp-seed'],
  [/client_?secret$/i, 'client-secret'],
  [/verifier$/i, 'verifier'],
  [/private_?key$/i, 'private-key'],
  [/^(credential|passkey)$/i, 'credential'],
  [/pass(word|code|phrase|wd)/i, 'password'],
  [/(code|otp|pin)$/i, 'code'],
  [/^(custom_)?answer$/i, 'answer'],
];

/** @param member its name; anything else ends in `secret` */
export function secretKindOf(member: string): string {
  return SECRETS.find(([name]) => name.test(member))?.[1] ?? 'secret';
}

const PEOPLE: Readonly<Record<string, PersonKind>> = {
  username: 'person',
  user_id_for_srp: 'person',
  'cognito:username': 'person',
  preferred_username: 'person',
  email: 'person',
  name: 'person',
  displayname: 'person',
  given_name: 'attribute',
  family_name: 'attribute',
  middle_name: 'attribute',
  nickname: 'attribute',
  address: 'attribute',
  birthdate: 'attribute',
  gender: 'attribute',
  picture: 'attribute',
  profile: 'attribute',
  website: 'attribute',
  phone_number: 'phone',
  phonenumber: 'phone',
  sub: 'sub',
  usersub: 'sub',
  userhandle: 'sub',
  device_key: 'device',
  devicekey: 'device',
  device_group_key: 'device',
  devicegroupkey: 'device',
  device_name: 'device-name',
  devicename: 'device-name',
  friendlycredentialname: 'device-name',
  credentialid: 'passkey',
  rawid: 'passkey',
  headervalue: 'attribute',
  code_delivery_destination: 'destination',
  destination: 'destination',
  ipaddress: 'ip',
  last_ip_used: 'ip',
  jti: 'token-id',
  origin_jti: 'token-id',
  event_id: 'token-id',
};

/** Members of these names say something of a person only where it is known that they do. */
const AMBIGUOUS: ReadonlySet<string> = new Set([
  'name',
  'profile',
  'address',
  'website',
  'picture',
  'gender',
]);

/** Undefined for members that say nothing of a person by their name. */
export function personKindOf(member: string): PersonKind | undefined {
  const name = member.replace(/^userAttributes\./, '').toLowerCase();
  if (name.length === member.length && AMBIGUOUS.has(name)) return undefined;
  return Object.hasOwn(PEOPLE, name) ? PEOPLE[name] : undefined;
}

/**
 * What a member is called where its own name says too little: the id of a passkey, and the names beside it, as WebAuthn's
 * options and credentials have them.
 * @param siblings names of the members of the same object
 */
export function tellingName(name: string, siblings: readonly string[]): string {
  if (name === 'id' && siblings.some((other) => WEBAUTHN.has(other))) return 'CredentialId';
  return name === 'name' && siblings.includes('displayName') ? 'username' : name;
}

const WEBAUTHN: ReadonlySet<string> = new Set([
  'type',
  'displayName',
  'rawId',
  'response',
  'clientDataJSON',
  'authenticatorData',
]);

/** Attributes and claims that say how a pool works, and nothing of a person. */
const KEPT: ReadonlySet<string> = new Set([
  'iss',
  'aud',
  'client_id',
  'token_use',
  'scope',
  'auth_time',
  'iat',
  'exp',
  'nbf',
  'version',
  'amr',
  'acr',
  'cognito:groups',
  'cognito:roles',
  'cognito:preferred_role',
  'cognito:user_status',
  'cognito:mfa_enabled',
  'email_verified',
  'phone_number_verified',
  'device_status',
  'updated_at',
]);

/** An attribute of a user, or a claim of a token; undefined: it is kept as it is. */
export function attributeKindOf(name: string): PersonKind | undefined {
  if (KEPT.has(name)) return undefined;
  const known = name.toLowerCase();
  return Object.hasOwn(PEOPLE, known) ? PEOPLE[known] : 'attribute';
}

/** A user name may be an e-mail address, a telephone number or a sub: the value itself tells. */
export function personKindBy(value: string, kind: PersonKind): PersonKind {
  if (kind !== 'person') return kind;
  if (/^\+\d{6,15}$/.test(value)) return 'phone';
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value) ? 'sub' : kind;
}

/** AWS's own words: a user who is called like one of them changes nothing about them. */
export const constantMembers: ReadonlySet<string> = new Set([
  '__type',
  'AuthFlow',
  'AuthenticatorType',
  'AvailableChallenges',
  'CHALLENGE_NAME',
  'ChallengeName',
  'ClientId',
  'CODE_DELIVERY_DELIVERY_MEDIUM',
  'DeliveryMedium',
  'AttributeName',
  'MFAS_CAN_CHOOSE',
  'MFAS_CAN_SETUP',
  'Name',
  'PREFERRED_CHALLENGE',
  'SALT',
  'SRP_A',
  'SRP_B',
  'TIMESTAMP',
  'TokenType',
  'UserPoolId',
  'UserStatus',
]);
