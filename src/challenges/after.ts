/** The second factors, and the two challenges that lead to one. */
export const SECOND_FACTOR = [
  'SMS_MFA',
  'EMAIL_OTP',
  'SOFTWARE_TOKEN_MFA',
  'SELECT_MFA_TYPE',
  'MFA_SETUP',
] as const;

/** What may follow once a password was accepted. */
export const AFTER_PASSWORD = [
  'NEW_PASSWORD_REQUIRED',
  'DEVICE_SRP_AUTH',
  ...SECOND_FACTOR,
  'TOKENS',
] as const;

/** What may follow an accepted second factor: in a custom sign-in the triggers can ask for more. */
export const AFTER_SECOND_FACTOR = ['TOKENS', 'CUSTOM_CHALLENGE', 'DEVICE_SRP_AUTH'] as const;
