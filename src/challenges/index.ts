import { adminNoSrpAuth } from './admin-no-srp-auth.ts';
import { customChallenge } from './custom-challenge.ts';
import { devicePasswordVerifier } from './device-password-verifier.ts';
import { deviceSrpAuth } from './device-srp-auth.ts';
import { emailOtp } from './email-otp.ts';
import { genericChallenge } from './generic.ts';
import { mfaSetup } from './mfa-setup.ts';
import { newPasswordRequired } from './new-password-required.ts';
import { passwordSrp } from './password-srp.ts';
import { passwordVerifier } from './password-verifier.ts';
import { password } from './password.ts';
import { selectChallenge } from './select-challenge.ts';
import { selectMfaType } from './select-mfa-type.ts';
import { smsMfa } from './sms-mfa.ts';
import { smsOtp } from './sms-otp.ts';
import { softwareTokenMfa } from './software-token-mfa.ts';
import type { ChallengeSpec } from './spec.ts';
import { webAuthn } from './web-authn.ts';

/** Every challenge, in the order a reference lists them: along a sign-in. A new one is a file and a line here. */
export const challenges: readonly ChallengeSpec[] = [
  selectChallenge,
  password,
  passwordSrp,
  passwordVerifier,
  webAuthn,
  emailOtp,
  smsOtp,
  newPasswordRequired,
  selectMfaType,
  mfaSetup,
  smsMfa,
  softwareTokenMfa,
  deviceSrpAuth,
  devicePasswordVerifier,
  customChallenge,
  adminNoSrpAuth,
];

/** The spec of a `ChallengeName`; a name nobody knows yet gets the generic key/value form. */
export function challengeNamed(name: string): ChallengeSpec {
  return challenges.find((spec) => spec.name === name) ?? genericChallenge(name);
}
