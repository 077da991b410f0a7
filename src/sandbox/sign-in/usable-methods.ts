import type { MfaMethod, Pool, User } from '../state.ts';

/** Whether the user has what the method needs: a phone number, a verified TOTP secret. */
export function hasMeans(user: User, method: MfaMethod): boolean {
  return method === 'SMS_MFA' ? user.attributes.has('phone_number') : user.totp !== undefined;
}

/**
 * The methods a sign-in can ask for, SMS first as the service lists them. Where MFA is required a phone number is
 * enough for SMS; where it is optional the user must have switched it on.
 */
export function usableMethods(pool: Pool, user: User): MfaMethod[] {
  return pool.mfaMethods.filter(
    (method) =>
      hasMeans(user, method) && (user.mfaEnabled.has(method) || (pool.mfa === 'ON' && method === 'SMS_MFA')),
  );
}
