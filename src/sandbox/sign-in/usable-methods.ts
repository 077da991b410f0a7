import type { Pool } from '../state.ts';
import type { MfaMethod, User } from '../pool/user.ts';

/** Whether the user has what the method needs: a phone number, an address, a verified TOTP secret. */
export function hasMeans(user: User, method: MfaMethod): boolean {
  if (method === 'SOFTWARE_TOKEN_MFA') return user.totp !== undefined;
  return user.attributes.has(method === 'SMS_MFA' ? 'phone_number' : 'email');
}

/**
 * The methods a sign-in can ask for, SMS first as the service lists them. Where MFA is required a phone number or
 * address is enough; where it is optional the user must have switched it on.
 */
export function usableMethods(pool: Pool, user: User): MfaMethod[] {
  return pool.mfaMethods.filter(
    (method) =>
      hasMeans(user, method) &&
      (user.mfaEnabled.has(method) || (pool.mfa === 'ON' && method !== 'SOFTWARE_TOKEN_MFA')),
  );
}
