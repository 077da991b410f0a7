import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { need } from '../read-members.ts';
import { spendSession } from '../sessions.ts';
import { ask, finish } from '../sign-in/answer.ts';
import { refuseUnoffered } from '../sign-in/first-factors.ts';
import { FIRST_FACTOR_DIGITS, requireCode } from '../sign-in/first-factor-code.ts';
import { sendCode } from '../sign-in/send-code.ts';
import { sessionChallenge } from './spec.ts';

/** A code by SMS as first factor; as second factor it is SMS_MFA. No MFA follows. */
export async function askSmsOtp(context: Context, subject: Subject): Promise<JsonObject> {
  const { code, parameters } = await sendCode(context, subject, 'SMS', FIRST_FACTOR_DIGITS);
  return ask(context, subject, { challenge: 'SMS_OTP', code }, parameters);
}

export const smsOtp = sessionChallenge('SMS_OTP', ({ context, subject, session, pending, responses }) => {
  refuseUnoffered(subject.pool, subject.user, 'SMS_OTP');
  requireCode(context, subject, pending.code, need(responses, 'SMS_OTP_CODE'));
  spendSession(context, session);
  return finish(context, subject);
});
