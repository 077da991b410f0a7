import { challengeNamed } from '../../challenges/index.ts';
import { firstFactors } from '../../challenges/select-challenge.ts';
import type { PoolFacts, UserFacts } from './facts.ts';

// What a user can be asked for, by protocol reference 1.3 and 3.2. What each factor needs is said by its spec.

/** Second factors a sign-in of this user can ask for. */
export function usableMethods(pool: PoolFacts, user: UserFacts): readonly string[] {
  if (pool.mfa === 'OFF') return [];
  return pool.methods.filter((method) => {
    const needs = challengeNamed(method).userNeeds;
    if (needs === 'authenticator') return user.hasTotp && user.mfa.includes(method);
    const reachable = needs === 'phone' ? user.hasPhone : user.hasEmail;
    // Where MFA is required a number or an address is enough; where it is optional the user switched it on.
    return reachable && (user.mfa.includes(method) || pool.mfa === 'ON');
  });
}

/** The factor as a SignInPolicy names it: one name for both ways to send a password. */
export function inPolicy(factor: string): string {
  return challengeNamed(factor).userNeeds === 'password' ? 'PASSWORD' : factor;
}

/** Why a first factor is not offered; undefined when it is, or when nothing that is known speaks against it. */
export function notOffered(factor: string, pool: PoolFacts, user: UserFacts): string | undefined {
  const needs = challengeNamed(factor).userNeeds;
  if (!pool.firstFactors.includes(inPolicy(factor))) return 'the pool’s SignInPolicy does not allow it';
  if (needs === 'password') return user.hasPassword === false ? 'the user has no password' : undefined;
  if (user.status === 'FORCE_CHANGE_PASSWORD') return 'the user has to replace a temporary password first';
  const withMfa = pool.mfa === 'ON' || usableMethods(pool, user).length > 0;
  if (needs === 'passkey') {
    if (user.passkeys === 0) return 'the user has no passkey';
    return withMfa && !pool.passkeyIsMfa
      ? 'MFA is on for the user, and a passkey does not count as both factors'
      : undefined;
  }
  if (withMfa)
    return pool.mfa === 'ON' ? 'MFA is required, so only a password is first' : 'the user has MFA on';
  const verified = needs === 'email' ? user.emailVerified : user.phoneVerified;
  return verified ? undefined : `the user has no verified ${needs === 'email' ? 'email' : 'phone number'}`;
}

/** Whether nobody told if the user has what a first factor needs. */
export function isUnread(factor: string, user: UserFacts): boolean {
  const needs = challengeNamed(factor).userNeeds;
  if (needs === 'password') return user.hasPassword === undefined;
  return needs === 'passkey' && user.passkeys === undefined;
}

/** AvailableChallenges as the pool and the user allow. */
export function offeredFactors(pool: PoolFacts, user: UserFacts): readonly string[] {
  return firstFactors
    .map(({ value }) => value)
    .filter((factor) => notOffered(factor, pool, user) === undefined);
}
