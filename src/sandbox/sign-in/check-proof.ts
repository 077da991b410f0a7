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

/** Counts a password attempt, typed or proved by SRP. False too for a temporary password that is too old. */
export function countProof(context: Context, pool: Pool, user: User, good: boolean): boolean {
  if (!good) {
    countFailure(context, pool, user.username);
    return false;
  }
  context.state.passwordLockout.succeeded(lockKey(pool, user.username));
  const age = context.clock.now() - user.passwordSetAt;
  return user.status !== 'FORCE_CHANGE_PASSWORD' || age < pool.passwordPolicy.temporaryPasswordDays * DAY_MS;
}

/** @throws NotAuthorizedException for every reason alike, and another one while the user is locked. */
export function checkTypedPassword(context: Context, { pool, user }: Subject, password: string): void {
  refuseLockedName(context, pool, user.username);
  const good = user.password !== undefined && sameText(user.password, password);
  if (!countProof(context, pool, user, good)) throw incorrectPassword();
}

function lockKey(pool: Pool, name: string): string {
  return `${pool.id} ${name.toLowerCase()}`;
}
