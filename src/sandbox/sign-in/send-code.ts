import type { Context, Subject } from '../context.ts';
import { maskEmail, maskPhone } from '../pool/mask.ts';
import { refuseSender } from '../pool/refuse-sender.ts';
import { randomDigits } from '../random.ts';

export interface Sent {
  /** Null for a simulated user: nothing was sent, and nothing can match. */
  readonly code: string | null;
  readonly parameters: {
    readonly CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS' | 'EMAIL';
    readonly CODE_DELIVERY_DESTINATION: string;
  };
}

/** Sends a code (to the inbox). It lives as long as the Session it goes with. */
export function sendCode(
  context: Context,
  { pool, user }: Subject,
  medium: 'SMS' | 'EMAIL',
  digits: number,
  destination = user.attributes.get(medium === 'SMS' ? 'phone_number' : 'email') ?? '',
): Sent {
  refuseSender(pool, medium);
  const parameters = {
    CODE_DELIVERY_DELIVERY_MEDIUM: medium,
    CODE_DELIVERY_DESTINATION: medium === 'SMS' ? maskPhone(destination) : maskEmail(destination),
  };
  if (user.simulated !== undefined) return { code: null, parameters };
  const code = randomDigits(context.random, digits);
  context.state.inbox.add({
    id: context.random.uuid(),
    at: context.clock.now(),
    username: user.username,
    medium,
    destination,
    code,
    text: `Your authentication code is ${code}.`,
  });
  return { code, parameters };
}
