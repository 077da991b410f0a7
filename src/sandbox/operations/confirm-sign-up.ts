import { countAttempt, refuseBeyondLimit } from '../account/attempts.ts';
import { countedName, noSuchAccount, readCaller, type Caller } from '../account/caller.ts';
import { checkCode, expiredCode, isWrongCode } from '../account/check-code.ts';
import { confirmUser, requireUnconfirmed } from '../account/confirm-user.ts';
import { readUnconfirmed, signUpSession } from '../account/sign-up-session.ts';
import type { Context } from '../context.ts';
import { claimNames } from '../pool/sign-in-names.ts';
import type { SentCode, User } from '../pool/user.ts';
import { flag, requiredText, text } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { spendSession } from '../sessions.ts';
import type { Pool } from '../state.ts';
import type { Operation } from './spec.ts';

export const confirmSignUp: Operation = {
  name: 'ConfirmSignUp',
  run: async (input, context) => {
    const caller = readCaller(context, input);
    const { pool, client } = caller;
    const user = requireAccount(caller);
    const given = text(input, 'Session');
    const session = given === undefined ? undefined : readUnconfirmed(context, client, user, given);
    requireUnconfirmed(user);
    const sent = tryCode(context, caller, user, requiredText(input, 'ConfirmationCode'));
    verifyDestination(pool, user, sent, flag(input, 'ForceAliasCreation'));
    if (session !== undefined) spendSession(context, session);
    const subject = { pool, client, user };
    await confirmUser(context, subject);
    return session === undefined ? {} : signUpSession(context, subject);
  },
};

/** @throws UserNotFoundException, or ExpiredCodeException where the client doesn't tell who exists; NotAuthorizedException */
function requireAccount({ client, user }: Caller): User {
  if (user === undefined) throw client.hidesUserExistence ? expiredCode() : noSuchAccount();
  if (!user.enabled) throw refusal('NotAuthorizedException', 'User is disabled.');
  return user;
}

/** @throws LimitExceededException, TooManyFailedAttemptsException, ExpiredCodeException, CodeMismatchException */
function tryCode(context: Context, caller: Caller, user: User, given: string): SentCode {
  const name = countedName(caller);
  refuseBeyondLimit(context, caller.pool, name, 'wrong sign-up code', true);
  try {
    return checkCode(context, user, 'sign-up', given);
  } catch (error) {
    if (isWrongCode(error)) countAttempt(context, caller.pool, name, 'wrong sign-up code');
    throw error;
  }
}

/**
 * The code proves where it went, if that is still the user's. As an alias it may be somebody else's already.
 * @throws AliasExistsException
 */
function verifyDestination(
  pool: Pool,
  user: User,
  { attribute, destination }: SentCode,
  force: boolean,
): void {
  if (user.attributes.get(attribute) !== destination) return;
  const flagged = `${attribute}_verified`;
  claimNames(pool, new Map([...user.attributes, [flagged, 'true']]), {
    user,
    force,
    refuse: (name) => refusal('AliasExistsException', `An account with the ${name} already exists.`),
  });
  pool.users.setAttribute(user, flagged, 'true');
}
