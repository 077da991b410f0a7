import type { JsonObject } from '../../../json.ts';
import type { Context } from '../../context.ts';
import { checkPassword } from '../../pool/password-policy.ts';
import { refuseSender } from '../../pool/refuse-sender.ts';
import { temporaryPassword } from '../../pool/temporary-password.ts';
import type { User } from '../../pool/user.ts';
import { requiredText, text } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Pool } from '../../state.ts';
import { invitationMedia, invite } from './invite.ts';
import { requireNamedUser } from './named-user.ts';

/**
 * MessageAction RESEND: a new temporary password, whose days begin anew.
 * @throws UserNotFoundException, UnsupportedUserStateException, InvalidPasswordException
 */
export async function resendInvitation(context: Context, pool: Pool, input: JsonObject): Promise<User> {
  const { user } = requireNamedUser(input, context);
  const username = requiredText(input, 'Username');
  if (user.status !== 'FORCE_CHANGE_PASSWORD') {
    const message = `Resend not possible. ${username} status is not FORCE_CHANGE_PASSWORD`;
    throw refusal('UnsupportedUserStateException', message);
  }
  const given = text(input, 'TemporaryPassword') ?? '';
  const password = given || temporaryPassword(context.random, pool.passwordPolicy);
  checkPassword(pool.passwordPolicy, password);
  const media = invitationMedia(input, user.attributes);
  for (const medium of media) refuseSender(context, pool, medium);
  user.password = password;
  user.passwordSetAt = context.clock.now();
  user.modifiedAt = context.clock.now();
  delete user.srp;
  await invite(context, pool, user, media, { username, password });
  return user;
}
