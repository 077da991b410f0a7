import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { checkValue } from '../pool/attributes.ts';
import { need } from '../read-members.ts';
import { spendSession } from '../sessions.ts';
import { ask, finish } from '../sign-in/answer.ts';
import { refuseLockedCode, settleCode } from '../sign-in/code-attempt.ts';
import { FIRST_FACTOR_DIGITS, requireCode, WRONG_CODE } from '../sign-in/first-factor-code.ts';
import { refuseUnoffered } from '../sign-in/first-factors.ts';
import { refuseSetUp } from '../sign-in/refuse-set-up.ts';
import { sendCode } from '../sign-in/send-code.ts';
import { sameText } from '../totp.ts';
import { sessionChallenge } from './spec.ts';

/** One name for two roles: a first factor of USER_AUTH, and email MFA after a password. */
export async function askEmailOtp(
  context: Context,
  subject: Subject,
  factor: 'first' | 'second',
): Promise<JsonObject> {
  const digits = factor === 'first' ? FIRST_FACTOR_DIGITS : context.settings.emailMfaDigits;
  const { code, parameters } = await sendCode(context, subject, 'EMAIL', digits);
  return ask(context, subject, { challenge: 'EMAIL_OTP', code, factor }, parameters);
}

/** The address counts once its code came back. */
export async function askEmailSetup(
  context: Context,
  subject: Subject,
  address: string,
): Promise<JsonObject> {
  const { emailMfaDigits } = context.settings;
  const { code, parameters } = await sendCode(context, subject, 'EMAIL', emailMfaDigits, address);
  return ask(context, subject, { challenge: 'EMAIL_OTP', code, factor: 'second', address }, parameters);
}

export const emailOtp = sessionChallenge('EMAIL_OTP', ({ context, subject, session, pending, responses }) => {
  const code = need(responses, 'EMAIL_OTP_CODE');
  if (pending.factor === 'first') {
    refuseUnoffered(subject.pool, subject.user, 'EMAIL_OTP');
    requireCode(context, subject, pending.code, code);
  } else {
    refuseLockedCode(context, subject);
    settleCode(context, subject, pending.code !== null && sameText(pending.code, code), WRONG_CODE);
  }
  if (pending.address !== undefined) setUpEmail(subject, pending.address);
  spendSession(context, session);
  return finish(context, subject);
});

function setUpEmail({ pool, user }: Subject, address: string): void {
  refuseSetUp(pool, user);
  checkValue(pool, user, 'email', address);
  pool.users.setAttribute(user, 'email', address);
  pool.users.setAttribute(user, 'email_verified', 'true');
  user.mfaEnabled.add('EMAIL_OTP');
}
