import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import type { Client } from '../pool/client.ts';
import type { User } from '../pool/user.ts';
import { findUser } from '../pool/find-user.ts';
import { checkSecretHash } from '../pool/secret-hash.ts';
import type { TextMap } from '../read-members.ts';
import { invalidSession } from '../refusal.ts';
import {
  foreignSession,
  openSession,
  readSession,
  refuseSpent,
  spendSession,
  type Session,
  type SignUpStage,
} from '../sessions.ts';
import { checkAccountStatus } from '../sign-in/account-status.ts';
import { giveTokens } from '../sign-in/answer.ts';
import { secondFactor } from '../sign-in/second-factor.ts';
import { runPreAuthentication } from '../triggers/pre-authentication.ts';

/** `Session` of SignUp and ConfirmSignUp; a client that may not use USER_AUTH gets none, as it could not use it. */
export function signUpSession(context: Context, subject: Subject): JsonObject {
  if (!subject.client.explicitAuthFlows.includes('ALLOW_USER_AUTH')) return {};
  const stage: SignUpStage = subject.user.status === 'UNCONFIRMED' ? 'unconfirmed' : 'confirmed';
  return { Session: openSession(context, subject, { challenge: 'SIGN_UP', stage }) };
}

/** The Session that SignUp gave this very user. @throws NotAuthorizedException */
export function readUnconfirmed(context: Context, client: Client, user: User, text: string): Session {
  const session = readSession(context, text, client);
  if (session.subject.user !== user) throw foreignSession(context);
  requireStage(session, 'unconfirmed');
  return session;
}

/**
 * USER_AUTH with the Session of a confirmed sign-up: tokens at once, once, whatever factor the parameters prefer (protocol
 * reference 1.3). That holds in a pool that requires MFA, too (2.7); a second factor that the user set up meanwhile is
 * asked.
 */
export async function signInAfterSignUp(
  context: Context,
  client: Client,
  text: string,
  parameters: TextMap,
): Promise<JsonObject> {
  const session = readSession(context, text, client);
  const { subject } = session;
  const username = parameters.get('USERNAME') ?? subject.user.username;
  checkSecretHash(client, username, parameters.get('SECRET_HASH'));
  if (findUser(subject.pool, username) !== subject.user) throw foreignSession(context);
  requireStage(session, 'confirmed');
  checkAccountStatus(client, subject.user);
  // An administrator set another password meanwhile: whoever signed up doesn't know it.
  if (subject.user.status !== 'CONFIRMED') throw invalidSession();
  await runPreAuthentication(context, subject);
  refuseSpent(context, session);
  spendSession(context, session);
  return subject.user.mfaEnabled.size > 0 ? secondFactor(context, subject) : giveTokens(context, subject);
}

function requireStage({ pending }: Session, stage: SignUpStage): void {
  if (pending.challenge !== 'SIGN_UP' || pending.stage !== stage) throw invalidSession();
}
