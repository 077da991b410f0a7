/**
 * The rows of protocol reference 4, 6 and 12.1, under the words that begin them there. The tables of this folder are held
 * against these lists: a row that nobody sends fails.
 */
export const rules41 = [
  'Length',
  'Content',
  'Lifetime',
  'Renewal',
  'Single use',
  'Wrong code',
  'Wrong custom answer',
  'Wrong SRP signature',
  'Second InitiateAuth',
  'Binding',
  'Missing',
  'Too short',
  'PASSWORD_VERIFIER after USER_SRP_AUTH',
  'SELECT_CHALLENGE, MFA_SETUP helpers',
] as const;
/** Of 4.1, "Managed login" is left out: its pages are no part of this API. */

export const rules42 = [
  'after 5 failed attempts locked',
  'for 2^(n-5) seconds, at most 900',
  'even with the right password',
  'attempts during a lock do not prolong it',
  'clears on a successful sign-in after the lock',
  'clears after about 15 quiet minutes',
  'MFA failures are limited this way',
  'six wrong first-factor EMAIL_OTP codes: none',
  'custom challenges are not covered',
] as const;

export const messages43 = [
  'Incorrect username or password.',
  'Password attempts exceeded',
  'User is disabled.',
  'Invalid session for the user.',
  'Invalid session for the user, session is expired.',
  'Invalid session for the user, session can only be used once.',
  'Unable to verify secret hash for client CLIENTID',
  'SecretHash does not match for the client: CLIENTID',
  'Client CLIENTID is configured with secret but SECRET_HASH was not received',
  'Invalid Refresh Token.',
  'Refresh Token has expired',
  'Refresh Token has been revoked',
  'Access Token has been revoked',
  'Access Token has expired',
  'Invalid Access Token',
  'Cannot modify an already provided email',
  'Temporary password has expired',
  'Invalid code or auth state for the user.',
  'Invalid code received for user',
  'Invalid verification code provided, please try again.',
  'Invalid code provided, please request a code again.',
  'Your software token has already been used once.',
  'User does not exist.',
  'User is not confirmed.',
  'Password reset required for the user',
  'User pool client CLIENTID does not exist.',
  'Device does not exist.',
  'Username/client id combination not found.',
  'Initiate Auth method not supported.',
  'USER_PASSWORD_AUTH flow not enabled for this client',
  'USER_SRP_AUTH is not enabled for the client.',
  'Auth flow not enabled for this client',
  'Missing required parameter X',
  'Custom auth lambda trigger is not configured for the user pool.',
  'N validation error(s) detected',
  'Unrecognizable lambda output',
  'TRIGGER failed with error TEXT.',
  'TRIGGER invocation failed due to error Socket timeout while invoking Lambda function.',
  'TRIGGER invocation failed due to error AccessDeniedException.',
  'null invocation failed due to configuration.',
  'null failed with error Generate callenges lambda cannot be called.',
  'Software Token MFA has not been enabled by the userPool',
  'Code mismatch',
  'Too many requests',
  'Attempt limit exceeded, please try after some time.',
  'Request not allowed due to WAF block.',
  'Password does not conform with policy: REASON',
  'User already exists',
  'An account with the email already exists.',
] as const;

const calls45 = [
  'USER_PASSWORD_AUTH',
  'ADMIN_USER_PASSWORD_AUTH',
  'USER_SRP_AUTH',
  'USER_SRP_AUTH with the sub',
  'CUSTOM_AUTH',
  'USER_AUTH with OTP',
  'Reset users',
  'ForgotPassword',
  'ConfirmForgotPassword',
  'ResendConfirmationCode',
  'SignUp of an existing name',
  'UserNotConfirmedException',
  'User is disabled.',
] as const;
export const cells45 = calls45.flatMap((call) => [`${call}: LEGACY`, `${call}: ENABLED`]);

export const points121 = [
  '1 headers and statuses',
  '2 PASSWORD_VERIFIER and its Session',
  '3 real SRP',
  '4 Session',
  '5 ChallengeParameters as strings',
  '6 unconfirmed, lockout, TOTP replay',
  '7 SECRET_HASH',
  '8 PreventUserExistenceErrors',
  '9 SELECT_MFA_TYPE, SELECT_CHALLENGE, MFA_SETUP',
  '10 devices',
  '11 triggers',
  '12 refresh',
  '13 faults',
  '14 clock and codes',
] as const;

/** Rows of SignUp, ForgotPassword and what belongs to them. They come with these operations. */
export const awaited: readonly string[] = [
  'Invalid verification code provided, please try again.',
  'Invalid code provided, please request a code again.',
  'Username/client id combination not found.',
  'Attempt limit exceeded, please try after some time.',
  'User already exists',
  ...cells45.filter((cell) => /^(?:ForgotPassword|ConfirmForgot|ResendConf|SignUp)/.test(cell)),
];

/** The rows that a table must have now, in the reference's order. */
export function due(rows: readonly string[]): string[] {
  return rows.filter((row) => !awaited.includes(row));
}
