import type { JsonObject } from '../../../json.ts';
import type { Context } from '../../context.ts';
import { requirePool } from '../../pool/find-pool.ts';
import { checkPassword } from '../../pool/password-policy.ts';
import { checkConforms } from '../../pool/schema-attributes.ts';
import { handleOfName, takenName } from '../../pool/sign-in-names.ts';
import { temporaryPassword } from '../../pool/temporary-password.ts';
import { newUser, type User } from '../../pool/user.ts';
import { attributeMap, flag, requiredText, text } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Pool } from '../../state.ts';
import type { Operation } from '../spec.ts';
import { describeUser } from './describe-user.ts';
import { invitationMedia, invite } from './invite.ts';
import { resendInvitation } from './resend-invitation.ts';

export const adminCreateUser: Operation = {
  name: 'AdminCreateUser',
  run: (input, context) => {
    const pool = requirePool(context.state, requiredText(input, 'UserPoolId'));
    const action = text(input, 'MessageAction');
    if (action === 'RESEND') return { User: describeUser(resendInvitation(context, pool, input)) };
    const username = requiredText(input, 'Username');
    const attributes = firstAttributes(pool, input, username);
    const password = firstPassword(context, pool, input);
    const media = action === 'SUPPRESS' ? [] : invitationMedia(input, attributes);
    claimNames(pool, attributes, flag(input, 'ForceAliasCreation'));
    const user = createUser(context, pool, username, attributes, password);
    if (password !== undefined) invite(context, pool, user, media, { username, password });
    return { User: describeUser(user) };
  },
};

/** @throws InvalidParameterException, UsernameExistsException */
function firstAttributes(pool: Pool, input: JsonObject, username: string): Map<string, string> {
  const handle = handleOfName(pool, username);
  if (handle === undefined && pool.users.named(username) !== undefined) {
    throw refusal('UsernameExistsException', 'User account already exists');
  }
  const attributes = attributeMap(input, 'UserAttributes');
  if (attributes.has('sub')) {
    throw refusal('InvalidParameterException', 'user.sub: Attribute cannot be updated.');
  }
  if (handle !== undefined) {
    if ((attributes.get(handle) ?? username) !== username) {
      throw refusal('InvalidParameterException', `Username and ${handle} must be the same.`);
    }
    attributes.set(handle, username);
  }
  for (const [name, value] of attributes) {
    if (value === '') attributes.delete(name);
    else checkConforms(pool, name, value);
  }
  return attributes;
}

/**
 * Where a code can be a first factor, a user needs no password.
 * @throws InvalidPasswordException
 */
function firstPassword(context: Context, pool: Pool, input: JsonObject): string | undefined {
  const given = text(input, 'TemporaryPassword') ?? '';
  if (given !== '') checkPassword(pool.passwordPolicy, given);
  const passwordless = pool.firstFactors.some((factor) => factor === 'EMAIL_OTP' || factor === 'SMS_OTP');
  if (given === '' && passwordless) return undefined;
  return given || temporaryPassword(context.random, pool.passwordPolicy);
}

/**
 * Makes sure that nobody else signs in with these names; ForceAliasCreation takes a verified alias from its holder.
 * @throws UsernameExistsException: the operation declares no AliasExistsException.
 */
function claimNames(pool: Pool, attributes: ReadonlyMap<string, string>, force: boolean): void {
  for (;;) {
    const taken = takenName(pool, attributes);
    if (taken === undefined) return;
    const { name, owner } = taken;
    const flagged = `${name}_verified`;
    if (!force || attributes.get(flagged) !== 'true' || pool.usernameAttributes.length > 0) {
      throw refusal('UsernameExistsException', `An account with the given ${name} already exists.`);
    }
    pool.users.setAttribute(owner, flagged, 'false');
  }
}

function createUser(
  context: Context,
  pool: Pool,
  username: string,
  attributes: Map<string, string>,
  password: string | undefined,
): User {
  const sub = context.random.uuid();
  const user = newUser({
    username: pool.usernameAttributes.length > 0 ? sub : username,
    sub,
    status: password === undefined ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
    createdAt: context.clock.now(),
    attributes,
    ...(password === undefined ? {} : { password }),
  });
  pool.users.add(user);
  context.notes.username = user.username;
  return user;
}
