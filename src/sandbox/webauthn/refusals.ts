import { refusal } from '../refusal.ts';
import { PASSKEYS_PER_USER } from './passkey.ts';

// What more than one operation answers. The wording is ours: no capture shows the service's.

export function passkeysNotEnabled(): Error {
  return refusal('WebAuthnNotEnabledException', 'Passkeys are not enabled for the user pool.');
}

export function tooManyPasskeys(): Error {
  return refusal(
    'LimitExceededException',
    `The user has the maximum of ${String(PASSKEYS_PER_USER)} passkeys.`,
  );
}

export function challengeNotFound(): Error {
  return refusal(
    'WebAuthnChallengeNotFoundException',
    'The challenge of this registration was not found or has expired.',
  );
}
