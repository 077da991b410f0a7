import { incorrectPassword, refusal } from '../refusal.ts';
import type { Client } from '../pool/client.ts';
import type { User } from '../pool/user.ts';

/**
 * What stands before the password test: an unconfirmed user learns so even with a wrong password, as the service
 * intends (protocol reference 3.1). A hiding client doesn't tell that a reset is due (4.5).
 * @throws NotAuthorizedException, UserNotConfirmedException, PasswordResetRequiredException
 */
export function checkAccountStatus(client: Client, user: User): void {
  if (!user.enabled) throw refusal('NotAuthorizedException', 'User is disabled.');
  refuseUnconfirmed(user);
  if (user.status === 'RESET_REQUIRED') {
    if (client.hidesUserExistence) throw incorrectPassword();
    throw refusal('PasswordResetRequiredException', 'Password reset required for the user');
  }
}

/** @throws UserNotConfirmedException */
export function refuseUnconfirmed(user: User): void {
  if (user.status === 'UNCONFIRMED') throw refusal('UserNotConfirmedException', 'User is not confirmed.');
}
