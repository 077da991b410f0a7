import { TIME_CLAIMS } from '@core/chain/diff/claims.ts';
import { asText, type JsonValue } from '@core/json.ts';

/**
 * What the claims of Cognito's tokens mean, in a few words.
 * Source: docs.aws.amazon.com/cognito/latest/developerguide, pages "Understanding the access token" and "… ID token".
 */
export const CLAIM_MEANINGS: Readonly<Record<string, string>> = {
  sub: 'the user, by an id that never changes',
  iss: 'the user pool that signed it',
  aud: 'the app client the ID token is for',
  client_id: 'the app client that asked for it',
  token_use: 'id or access: which of the two this is',
  scope: 'what it may be used for',
  exp: 'expires',
  iat: 'issued',
  nbf: 'not valid before',
  auth_time: 'signed in',
  jti: 'this token’s own id',
  origin_jti: 'the refresh token’s id: revoking it revokes this one',
  event_id: 'the sign-in it came from, as in CloudTrail and triggers',
  device_key: 'the remembered device it was made for',
  version: 'layout of the token',
  username: 'the user name in the pool',
  'cognito:username': 'the user name in the pool',
  'cognito:groups': 'groups the user is in',
  'cognito:roles': 'IAM roles of those groups',
  'cognito:preferred_role': 'the role of the group with the lowest precedence',
  identities: 'linked external identities',
  nonce: 'the value the app sent, against replays',
  at_hash: 'ties the ID token to its access token',
  email: 'e-mail address',
  email_verified: 'whether the address was proved',
  phone_number: 'phone number',
  phone_number_verified: 'whether the number was proved',
  name: 'full name',
  given_name: 'given name',
  family_name: 'family name',
  locale: 'language and place',
  zoneinfo: 'time zone',
  updated_at: 'attributes last changed',
};

/** Read first: who, what for, until when. Others follow as they stand in the token. */
const FIRST = [
  'token_use',
  'username',
  'cognito:username',
  'sub',
  'exp',
  'iat',
  'auth_time',
  'iss',
  'aud',
  'client_id',
  'scope',
];

export interface Claim {
  readonly name: string;
  /** As in the token; JSON for lists and objects. */
  readonly text: string;
  readonly meaning?: string;
  /** Epoch milliseconds, for claims that are times. */
  readonly at?: number;
}

/** The claims of a token as rows. */
export function claimsOf(payload: Readonly<Record<string, JsonValue>>): Claim[] {
  const names = Object.keys(payload);
  const ordered = [
    ...FIRST.filter((name) => names.includes(name)),
    ...names.filter((name) => !FIRST.includes(name)),
  ];
  return ordered.map((name) => {
    const value = payload[name] ?? null;
    const meaning = CLAIM_MEANINGS[name] ?? (name.startsWith('custom:') ? 'custom attribute' : undefined);
    return {
      name,
      text: asText(value),
      ...(meaning === undefined ? {} : { meaning }),
      ...(TIME_CLAIMS.has(name) && typeof value === 'number' ? { at: value * 1_000 } : {}),
    };
  });
}
