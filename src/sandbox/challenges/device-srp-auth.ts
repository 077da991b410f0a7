import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { need } from '../read-members.ts';
import { invalidSession } from '../refusal.ts';
import { spendSession } from '../sessions.ts';
import { isRemembered, noDevice } from '../sign-in/device.ts';
import { deviceSession } from '../sign-in/device-session.ts';
import { needSrpA } from '../sign-in/srp-exchange.ts';
import type { Device } from '../pool/user.ts';
import { askDevicePasswordVerifier } from './device-password-verifier.ts';
import { sessionChallenge } from './spec.ts';

/** Asks a remembered device to prove itself, in place of MFA. */
export function askDeviceSrpAuth(context: Context, subject: Subject, device: Device): JsonObject {
  const pending = { challenge: 'DEVICE_SRP_AUTH', deviceKey: device.key } as const;
  const named = context.settings.deviceSrpParameters === 'USER_ID_FOR_SRP';
  return {
    ChallengeName: pending.challenge,
    ...deviceSession(context, subject, device, pending),
    ChallengeParameters: named ? { USER_ID_FOR_SRP: subject.user.username } : {},
  };
}

export const deviceSrpAuth = sessionChallenge(
  'DEVICE_SRP_AUTH',
  ({ context, subject, session, pending, responses }) => {
    // Another device of the user can't take over what this one was asked.
    if (need(responses, 'DEVICE_KEY') !== pending.deviceKey) throw invalidSession();
    const a = needSrpA(context, responses);
    if (subject.device === undefined) throw noDevice();
    if (!isRemembered(subject)) throw invalidSession();
    spendSession(context, session);
    return askDevicePasswordVerifier(context, subject, subject.device, a);
  },
);
