import type { JsonObject } from '../../../json.ts';
import type { Context } from '../../context.ts';
import type { Medium } from '../../pool/refuse-sender.ts';
import type { User } from '../../pool/user.ts';
import { textList } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Pool } from '../../state.ts';
import { runCustomMessage } from '../../triggers/custom-message.ts';

const USUAL = 'Your username is {username} and temporary password is {####}.';

/**
 * The media an invitation goes out by. Left out, it is SMS for a user with a phone number and e-mail for one without.
 * @throws InvalidParameterException for a medium that the user has no address for.
 */
export function invitationMedia(input: JsonObject, attributes: ReadonlyMap<string, string>): Medium[] {
  const wanted = textList(input, 'DesiredDeliveryMediums') ?? [];
  const has = (medium: Medium) => attributes.has(medium === 'SMS' ? 'phone_number' : 'email');
  if (wanted.length === 0) {
    const [first] = (['SMS', 'EMAIL'] as const).filter(has);
    return first === undefined ? [] : [first];
  }
  const media = (['SMS', 'EMAIL'] as const).filter((medium) => wanted.includes(medium));
  for (const medium of media) {
    if (has(medium)) continue;
    const message =
      medium === 'EMAIL'
        ? 'No email provided but desired delivery medium was Email'
        : 'No phone number provided but desired delivery medium was SMS';
    throw refusal('InvalidParameterException', message);
  }
  return media;
}

/**
 * Tells a new user name and temporary password, in CustomMessage's words or the pool's own where there are some.
 * @throws what CustomMessage throws
 */
export async function invite(
  context: Context,
  pool: Pool,
  user: User,
  media: readonly Medium[],
  message: { readonly username: string; readonly password: string },
): Promise<void> {
  if (media.length === 0) return;
  const own = await runCustomMessage(context, { pool, user, client: undefined }, 'AdminCreateUser');
  const template = pool.request.AdminCreateUserConfig?.InviteMessageTemplate;
  for (const medium of media) {
    const words =
      medium === 'SMS' ? (own.sms ?? template?.SMSMessage) : (own.email ?? template?.EmailMessage);
    context.state.inbox.add({
      id: context.random.uuid(),
      at: context.clock.now(),
      username: user.username,
      medium,
      destination: user.attributes.get(medium === 'SMS' ? 'phone_number' : 'email') ?? '',
      code: message.password,
      text: (words ?? USUAL)
        .replaceAll('{username}', () => message.username)
        .replaceAll('{####}', () => message.password),
    });
  }
}
