import { customChallenge } from './custom-challenge.ts';
import { devicePasswordVerifier } from './device-password-verifier.ts';
import { deviceSrpAuth } from './device-srp-auth.ts';
import { emailOtp } from './email-otp.ts';
import { mfaSetup } from './mfa-setup.ts';
import { newPasswordRequired } from './new-password-required.ts';
import { passwordVerifier } from './password-verifier.ts';
import { password, passwordSrp, selectChallenge, webAuthn } from './select-challenge.ts';
import { selectMfaType } from './select-mfa-type.ts';
import { smsMfa } from './sms-mfa.ts';
import { smsOtp } from './sms-otp.ts';
import { softwareTokenMfa } from './software-token-mfa.ts';
import type { SessionChallenge } from './spec.ts';

/** Every challenge that is answered with a Session. PASSWORD_VERIFIER after USER_SRP_AUTH comes without one. */
export const sessionChallenges: readonly SessionChallenge[] = [
  newPasswordRequired,
  mfaSetup,
  selectMfaType,
  softwareTokenMfa,
  customChallenge,
  smsMfa,
  deviceSrpAuth,
  devicePasswordVerifier,
  selectChallenge,
  password,
  passwordSrp,
  webAuthn,
  passwordVerifier,
  emailOtp,
  smsOtp,
];
