import type { JsonObject } from '../../../json.ts';
import { present } from '../../../present.ts';
import type { Context } from '../../context.ts';
import { requirePool } from '../../pool/find-pool.ts';
import { findUser } from '../../pool/find-user.ts';
import { needsNoPassword, newAccount } from '../../pool/new-account.ts';
import { checkPassword } from '../../pool/password-policy.ts';
import { checkConforms } from '../../pool/schema-attributes.ts';
import { refuseSender } from '../../pool/refuse-sender.ts';
import { claimNames, handleOfName, setHandle } from '../../pool/sign-in-names.ts';
import { temporaryPassword } from '../../pool/temporary-password.ts';
import { attributeMap, flag, requiredText, text } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Pool } from '../../state.ts';
import { runPreSignUp } from '../../triggers/pre-sign-up.ts';
import type { Operation } from '../spec.ts';
import { describeUser } from './describe-user.ts';
import { invitationMedia, invite } from './invite.ts';
import { resendInvitation } from './resend-invitation.ts';

export const adminCreateUser: Operation = {
  name: 'AdminCreateUser',
  run: async (input, context) => {
    const pool = requirePool(context.state, requiredText(input, 'UserPoolId'));
    const action = text(input, 'MessageAction');
    if (action === 'RESEND') return { User: describeUser(await resendInvitation(context, pool, input)) };
    const username = requiredText(input, 'Username');
    const attributes = firstAttributes(pool, input, username);
    const password = firstPassword(context, pool, input);
    const media = action === 'SUPPRESS' ? [] : invitationMedia(input, attributes);
    if (password !== undefined) for (const medium of media) refuseSender(context, pool, medium);
    const user = newAccount(context, pool, username, {
      status: password === undefined ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
      attributes,
      ...present({ password }),
    });
    const subject = { pool, user, client: undefined };
    await runPreSignUp(context, subject, 'AdminCreateUser', attributeMap(input, 'ValidationData'));
    // Somebody else may have taken the name while the trigger ran.
    refuseExisting(pool, username);
    claimNames(pool, attributes, { force: flag(input, 'ForceAliasCreation'), refuse: nameExists });
    pool.users.add(user);
    context.notes.username = user.username;
    if (password !== undefined) await invite(context, pool, user, media, { username, password });
    return { User: describeUser(user) };
  },
};

/** @throws InvalidParameterException, UsernameExistsException */
function firstAttributes(pool: Pool, input: JsonObject, username: string): Map<string, string> {
  const handle = handleOfName(pool, username);
  refuseExisting(pool, username);
  const attributes = attributeMap(input, 'UserAttributes');
  if (attributes.has('sub')) {
    throw refusal('InvalidParameterException', 'user.sub: Attribute cannot be updated.');
  }
  if (handle !== undefined) setHandle(attributes, handle, username);
  for (const [name, value] of attributes) {
    if (value === '') attributes.delete(name);
    else checkConforms(pool, name, value);
  }
  return attributes;
}

/** An alias counts, too: its holder could sign in with it no more. @throws UsernameExistsException */
function refuseExisting(pool: Pool, username: string): void {
  if (pool.usernameAttributes.length > 0 || findUser(pool, username) === undefined) return;
  throw refusal('UsernameExistsException', 'User account already exists');
}

/** The operation declares no AliasExistsException. */
function nameExists(name: string): Error {
  return refusal('UsernameExistsException', `An account with the given ${name} already exists.`);
}

/**
 * Where a code can be a first factor, a user needs no password.
 * @throws InvalidPasswordException
 */
function firstPassword(context: Context, pool: Pool, input: JsonObject): string | undefined {
  const given = text(input, 'TemporaryPassword') ?? '';
  if (given !== '') checkPassword(pool.passwordPolicy, given);
  if (given === '' && needsNoPassword(pool)) return undefined;
  return given || temporaryPassword(context.random, pool.passwordPolicy);
}
