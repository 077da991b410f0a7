import type { Asked } from '../../challenges/spec.ts';
import { challengeNamed } from '../../challenges/index.ts';
import { composeAnswer, composeStart } from '../../cognito/compose.ts';
import type { Composed } from '../../cognito/composed.ts';
import type { SetUpFlow } from '../../admin/test-users/possible.ts';
import type { Answer, Target } from '../../contract.ts';
import { flowNamed } from '../../flows/flows.ts';
import { coreFault, type Tools } from '../../form/form.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import type { Random } from '../ports.ts';
import { openSrp, toolsFor } from '../tools.ts';
import type { Ask } from './patient-ask.ts';

export interface Signing {
  readonly ask: Ask;
  readonly random: Random;
  readonly target: Target;
  readonly clientSecret: string | undefined;
  readonly flow: SetUpFlow;
  /** By the service's clock, epoch milliseconds. */
  readonly now: () => number;
}

/** How far a sign-in came: to tokens, or to MFA_SETUP, whose Session does for setting a factor up. */
export type SignedIn =
  | { readonly kind: 'tokens'; readonly AccessToken: string }
  | { readonly kind: 'MFA_SETUP'; readonly Session: string; readonly username: string };

/**
 * Signs a test user in with the password, once, by a flow the client allows. Of its tokens nothing is kept.
 * @throws CoreFault TEST_USER_SET_UP where something else is asked first, and what the service answers
 */
export async function signInOnce(signing: Signing, username: string, password: string): Promise<SignedIn> {
  const reply = await started(signing, username, password);
  const AccessToken = objectAt(reply, 'AuthenticationResult')['AccessToken'];
  if (typeof AccessToken === 'string') return { kind: 'tokens', AccessToken };
  const { name, parameters } = askedIn(reply);
  const Session = reply['Session'];
  if (name === 'MFA_SETUP' && typeof Session === 'string')
    return { kind: 'MFA_SETUP', Session, username: parameters['USER_ID_FOR_SRP'] ?? username };
  throw coreFault('TEST_USER_SET_UP', `The sign-in that sets it up asked for ${name || 'something else'}.`);
}

async function started(signing: Signing, username: string, password: string): Promise<JsonObject> {
  const { ask, flow, target } = signing;
  if (flow === 'USER_SRP_AUTH') return bySrp(signing, username, password);
  const isAdmin = flow === 'ADMIN_USER_PASSWORD_AUTH';
  return ask(isAdmin ? 'AdminInitiateAuth' : 'InitiateAuth', {
    ...(isAdmin ? { UserPoolId: target.userPoolId } : {}),
    ClientId: target.clientId,
    AuthFlow: flow,
    AuthParameters: {
      USERNAME: username,
      ...(flow === 'USER_AUTH' ? { PREFERRED_CHALLENGE: 'PASSWORD' } : {}),
      PASSWORD: password,
      ...hashOf(signing, username),
    },
  });
}

/** Two calls: the password itself never travels. */
async function bySrp(signing: Signing, username: string, password: string): Promise<JsonObject> {
  const { ask, target, clientSecret, random } = signing;
  const exchange = openSrp(random);
  const tools: Tools = toolsFor({
    target,
    now: signing.now(),
    opening: () => exchange,
    opened: exchange,
    ...(clientSecret === undefined ? {} : { clientSecret }),
  });
  const flow = flowNamed('USER_SRP_AUTH');
  if (flow === undefined) throw new Error('USER_SRP_AUTH is a flow of ours');
  const common = { target: { ...target, clientSecret }, tools };
  const asked = await ask(
    'InitiateAuth',
    bodyOf(composeStart(flow, { ...common, answer: answerOf(flow.name, { USERNAME: username }) })),
  );
  const next = askedIn(asked);
  if (next.name !== 'PASSWORD_VERIFIER') return asked;
  const session = asked['Session'];
  const composed = composeAnswer(challengeNamed(next.name), {
    ...common,
    asked: next,
    username,
    ...(typeof session === 'string' ? { session } : {}),
    answer: answerOf(next.name, { PASSWORD: password }),
  });
  return ask('RespondToAuthChallenge', bodyOf(composed));
}

/** `SECRET_HASH` for a client that has a secret. */
export function hashOf({ target, clientSecret }: Signing, username: string): JsonObject {
  if (clientSecret === undefined) return {};
  const tools = toolsFor({ target, clientSecret, now: 0, opening: () => ({ a: 0n, A: '' }) });
  return { SECRET_HASH: tools.secretHash(username) ?? '' };
}

function bodyOf({ body, faults: [fault] }: Composed): JsonObject {
  if (fault !== undefined) throw coreFault('TEST_USER_SET_UP', fault.detail);
  return body;
}

function answerOf(name: string, inputs: Readonly<Record<string, string>>): Answer {
  return { name, inputs, responses: {}, members: {} };
}

function askedIn(reply: JsonObject): Asked {
  const name = reply['ChallengeName'];
  const parameters = Object.entries(objectAt(reply, 'ChallengeParameters')).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    name: typeof name === 'string' ? name : '',
    parameters: Object.fromEntries(parameters),
    available: [],
  };
}

function objectAt(value: JsonObject, name: string): JsonObject {
  const member = value[name];
  return isJsonObject(member) ? member : {};
}
