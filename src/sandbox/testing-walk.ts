import { createHmac } from 'node:crypto';
import type { SandboxUser } from '../contract.ts';
import { usePasskey, type Ceremony } from '../crypto/software-authenticator.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { srpClient, type Answer, type TestSandbox } from './testing.ts';
import { totpCode } from './totp.ts';

export interface Walk {
  /** Challenge names, then `TOKENS` or the exception's name. */
  readonly path: readonly string[];
  readonly last: Answer;
}

/** Signs a seeded user in, answering everything right, and tells the way it took. */
export async function walk(test: TestSandbox, user: SandboxUser): Promise<Walk> {
  const path: string[] = [];
  let last = await begin(test, user);
  for (;;) {
    if (last.error !== '') return { path: [...path, String(last.body['__type'])], last };
    if (last.body['AuthenticationResult'] !== undefined) return { path: [...path, 'TOKENS'], last };
    path.push(String(last.body['ChallengeName']));
    last = await answer(test, user, last.body);
  }
}

export function seededUser(test: TestSandbox, username: string): SandboxUser {
  const user = test.sandbox.info().users.find((candidate) => candidate.username === username);
  if (user === undefined) throw new Error(`no seeded user ${username}`);
  return user;
}

/** InitiateAuth as the user's seed says. */
export function begin(test: TestSandbox, user: SandboxUser, changes: JsonObject = {}): Promise<Answer> {
  const proofs: Record<string, JsonObject> = {
    USER_SRP_AUTH: { SRP_A: srpClient().srpA },
    USER_PASSWORD_AUTH: { PASSWORD: user.password },
  };
  return test.call('InitiateAuth', {
    AuthFlow: user.flow,
    ClientId: user.clientId,
    AuthParameters: {
      USERNAME: user.username,
      ...hashFor(test, user, user.username),
      ...(user.flow === 'CUSTOM_AUTH' && user.path[0] === 'PASSWORD_VERIFIER'
        ? { CHALLENGE_NAME: 'SRP_A', ...proofs['USER_SRP_AUTH'] }
        : proofs[user.flow]),
      ...changes,
    },
  });
}

/** Starts with USER_PASSWORD_AUTH, whatever the seed's flow: the quickest way to what follows a password. */
export function beginByPassword(
  test: TestSandbox,
  user: SandboxUser,
  changes: JsonObject = {},
): Promise<Answer> {
  return begin(test, { ...user, flow: 'USER_PASSWORD_AUTH' }, changes);
}

export function respond(
  test: TestSandbox,
  user: SandboxUser,
  name: string,
  session: JsonValue | undefined,
  responses: JsonObject,
): Promise<Answer> {
  return test.call('RespondToAuthChallenge', {
    ClientId: user.clientId,
    ChallengeName: name,
    ...(session === undefined ? {} : { Session: session }),
    ChallengeResponses: responses,
  });
}

/** SECRET_HASH where the client has a secret. */
export function hashFor(test: TestSandbox, user: SandboxUser, username: string): JsonObject {
  const clients = test.sandbox.info().pools.flatMap((pool) => pool.clients);
  const secret = clients.find(({ clientId }) => clientId === user.clientId)?.clientSecret;
  if (secret === undefined) return {};
  return {
    SECRET_HASH: createHmac('sha256', secret)
      .update(username + user.clientId)
      .digest('base64'),
  };
}

export function totpNow(test: TestSandbox, secret: string, steps = 0): string {
  const seconds = test.clock.ms / 1_000 + test.sandbox.info().offsetSeconds;
  return totpCode(secret, Math.floor(seconds / 30) + steps);
}

export function newestCode(test: TestSandbox): string {
  return test.sandbox.inbox().at(-1)?.code ?? '';
}

async function answer(test: TestSandbox, user: SandboxUser, asked: JsonObject): Promise<Answer> {
  const name = String(asked['ChallengeName']);
  const parameters = asked['ChallengeParameters'] as JsonObject;
  if (name === 'PASSWORD_VERIFIER') {
    const claim = srpClient().answer(parameters, user.userPoolId, user.password, test.clock.ms);
    return respond(test, user, name, asked['Session'], {
      ...claim,
      ...hashFor(test, user, String(claim['USERNAME'])),
    });
  }
  const username = String(parameters['USER_ID_FOR_SRP'] ?? user.username);
  const session = name === 'MFA_SETUP' ? await setUpTotp(test, asked) : asked['Session'];
  return respond(test, user, name, session, {
    USERNAME: username,
    ...hashFor(test, user, username),
    ...answerKeys(test, user, name, parameters),
  });
}

function answerKeys(test: TestSandbox, user: SandboxUser, name: string, parameters: JsonObject): JsonObject {
  if (name === 'SOFTWARE_TOKEN_MFA') return { SOFTWARE_TOKEN_MFA_CODE: totpNow(test, user.totpSecret ?? '') };
  if (name === 'SMS_MFA') return { SMS_MFA_CODE: newestCode(test) };
  // Nobody's code is in no inbox: any will be wrong.
  if (name === 'EMAIL_OTP') return { EMAIL_OTP_CODE: newestCode(test) || '00000000' };
  if (name === 'SMS_OTP') return { SMS_OTP_CODE: newestCode(test) };
  if (name === 'CUSTOM_CHALLENGE') return { ANSWER: user.customAnswer ?? '' };
  if (name === 'WEB_AUTHN') return { CREDENTIAL: assertion(user, parameters) };
  const next = user.path[user.path.indexOf(name) + 1] ?? '';
  if (name === 'SELECT_MFA_TYPE') return { ANSWER: next };
  if (name === 'SELECT_CHALLENGE') return firstFactor(user, next);
  if (name !== 'NEW_PASSWORD_REQUIRED') return {};
  const required = JSON.parse(String(parameters['requiredAttributes'])) as string[];
  return { NEW_PASSWORD: 'Better-horse-2', ...Object.fromEntries(required.map((key) => [key, 'Given'])) };
}

/** CREDENTIAL by the seeded passkey, bent or as it should be. */
export function assertion(user: SandboxUser, parameters: JsonObject, bends: Partial<Ceremony> = {}): string {
  const { id = '', privateKey = '', rpId = '', userHandle = '' } = user.passkey ?? {};
  const { challenge } = JSON.parse(String(parameters['CREDENTIAL_REQUEST_OPTIONS'])) as { challenge: string };
  const ceremony = { challenge, origin: 'http://localhost', ...bends };
  return JSON.stringify(usePasskey({ id, privateKey, rpId, userHandle }, ceremony));
}

/** Runs both helpers; returns the Session that ends MFA_SETUP. */
export async function setUpTotp(test: TestSandbox, asked: JsonObject): Promise<JsonValue | undefined> {
  const associated = await test.call('AssociateSoftwareToken', { Session: asked['Session'] ?? null });
  const verified = await test.call('VerifySoftwareToken', {
    Session: associated.body['Session'] ?? null,
    UserCode: totpNow(test, String(associated.body['SecretCode'])),
    FriendlyDeviceName: 'phone',
  });
  return verified.body['Session'];
}

/** The answer to SELECT_CHALLENGE that leads to `next`. */
export function firstFactor(user: SandboxUser, next: string): JsonObject {
  if (next === 'PASSWORD_VERIFIER') return { ANSWER: 'PASSWORD_SRP', SRP_A: srpClient().srpA };
  return next.endsWith('_OTP') || next === 'WEB_AUTHN'
    ? { ANSWER: next }
    : { ANSWER: 'PASSWORD', PASSWORD: user.password };
}
