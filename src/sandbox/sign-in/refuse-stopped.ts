import type { Context } from '../context.ts';
import { invalidSession, refusal } from '../refusal.ts';
import type { Session } from '../sessions.ts';
import { checkAccountStatus } from './account-status.ts';

/**
 * What happened to the user since a Session was opened counts: a sign-in that may not begin any more may not go on.
 * @throws NotAuthorizedException, UserNotConfirmedException, PasswordResetRequiredException
 */
export function refuseStopped(context: Context, { subject, outdated }: Session): void {
  checkAccountStatus(subject.client, subject.user);
  if (outdated && context.settings.passwordChangeEndsSessions) throw invalidSession();
}

/** The same for AssociateSoftwareToken and VerifySoftwareToken, which do not both declare the other exceptions. */
export function refuseStoppedSetUp(context: Context, { subject, outdated }: Session): void {
  const { enabled, status } = subject.user;
  if (!enabled) throw refusal('NotAuthorizedException', 'User is disabled.');
  if (status === 'UNCONFIRMED' || status === 'RESET_REQUIRED') throw invalidSession();
  if (outdated && context.settings.passwordChangeEndsSessions) throw invalidSession();
}
