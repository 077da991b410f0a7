import type { Context, Subject } from '../context.ts';
import { maskEmail, maskPhone } from '../pool/mask.ts';
import { refuseSender } from '../pool/refuse-sender.ts';
import { randomDigits } from '../random.ts';
import type { Pool } from '../state.ts';
import { runCustomMessage } from '../triggers/custom-message.ts';

export interface Sent {
  /** Null for a simulated user: nothing was sent, and nothing can match. */
  readonly code: string | null;
  readonly parameters: {
    readonly CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS' | 'EMAIL';
    readonly CODE_DELIVERY_DESTINATION: string;
  };
}

/**
 * Sends a code (to the inbox). It lives as long as the Session it goes with.
 * @throws what CustomMessage throws
 */
export async function sendCode(
  context: Context,
  subject: Subject,
  medium: 'SMS' | 'EMAIL',
  digits: number,
  destination = subject.user.attributes.get(medium === 'SMS' ? 'phone_number' : 'email') ?? '',
): Promise<Sent> {
  const { pool, user } = subject;
  refuseSender(context, pool, medium);
  const parameters = {
    CODE_DELIVERY_DELIVERY_MEDIUM: medium,
    CODE_DELIVERY_DESTINATION: medium === 'SMS' ? maskPhone(destination) : maskEmail(destination),
  };
  if (user.simulated !== undefined) return { code: null, parameters };
  const own = await runCustomMessage(context, subject, 'Authentication');
  const words = (medium === 'SMS' ? own.sms : own.email) ?? usualText(pool, medium);
  const code = randomDigits(context.random, digits);
  context.state.inbox.add({
    id: context.random.uuid(),
    at: context.clock.now(),
    username: user.username,
    medium,
    destination,
    code,
    text: words.replaceAll('{####}', () => code),
  });
  return { code, parameters };
}

/** SetUserPoolMfaConfig's words, where the pool has some. */
function usualText({ request }: Pool, medium: 'SMS' | 'EMAIL'): string {
  const own =
    medium === 'SMS'
      ? (request.SmsMfaConfiguration?.SmsAuthenticationMessage ?? request.SmsAuthenticationMessage)
      : request.EmailMfaConfiguration?.Message;
  return own?.includes('{####}') === true ? own : 'Your authentication code is {####}.';
}
