import { askEmailOtp } from '../challenges/email-otp.ts';
import { askBoundPasswordVerifier } from '../challenges/password-verifier.ts';
import type { Reply } from '../challenges/spec.ts';
import { askSmsOtp } from '../challenges/sms-otp.ts';
import { askWebAuthn } from '../challenges/web-authn.ts';
import type { Context, Subject } from '../context.ts';
import { need, type TextMap } from '../read-members.ts';
import type { FirstFactor } from '../pool/pool-settings.ts';
import { afterPassword } from './after-password.ts';
import { checkTypedPassword } from './check-proof.ts';
import { needSrpA } from './srp-exchange.ts';

/**
 * Checks what a first factor came with; the result goes on with it. In between, the Session that chose it is used up.
 * @param inputs AuthParameters or ChallengeResponses, with PASSWORD or SRP_A where the factor needs it.
 */
export function beginFirstFactor(
  context: Context,
  subject: Subject,
  factor: FirstFactor,
  inputs: TextMap,
): () => Reply {
  if (factor === 'EMAIL_OTP') return () => askEmailOtp(context, subject, 'first');
  if (factor === 'SMS_OTP') return () => askSmsOtp(context, subject);
  if (factor === 'WEB_AUTHN') return () => askWebAuthn(context, subject);
  if (factor === 'PASSWORD_SRP') {
    const a = needSrpA(context, inputs);
    return () => askBoundPasswordVerifier(context, subject, a);
  }
  checkTypedPassword(context, subject, need(inputs, 'PASSWORD'));
  return () => afterPassword(context, subject);
}
