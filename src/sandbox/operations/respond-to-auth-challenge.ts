import type { JsonObject } from '../../json.ts';
import { answerPasswordVerifier } from '../challenges/password-verifier.ts';
import type { Reply } from '../challenges/spec.ts';
import { sessionChallenges } from '../challenges/table.ts';
import { findClient, isAdminCall, type Context, type Subject } from '../context.ts';
import { withRound } from '../custom-flow.ts';
import { findUser, simulatedUser } from '../pool/find-user.ts';
import { checkSecretHash } from '../pool/secret-hash.ts';
import { need, requiredText, text, textMap, type TextMap } from '../read-members.ts';
import { invalidSession, missingParameter, refusal } from '../refusal.ts';
import { foreignSession, readSession } from '../sessions.ts';
import { withNamedDevice } from '../sign-in/device.ts';
import { keptDeviceSession } from '../sign-in/device-session.ts';
import { refuseStopped } from '../sign-in/refuse-stopped.ts';
import type { Client } from '../pool/client.ts';
import type { Pool } from '../state.ts';
import type { Operation } from './spec.ts';

export const respondToAuthChallenge: Operation = {
  name: 'RespondToAuthChallenge',
  run: (input, context) =>
    answerChallenge(context, findClient(context, requiredText(input, 'ClientId')), input),
};

/** What RespondToAuthChallenge and AdminRespondToAuthChallenge share: all but the authority. */
export function answerChallenge(
  context: Context,
  { pool, client }: { readonly pool: Pool; readonly client: Client },
  input: JsonObject,
): Reply {
  const name = requiredText(input, 'ChallengeName');
  if (name === 'ADMIN_NO_SRP_AUTH') {
    throw refusal('InvalidParameterException', 'ADMIN_NO_SRP_AUTH is not a valid challenge name here.');
  }
  const responses = textMap(input, 'ChallengeResponses');
  const username = need(responses, 'USERNAME');
  // The hash is over the USERNAME of this very answer (protocol reference 5.8).
  checkSecretHash(client, username, responses.get('SECRET_HASH'));
  const session = text(input, 'Session') ?? keptDeviceSession(context, pool, name, responses);
  if (session !== undefined) return answerWithSession(context, client, name, session, responses);
  if (name !== 'PASSWORD_VERIFIER') throw missingParameter('Session');
  // After USER_SRP_AUTH no Session was given out.
  return answerPasswordVerifier({ context, pool, client, username, responses });
}

function answerWithSession(
  context: Context,
  client: Client,
  name: string,
  text: string,
  responses: TextMap,
): Reply {
  const session = readSession(context, text, client);
  const { subject, pending } = session;
  const mixed = (subject.admin === true) !== isAdminCall(context);
  if (mixed && !context.settings.mixAdminSessions) throw invalidSession();
  if (!isNamed(context, subject, need(responses, 'USERNAME'))) throw foreignSession(context);
  refuseStopped(context, session);
  const challenge = sessionChallenges.find((candidate) => candidate.name === name);
  // A name of the model that is never asked here can't be what this Session is for.
  if (challenge === undefined) throw invalidSession();
  challenge.refuseUnusable?.(subject);
  const named = withNamedDevice(context, subject, responses);
  return challenge.answer({ context, subject: passing(named, name), session, pending, responses });
}

/**
 * Cognito's own challenges inside a custom flow are rounds of it. Once they are passed, and only then does anything look
 * at it, this one is among them; choosing and setting up a factor are not told (protocol reference 8.2).
 */
function passing(subject: Subject, name: string): Subject {
  const { custom } = subject;
  return custom === undefined || !TOLD_ROUNDS.has(name) ? subject : withRound(subject, custom, name, true);
}

const TOLD_ROUNDS: ReadonlySet<string> = new Set([
  'NEW_PASSWORD_REQUIRED',
  'SMS_MFA',
  'EMAIL_OTP',
  'SOFTWARE_TOKEN_MFA',
  'DEVICE_SRP_AUTH',
  'DEVICE_PASSWORD_VERIFIER',
]);

/**
 * A simulated user answers to the typed name and to the made-up canonical one, as others do. The Admin operation wants
 * the canonical name (its API Reference: "not an alias").
 */
function isNamed(context: Context, { pool, user }: Subject, name: string): boolean {
  if (isAdminCall(context)) return name.toLowerCase() === user.username.toLowerCase();
  const found = findUser(pool, name);
  if (user.simulated === undefined || found !== undefined) return found === user;
  return name === user.username || simulatedUser(pool, name).username === user.username;
}
