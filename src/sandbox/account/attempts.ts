import type { Context } from '../context.ts';
import { refusal } from '../refusal.ts';
import type { Pool } from '../state.ts';

const HOUR_MS = 3_600_000;

/** Developer guide, "Quotas in Amazon Cognito"; protocol reference 9.2. Recovery is a setting: the guide gives a range. */
const MOST_PER_HOUR = {
  'wrong sign-up code': 15,
  'wrong attribute code': 15,
  'attribute code': 5,
  resend: 5,
  'change password': 5,
};

export type Attempt = keyof typeof MOST_PER_HOUR | 'recovery';

/**
 * Refuses what was tried too often within the hour. Being refused does not prolong it.
 * @param failing whether codes are tried here and the operation declares TooManyFailedAttemptsException for it
 * @throws LimitExceededException, TooManyFailedAttemptsException
 */
export function refuseBeyondLimit(
  context: Context,
  pool: Pool,
  name: string,
  attempt: Attempt,
  failing = false,
): void {
  const { limits } = context.state;
  if (limits.count(keyOf(pool, name, attempt), context.clock.now(), HOUR_MS) < mostOf(context, attempt)) {
    return;
  }
  throw failing && context.settings.tooManyFailedAttempts
    ? refusal('TooManyFailedAttemptsException', 'Too many failed attempts.')
    : refusal('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
}

/** @param name canonical name, or what was typed where nobody has it: those count alike */
export function countAttempt(context: Context, pool: Pool, name: string, attempt: Attempt): void {
  const limit = { most: mostOf(context, attempt), windowMs: HOUR_MS };
  context.state.limits.add(keyOf(pool, name, attempt), context.clock.now(), limit);
}

/** An attempt that counts whatever becomes of it. @throws as refuseBeyondLimit */
export function takeAttempt(
  context: Context,
  pool: Pool,
  name: string,
  attempt: Attempt,
  failing = false,
): void {
  refuseBeyondLimit(context, pool, name, attempt, failing);
  countAttempt(context, pool, name, attempt);
}

function mostOf({ settings }: Context, attempt: Attempt): number {
  return attempt === 'recovery' ? settings.recoveryAttemptsPerHour : MOST_PER_HOUR[attempt];
}

function keyOf(pool: Pool, name: string, attempt: Attempt): string {
  return `${attempt} ${pool.id} ${name.toLowerCase()}`;
}
