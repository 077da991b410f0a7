import { nearestName } from '../../nearest.ts';

/** Where a test user stands: `UserStatus` by AWS's names, and `disabled`, which is a flag beside a CONFIRMED one. */
export const STATES = [
  'UNCONFIRMED',
  'CONFIRMED',
  'FORCE_CHANGE_PASSWORD',
  'RESET_REQUIRED',
  'disabled',
] as const;
export type TestState = (typeof STATES)[number];

/**
 * What a test user signs in with beside the password, by AWS's challenge names. Of two at once none is preferred, so that
 * a sign-in asks which (protocol reference 3.2).
 */
export const FACTORS = [
  'none',
  'SMS_MFA',
  'SOFTWARE_TOKEN_MFA',
  'EMAIL_OTP',
  'WEB_AUTHN',
  'SMS_MFA+SOFTWARE_TOKEN_MFA',
  'SMS_MFA+EMAIL_OTP',
  'EMAIL_OTP+SOFTWARE_TOKEN_MFA',
] as const;
export type TestFactor = (typeof FACTORS)[number];

const SECOND_FACTORS = ['SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'] as const;
export type SecondFactor = (typeof SECOND_FACTORS)[number];

/** Those that a sign-in may ask for after the password. */
export function secondFactorsOf(factor: TestFactor): readonly SecondFactor[] {
  const parts = factor.split('+');
  return SECOND_FACTORS.filter((each) => parts.includes(each));
}

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
  'SMS_MFA+SOFTWARE_TOKEN_MFA': 'sms-totp',
  'SMS_MFA+EMAIL_OTP': 'sms-email',
  'EMAIL_OTP+SOFTWARE_TOKEN_MFA': 'email-totp',
};

/** A state as people write it: AWS's name or the short word, upper and lower case alike. */
export function stateIn(text: string): TestState | undefined {
  return named(STATES, STATE_WORDS, text);
}

/** Two at once with a + between, whichever comes first: `totp+sms`. */
export function factorIn(text: string): TestFactor | undefined {
  const whole = named(FACTORS, FACTOR_WORDS, text);
  if (whole !== undefined || !text.includes('+')) return whole;
  const parts = text.split('+').map((part) => named(FACTORS, FACTOR_WORDS, part));
  return FACTORS.find((factor) => {
    const own = secondFactorsOf(factor);
    return own.length === parts.length && own.every((each) => parts.includes(each));
  });
}

/** What is said of a state that is none, and which was meant. */
export function noSuchState(text: string): string {
  return noSuch('state', text, meantOf(STATES, STATE_WORDS, text), STATES);
}

/** The same of a factor; of two at once each is looked at alone. */
export function noSuchFactor(text: string): string {
  const near = text.split('+').map((part) => meantOf(FACTORS, FACTOR_WORDS, part));
  const meant = near.includes(undefined) ? undefined : factorIn(near.join('+'));
  return noSuch('factor', text, meant ?? meantOf(FACTORS, FACTOR_WORDS, text), FACTORS);
}

const MOST_SHOWN = 40;

function noSuch(what: string, text: string, meant: string | undefined, all: readonly string[]): string {
  const shown = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
  const asks = meant === undefined ? '.' : `; is ${meant} meant?`;
  return `There is no ${what} ${shown}${asks} It is one of ${all.join(', ')}.`;
}

/** The nearest by AWS's name, else by the short word: told by AWS's name in both cases. */
function meantOf<T extends string>(
  all: readonly T[],
  words: Readonly<Record<T, string>>,
  text: string,
): T | undefined {
  const wanted = text.trim();
  const is = named(all, words, wanted);
  if (is !== undefined) return is;
  const near = nearestName(wanted, all) ?? nearestName(wanted, Object.values(words));
  return near === undefined ? undefined : named(all, words, near);
}

function named<T extends string>(
  all: readonly T[],
  words: Readonly<Record<T, string>>,
  text: string,
): T | undefined {
  const wanted = text.trim().toLowerCase();
  return all.find((one) => one.toLowerCase() === wanted || words[one] === wanted);
}
