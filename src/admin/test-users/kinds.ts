/** Where a test user stands: `UserStatus` by AWS's names, and `disabled`, which is a flag beside a CONFIRMED one. */
export const STATES = [
  'UNCONFIRMED',
  'CONFIRMED',
  'FORCE_CHANGE_PASSWORD',
  'RESET_REQUIRED',
  'disabled',
] as const;
export type TestState = (typeof STATES)[number];

/** What a test user signs in with beside the password, by AWS's challenge names. */
export const FACTORS = ['none', 'SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP', 'WEB_AUTHN'] as const;
export type TestFactor = (typeof FACTORS)[number];

/** Short words: in names of users, and for a CSV cell. */
export const STATE_WORDS: Readonly<Record<TestState, string>> = {
  UNCONFIRMED: 'unconfirmed',
  CONFIRMED: 'confirmed',
  FORCE_CHANGE_PASSWORD: 'temporary',
  RESET_REQUIRED: 'reset',
  disabled: 'disabled',
};
export const FACTOR_WORDS: Readonly<Record<TestFactor, string>> = {
  none: 'none',
  SMS_MFA: 'sms',
  SOFTWARE_TOKEN_MFA: 'totp',
  EMAIL_OTP: 'email',
  WEB_AUTHN: 'passkey',
};

/** A state as people write it: AWS's name or the short word, upper and lower case alike. */
export function stateIn(text: string): TestState | undefined {
  return named(STATES, STATE_WORDS, text);
}

export function factorIn(text: string): TestFactor | undefined {
  return named(FACTORS, FACTOR_WORDS, text);
}

function named<T extends string>(
  all: readonly T[],
  words: Readonly<Record<T, string>>,
  text: string,
): T | undefined {
  const wanted = text.trim().toLowerCase();
  return all.find((one) => one.toLowerCase() === wanted || words[one] === wanted);
}
