import { takeAttempt } from '../account/attempts.ts';
import { countedName, noSuchAccount, readCaller, type Caller } from '../account/caller.ts';
import { checkCode, expiredCode, wrongCode } from '../account/check-code.ts';
import { pretendsCode, refuseTemporary } from '../account/recovery.ts';
import type { Context } from '../context.ts';
import { setPassword } from '../pool/set-password.ts';
import type { SentCode, User } from '../pool/user.ts';
import { requiredText } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { refuseUnconfirmed } from '../sign-in/account-status.ts';
import { runPostConfirmation } from '../triggers/post-confirmation.ts';
import type { Operation } from './spec.ts';

/** The code is used up when the password was accepted: one that breaks the policy leaves it good. */
export const confirmForgotPassword: Operation = {
  name: 'ConfirmForgotPassword',
  run: async (input, context) => {
    const caller = readCaller(context, input);
    const { pool, client } = caller;
    takeAttempt(context, pool, countedName(caller), 'recovery', true);
    const user = requireAccount(context, caller);
    const sent = checkCode(context, user, 'password', requiredText(input, 'ConfirmationCode'));
    if (!stillReaches(user, sent)) throw expiredCode();
    setPassword(context, pool, user, requiredText(input, 'Password'), { permanent: true });
    await runPostConfirmation(context, { pool, client, user }, 'ConfirmForgotPassword');
    return {};
  },
};

/**
 * @throws UserNotFoundException, NotAuthorizedException, UserNotConfirmedException; in place of the first two a client
 * that hides who exists answers as for a wrong code, or for one that was never asked for
 */
function requireAccount(context: Context, caller: Caller): User {
  const { pool, client, user } = caller;
  if (user?.enabled === true) refuseUnconfirmed(user);
  if (client.hidesUserExistence) {
    if (user !== undefined && isRecovering(user)) return user;
    throw pretendsCode(context, pool, countedName(caller)) ? wrongCode() : expiredCode();
  }
  if (user === undefined) throw noSuchAccount();
  if (!user.enabled) throw refusal('NotAuthorizedException', 'User is disabled.');
  refuseTemporary(user);
  return user;
}

/** Whoever reads what was the user's address, or an alias that was taken from them, must not get in by it. */
function stillReaches({ attributes }: User, { attribute, destination }: SentCode): boolean {
  return attributes.get(attribute) === destination && attributes.get(`${attribute}_verified`) === 'true';
}

function isRecovering({ enabled, status, codes }: User): boolean {
  return enabled && status !== 'FORCE_CHANGE_PASSWORD' && codes.has('password');
}
