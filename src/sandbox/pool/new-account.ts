import type { Context } from '../context.ts';
import type { Pool } from '../state.ts';
import { newUser, type NewUser, type User } from './user.ts';

/** A user of the name that was given; where users sign in by an attribute, their own name is their sub. */
export function newAccount(
  { random, clock }: Context,
  pool: Pool,
  username: string,
  given: Omit<NewUser, 'username' | 'sub' | 'createdAt'>,
): User {
  const sub = random.uuid();
  const name = pool.usernameAttributes.length > 0 ? sub : username;
  return newUser({ ...given, username: name, sub, createdAt: clock.now() });
}

/** Where a code can be a first factor, a user needs no password. */
export function needsNoPassword({ firstFactors }: Pool): boolean {
  return firstFactors.some((factor) => factor === 'EMAIL_OTP' || factor === 'SMS_OTP');
}
