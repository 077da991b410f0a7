import type { CoreFault } from '../../form/form.ts';
import type { Context } from '../context.ts';
import type { User } from '../pool/user.ts';
import { refusal } from '../refusal.ts';
import type { Pool } from '../state.ts';
import type { EventSubject } from '../triggers/events.ts';
import { recoveryChannel, type Channel } from './channel.ts';
import { sendAccountCode } from './send-account-code.ts';

const HOUR_MS = 3_600_000;

/**
 * Where a recovery code for this user goes.
 * @throws NotAuthorizedException while a temporary password waits to be used, InvalidParameterException without a
 * verified channel
 */
export function requireRecoverable(pool: Pool, user: User): Channel {
  refuseTemporary(user);
  const channel = recoveryChannel(pool, user);
  if (channel !== undefined) return channel;
  const message =
    'Cannot reset password for the user as there is no registered/verified email or phone_number';
  throw refusal('InvalidParameterException', message);
}

/** @throws NotAuthorizedException */
export function refuseTemporary({ status }: User): void {
  if (status === 'FORCE_CHANGE_PASSWORD') throw notInThisState();
}

export function notInThisState(): CoreFault {
  return refusal('NotAuthorizedException', 'User password cannot be reset in the current state.');
}

/** @returns CodeDeliveryDetails */
export function sendRecoveryCode(context: Context, subject: EventSubject, channel: Channel) {
  return sendAccountCode(context, subject, { purpose: 'password', occasion: 'ForgotPassword', channel });
}

/**
 * Whether a code for somebody who isn't there would still be good: a wrong one is then wrong rather than expired, as for
 * everybody else.
 */
export function pretendsCode({ state, clock }: Context, pool: Pool, name: string): boolean {
  return state.limits.count(pretenceKey(pool, name), clock.now(), HOUR_MS) > 0;
}

export function pretendCode({ state, clock }: Context, pool: Pool, name: string): void {
  state.limits.add(pretenceKey(pool, name), clock.now(), { most: 1, windowMs: HOUR_MS });
}

function pretenceKey(pool: Pool, name: string): string {
  return `pretended code ${pool.id} ${name.toLowerCase()}`;
}
