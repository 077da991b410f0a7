import type { Context, Subject } from '../context.ts';
import { incorrectPassword } from '../refusal.ts';
import { sameText } from '../totp.ts';
import type { Pool } from '../state.ts';
import type { User } from '../pool/user.ts';

const DAY_MS = 86_400_000;

/** @throws NotAuthorizedException while the name is locked. */
export function refuseLockedName(context: Context, pool: Pool, name: string): void {
  context.state.passwordLockout.refuseLocked(lockKey(pool, name), context.clock.now());
}

/** An attempt on a simulated name locks as one on a real name would, or the lock would tell them apart. */
export function countSimulated(context: Context, pool: Pool, name: string): void {
  refuseLockedName(context, pool, name);
  countFailure(context, pool, name);
}

function countFailure(context: Context, pool: Pool, name: string): void {
  context.state.passwordLockout.failed(lockKey(pool, name), context.clock.now());
}

/**
 * Settles a password attempt, typed or proved by SRP, of an existing user.
 * @throws NotAuthorizedException when the proof failed or a temporary password is too old: the texts are the same.
 */
export function settleProof(context: Context, pool: Pool, user: User, good: boolean): void {
  if (!good) {
    countFailure(context, pool, user.username);
    throw incorrectPassword();
  }
  context.state.passwordLockout.succeeded(lockKey(pool, user.username));
  const age = context.clock.now() - user.passwordSetAt;
  if (user.status === 'FORCE_CHANGE_PASSWORD' && age >= pool.passwordPolicy.temporaryPasswordDays * DAY_MS) {
    throw incorrectPassword();
  }
}

/** @throws NotAuthorizedException as `settleProof`, or while the user is locked. */
export function checkTypedPassword(context: Context, { pool, user }: Subject, password: string): void {
  refuseLockedName(context, pool, user.username);
  settleProof(context, pool, user, user.password !== undefined && sameText(user.password, password));
}

function lockKey(pool: Pool, name: string): string {
  return `${pool.id} ${name.toLowerCase()}`;
}
