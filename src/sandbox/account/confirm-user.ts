import type { Context } from '../context.ts';
import type { User } from '../pool/user.ts';
import { refusal } from '../refusal.ts';
import type { EventSubject } from '../triggers/events.ts';
import { runPostConfirmation } from '../triggers/post-confirmation.ts';

/** @throws NotAuthorizedException */
export function requireUnconfirmed(user: User): void {
  if (user.status === 'UNCONFIRMED') return;
  throw refusal('NotAuthorizedException', `User cannot be confirmed. Current status is ${user.status}`);
}

/** The end of every sign-up, by code or by an administrator. @throws what PostConfirmation throws */
export async function confirmUser(context: Context, subject: EventSubject): Promise<void> {
  const { user } = subject;
  user.status = 'CONFIRMED';
  user.codes.delete('sign-up');
  user.modifiedAt = context.clock.now();
  await runPostConfirmation(context, subject, 'ConfirmSignUp');
}
