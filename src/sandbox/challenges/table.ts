import { devicePasswordVerifier } from './device-password-verifier.ts';
import { deviceSrpAuth } from './device-srp-auth.ts';
import { mfaSetup } from './mfa-setup.ts';
import { newPasswordRequired } from './new-password-required.ts';
import { selectMfaType } from './select-mfa-type.ts';
import { smsMfa } from './sms-mfa.ts';
import { softwareTokenMfa } from './software-token-mfa.ts';
import type { SessionChallenge } from './spec.ts';

/** Every challenge that is answered with a Session. PASSWORD_VERIFIER stands apart: it comes without one. */
export const sessionChallenges: readonly SessionChallenge[] = [
  newPasswordRequired,
  mfaSetup,
  selectMfaType,
  softwareTokenMfa,
  smsMfa,
  deviceSrpAuth,
  devicePasswordVerifier,
];
