import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { maskPhone } from '../pool/mask.ts';
import { randomDigits } from '../random.ts';
import { need } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { spendSession } from '../sessions.ts';
import { ask, finish } from '../sign-in/answer.ts';
import { refuseLockedCode, settleCode } from '../sign-in/code-attempt.ts';
import { sameText } from '../totp.ts';
import { sessionChallenge } from './spec.ts';

const CODE_DIGITS = 6;

/** Sends a code (to the inbox) and asks for it. The code lives as long as the Session. */
export function askSmsMfa(context: Context, subject: Subject): JsonObject {
  const phone = subject.user.attributes.get('phone_number') ?? '';
  const code = randomDigits(context.random, CODE_DIGITS);
  context.state.inbox.add({
    id: context.random.uuid(),
    at: context.clock.now(),
    username: subject.user.username,
    medium: 'SMS',
    destination: phone,
    code,
    text: `Your authentication code is ${code}.`,
  });
  return ask(
    context,
    subject,
    { challenge: 'SMS_MFA', code },
    {
      CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS',
      CODE_DELIVERY_DESTINATION: maskPhone(phone),
    },
  );
}

/** A surplus SOFTWARE_TOKEN_MFA_CODE is tolerated: one shipped client always sends both. */
export const smsMfa = sessionChallenge(
  'SMS_MFA',
  ({ context, subject, session, pending, responses }) => {
    const code = need(responses, 'SMS_MFA_CODE');
    refuseLockedCode(context, subject);
    settleCode(context, subject, sameText(pending.code, code), 'Invalid code or auth state for the user.');
    spendSession(context, session);
    return finish(context, subject);
  },
  ({ user }) => {
    if (!user.attributes.has('phone_number')) {
      throw refusal('MFAMethodNotFoundException', 'No MFA method found for the user.');
    }
  },
);
