import { invalidSession } from '../refusal.ts';
import type { Pool } from '../state.ts';
import type { User } from '../pool/user.ts';
import type { FirstFactor } from '../pool/pool-settings.ts';
import { isPasskeyMfa, usablePasskeys } from './passkeys.ts';
import { usableMethods } from './usable-methods.ts';

/**
 * AvailableChallenges: what the pool allows and the user has. Where MFA is required, or the user has it on, only the
 * password is a first factor, and a passkey that counts as both. Protocol reference 1.3.
 */
export function firstFactors(pool: Pool, user: User): FirstFactor[] {
  const withMfa = pool.mfa === 'ON' || (pool.mfa === 'OPTIONAL' && usableMethods(pool, user).length > 0);
  const passwordOnly = withMfa || user.status === 'FORCE_CHANGE_PASSWORD';
  return pool.firstFactors.filter((factor) => {
    if (factor === 'PASSWORD' || factor === 'PASSWORD_SRP')
      return user.password !== undefined || user.simulated !== undefined;
    if (factor === 'WEB_AUTHN') {
      const alone = !passwordOnly || (withMfa && isPasskeyMfa(pool, user));
      return alone && user.status !== 'FORCE_CHANGE_PASSWORD' && usablePasskeys(pool, user).length > 0;
    }
    const attribute = factor === 'EMAIL_OTP' ? 'email' : 'phone_number';
    return !passwordOnly && user.attributes.get(`${attribute}_verified`) === 'true';
  });
}

/**
 * A first factor alone gives tokens, so it must still be one when it is answered: MFA that was switched on since, or an
 * address that is no longer verified, ends what was asked before.
 * @throws NotAuthorizedException
 */
export function refuseUnoffered(pool: Pool, user: User, factor: FirstFactor): void {
  if (!firstFactors(pool, user).includes(factor)) throw invalidSession();
}
