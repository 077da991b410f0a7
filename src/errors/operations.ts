/** The four operations of a challenge sign-in. */
export const STARTS = ['InitiateAuth', 'AdminInitiateAuth'] as const;
export const ANSWERS = ['RespondToAuthChallenge', 'AdminRespondToAuthChallenge'] as const;
export const SIGN_IN = [...STARTS, ...ANSWERS] as const;

/** Operations that make Cognito send a message to the user. */
export const SENDS_MESSAGE = [
  'SignUp',
  'ResendConfirmationCode',
  'ForgotPassword',
  'GetUserAttributeVerificationCode',
  'UpdateUserAttributes',
] as const;

/** The sign-in operations and every operation that is called without AWS credentials (SDK 3.1169.0). */
export const COVERED_OPERATIONS = [
  ...SIGN_IN,
  'AssociateSoftwareToken',
  'ChangePassword',
  'CompleteWebAuthnRegistration',
  'ConfirmDevice',
  'ConfirmForgotPassword',
  'ConfirmSignUp',
  'DeleteUser',
  'DeleteUserAttributes',
  'DeleteWebAuthnCredential',
  'ForgetDevice',
  'ForgotPassword',
  'GetDevice',
  'GetTokensFromRefreshToken',
  'GetUser',
  'GetUserAttributeVerificationCode',
  'GetUserAuthFactors',
  'GlobalSignOut',
  'ListDevices',
  'ListUserSessions',
  'ListWebAuthnCredentials',
  'ResendConfirmationCode',
  'RevokeToken',
  'RevokeUserSession',
  'SetUserMFAPreference',
  'SetUserSettings',
  'SignUp',
  'StartWebAuthnRegistration',
  'UpdateAuthEventFeedback',
  'UpdateDeviceStatus',
  'UpdateUserAttributes',
  'VerifySoftwareToken',
  'VerifyUserAttribute',
] as const;

/** Those that name their app client, or prove themselves by a token that is none of access. */
export const WITH_APP_CLIENT = [
  'ConfirmForgotPassword',
  'ConfirmSignUp',
  'ForgotPassword',
  'GetTokensFromRefreshToken',
  'ResendConfirmationCode',
  'RevokeToken',
  'SignUp',
  'UpdateAuthEventFeedback',
] as const satisfies readonly CoveredOperation[];

/** Those of a user who is signed in: they take an access token, some a Session in its place. */
export const WITH_ACCESS_TOKEN = COVERED_OPERATIONS.filter(
  (name) => ![...SIGN_IN, ...WITH_APP_CLIENT].some((other) => other === name),
);

export type CoveredOperation = (typeof COVERED_OPERATIONS)[number];

/** All covered operations except these. */
export function allBut(...left: readonly CoveredOperation[]): readonly CoveredOperation[] {
  return COVERED_OPERATIONS.filter((name) => !left.includes(name));
}
