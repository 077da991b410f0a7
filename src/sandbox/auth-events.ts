import type { JsonObject } from '../json.ts';
import type { Context } from './context.ts';
import { findCalled } from './faults/called-user.ts';
import type { AuthEvent, User } from './pool/user.ts';
import { structure } from './read-members.ts';
import type { Pool } from './state.ts';

type Challenge = AuthEvent['challenges'][number];

/** EventType of AuthEventType (API Reference). A refresh is no event. */
const TYPES: Readonly<Record<string, AuthEvent['type']>> = {
  InitiateAuth: 'SignIn',
  AdminInitiateAuth: 'SignIn',
  RespondToAuthChallenge: 'SignIn',
  AdminRespondToAuthChallenge: 'SignIn',
  SignUp: 'SignUp',
  ForgotPassword: 'ForgotPassword',
  ChangePassword: 'PasswordChange',
  ResendConfirmationCode: 'ResendCode',
};
const PASSWORD = new Set(['PASSWORD_VERIFIER', 'PASSWORD']);
const MFA = new Set(['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP', 'SMS_OTP']);
/** The newest are kept: more than any page shows. */
const KEPT = 100;

/**
 * What records a call in its user's history, once it is known how it ended (undefined: it was refused). The history
 * belongs to threat protection, so other pools keep none; undefined too for calls that are no events.
 */
export function authEventOf(
  context: Context,
  input: JsonObject,
): ((reply: JsonObject | undefined) => void) | undefined {
  const { operation, flow = '' } = context.asked;
  const type = TYPES[operation];
  if (type === undefined || flow.startsWith('REFRESH_TOKEN')) return undefined;
  const kept = [...context.state.pools.values()].filter(keepsEvents);
  if (kept.length === 0) return undefined;
  return (reply) => {
    const user = findCalled(context, input);
    if (user === undefined || !kept.some((pool) => pool.users.bySub(user.sub) === user)) return;
    const response = reply === undefined ? 'Fail' : isOpen(reply) ? 'InProgress' : 'Pass';
    const step = challengeOf(input, context.asked.challenge, reply !== undefined);
    if (operation.endsWith('RespondToAuthChallenge')) goOn(user, response, step);
    else begin(context, user, type, response, step);
  };
}

/** UserPoolAddOns.AdvancedSecurityMode: threat protection watches, or acts. */
export function keepsEvents({ request }: Pool): boolean {
  const mode = request.UserPoolAddOns?.AdvancedSecurityMode;
  return mode === 'AUDIT' || mode === 'ENFORCED';
}

function begin(
  context: Context,
  user: User,
  type: AuthEvent['type'],
  response: AuthEvent['response'],
  step: readonly Challenge[],
): void {
  const event = { id: context.random.uuid(), at: context.clock.now(), type, response, challenges: step };
  user.authEvents = [event, ...user.authEvents].slice(0, KEPT);
}

/** A sign-in is one event from its start to its end. A wrong answer that can be corrected leaves it in progress. */
function goOn(user: User, response: AuthEvent['response'], step: readonly Challenge[]): void {
  const at = user.authEvents.findIndex((event) => event.type === 'SignIn' && event.response === 'InProgress');
  const event = user.authEvents[at];
  if (event === undefined) return;
  const challenges = [...event.challenges, ...step];
  const lost = response === 'Fail' && step.some(({ name }) => name === 'Password');
  const ended = response === 'Fail' && !lost ? 'InProgress' : response;
  user.authEvents = user.authEvents.with(at, { ...event, response: ended, challenges });
}

function isOpen(reply: JsonObject): boolean {
  return 'ChallengeName' in reply;
}

/** ChallengeResponseType knows two names: Password and Mfa. */
function challengeOf(input: JsonObject, challenge: string | undefined, good: boolean): readonly Challenge[] {
  const response = good ? 'Success' : 'Failure';
  const typed = structure(input, 'AuthParameters') ?? structure(input, 'ChallengeResponses') ?? {};
  if (PASSWORD.has(challenge ?? '') || 'PASSWORD' in typed) return [{ name: 'Password', response }];
  return MFA.has(challenge ?? '') ? [{ name: 'Mfa', response }] : [];
}
