import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { need } from '../read-members.ts';
import { incorrectPassword, invalidSession } from '../refusal.ts';
import { takeExchange } from '../secret-block.ts';
import { spendSession } from '../sessions.ts';
import { finish } from '../sign-in/answer.ts';
import { isRemembered, noDevice } from '../sign-in/device.ts';
import { deviceSession } from '../sign-in/device-session.ts';
import { claimHolds, needClaim } from '../sign-in/srp-claim.ts';
import { openExchange } from '../sign-in/srp-exchange.ts';
import type { Device } from '../pool/user.ts';
import { sessionChallenge } from './spec.ts';

/** The exchange with the verifier that ConfirmDevice left: group key and device key stand for pool and user. */
export function askDevicePasswordVerifier(
  context: Context,
  subject: Subject,
  device: Device,
  a: bigint,
): JsonObject {
  const { user } = subject;
  const prover = { username: user.username, sub: user.sub, salt: device.salt, verifier: device.verifier };
  const { id, parameters } = openExchange(context, subject, prover, a, { bound: true });
  const pending = { challenge: 'DEVICE_PASSWORD_VERIFIER', deviceKey: device.key, exchange: id } as const;
  return {
    ChallengeName: pending.challenge,
    ...deviceSession(context, subject, device, pending),
    ChallengeParameters: {
      ...parameters,
      ...(context.settings.deviceStepUsername ? { USERNAME: user.username } : {}),
      DEVICE_KEY: device.key,
    },
  };
}

/** A wrong proof uses SECRET_BLOCK up, as a wrong password's does: the sign-in starts again. */
export const devicePasswordVerifier = sessionChallenge(
  'DEVICE_PASSWORD_VERIFIER',
  ({ context, subject, session, pending, responses }) => {
    const claim = needClaim(responses);
    if (need(responses, 'DEVICE_KEY') !== pending.deviceKey) throw invalidSession();
    const { pool, client, device } = subject;
    if (device === undefined) throw noDevice();
    // Its owner took the trust back meanwhile.
    if (!isRemembered(subject)) throw invalidSession();
    const exchange = takeExchange(context, pool, client, claim.block, pending.exchange);
    const signed = { group: pool.deviceGroupKey, identity: device.key, verifier: device.verifier };
    if (exchange === undefined || !claimHolds(context, exchange, signed, claim)) throw incorrectPassword();
    spendSession(context, session);
    return finish(context, subject);
  },
);
