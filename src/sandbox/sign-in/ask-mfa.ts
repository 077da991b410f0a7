import { askEmailOtp } from '../challenges/email-otp.ts';
import type { Reply } from '../challenges/spec.ts';
import { askSmsMfa } from '../challenges/sms-mfa.ts';
import { askSoftwareTokenMfa } from '../challenges/software-token-mfa.ts';
import type { Context, Subject } from '../context.ts';
import type { MfaMethod } from '../pool/user.ts';

export function askMfa(context: Context, subject: Subject, method: MfaMethod): Reply {
  if (method === 'SMS_MFA') return askSmsMfa(context, subject);
  return method === 'EMAIL_OTP'
    ? askEmailOtp(context, subject, 'second')
    : askSoftwareTokenMfa(context, subject);
}
