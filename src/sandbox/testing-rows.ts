import type { JsonObject } from '../json.ts';
import { mfaOptional } from './seed/built-in/mfa-optional.ts';
import { srpClient, type Answer, type TestSandbox } from './testing.ts';
import { begin, beginByPassword, hashFor, respond, seededUser } from './testing-walk.ts';

/** What is done wrong, the `__type: message` it gets, and the doing. */
export type Row = readonly [
  what: string,
  error: string,
  run: (test: TestSandbox) => Promise<{ error: string }>,
];

const clients = mfaOptional.Clients ?? [];
export const SECRET_CLIENT = clients.find(({ ClientSecrets }) => ClientSecrets !== undefined)?.ClientId ?? '';
export const LEGACY_CLIENT =
  clients.find(({ PreventUserExistenceErrors }) => PreventUserExistenceErrors === 'LEGACY')?.ClientId ?? '';
export const ROTATING_CLIENT =
  clients.find(({ RefreshTokenRotation }) => RefreshTokenRotation !== undefined)?.ClientId ?? '';

/** USER_PASSWORD_AUTH of a seeded user, with changed AuthParameters. */
export const password =
  (username: string, changes: JsonObject = {}) =>
  async (test: TestSandbox) =>
    beginByPassword(test, seededUser(test, username), changes);

/** Any flow with the client of a seeded user. */
export const initiate =
  (AuthFlow: string, AuthParameters: JsonObject, username = 'bob') =>
  async (test: TestSandbox) =>
    test.call('InitiateAuth', { AuthFlow, ClientId: seededUser(test, username).clientId, AuthParameters });

/** Signs in with SRP up to the verifier, then answers with changes. */
export const verifier =
  (username: string, changes: JsonObject, sent = username, timestamp?: string) =>
  async (test: TestSandbox) => {
    const user = seededUser(test, username);
    const { body } = await begin(test, user, { USERNAME: sent, ...hashFor(test, user, sent) });
    const parameters = body['ChallengeParameters'] as JsonObject;
    const at = timestamp ?? test.clock.ms;
    const claim = srpClient().answer(parameters, user.userPoolId, user.password, at);
    const hash = hashFor(test, user, claim['USERNAME'] ?? '');
    return respond(test, user, 'PASSWORD_VERIFIER', undefined, { ...claim, ...hash, ...changes });
  };

/** Answers cy's SMS challenge, under this or another name. */
export const answerSms =
  (changes: JsonObject, name = 'SMS_MFA') =>
  async (test: TestSandbox) => {
    const cy = seededUser(test, 'cy');
    const { body } = await beginByPassword(test, cy);
    return respond(test, cy, name, body['Session'], { USERNAME: 'cy', ...changes });
  };

/** A call of the signed side. Any credentials will do. */
export function signed(test: TestSandbox, operation: string, body: JsonObject): Promise<Answer> {
  return test.raw({
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      authorization: 'AWS4-HMAC-SHA256 Credential=test',
    },
    body: JSON.stringify(body),
  });
}
