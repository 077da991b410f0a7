import { likelySettings, type Settings } from './settings.ts';

/** The values that a setting takes. */
export type SettingValues =
  | { readonly kind: 'flag' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'text' };

export interface SettingGuide {
  /** The open point of the protocol reference (`13.n`), or the section that leaves it open. */
  readonly question: string;
  /** What it decides, and why the default is the likelier. */
  readonly says: string;
  readonly values: SettingValues;
}

const flag: SettingValues = { kind: 'flag' };
const text: SettingValues = { kind: 'text' };
const number = (min: number, max: number): SettingValues => ({ kind: 'number', min, max });
const choice = (...of: readonly string[]): SettingValues => ({ kind: 'choice', of });

/** Every setting explained, for the README, the terminal, the window and whoever reads settings from outside. */
export const settingsGuide: Readonly<Record<keyof Settings, SettingGuide>> = {
  timestampSkewSeconds: {
    question: '13.1',
    says: 'How far TIMESTAMP may be from now, in seconds. Sources say "assume minutes".',
    values: number(1, 86_400),
  },
  verifierWindowSeconds: {
    question: '13.1',
    says: 'How long PASSWORD_VERIFIER and DEVICE_PASSWORD_VERIFIER may be answered, in seconds; 0 for the client’s AuthSessionValidity, the only limit that is documented.',
    values: number(0, 86_400),
  },
  verifierSession: {
    question: '13.2',
    says: 'The Session beside PASSWORD_VERIFIER in USER_AUTH: needed in the answer as with every other challenge, given but optional, or none as after USER_SRP_AUTH. CUSTOM_AUTH always needs it: its rounds live in it.',
    values: choice('needed', 'optional', 'none'),
  },
  sessionMaximum: {
    question: '13.3',
    says: 'Longest Session accepted, in characters. The service model says 2048, the newest API Reference pages 4096.',
    values: number(2_048, 131_072),
  },
  codeAfterMfaSetup: {
    question: '13.5',
    says: 'MFA_SETUP for TOTP ends in one more SOFTWARE_TOKEN_MFA (newest guide) rather than in tokens, which shipped clients expect.',
    values: flag,
  },
  mfaChoiceParameter: {
    question: '13.6',
    says: 'Name of the list beside SELECT_MFA_TYPE. Older and current clients read MFAS_CAN_CHOOSE, the newest guide page prints MFAS_CAN_SELECT.',
    values: choice('MFAS_CAN_CHOOSE', 'MFAS_CAN_SELECT'),
  },
  emailMfaAnswer: {
    question: '13.6',
    says: 'What chooses email at SELECT_MFA_TYPE: clients send EMAIL_OTP, AWS prose says EMAIL_MFA; both are taken.',
    values: choice('both', 'EMAIL_OTP', 'EMAIL_MFA'),
  },
  emailSetupKey: {
    question: '13.6',
    says: 'Key of the address that answers MFA_SETUP: Amplify sends EMAIL, the guide prints email; both are taken.',
    values: choice('both', 'EMAIL', 'email'),
  },
  emailMfaDigits: {
    question: '13.7',
    says: 'Digits of an EMAIL_OTP code as second factor. SMS_MFA has 6; as first factor there are 8 (measured).',
    values: number(4, 12),
  },
  codeLockout: {
    question: '13.7',
    says: 'Five wrong codes of a second factor lock the user as five wrong passwords do: the guide says so.',
    values: flag,
  },
  firstFactorCodeLockout: {
    question: '13.7',
    says: 'Where codeLockout is on, wrong EMAIL_OTP and SMS_OTP codes as first factor lock, too. A live probe saw no lock after six.',
    values: flag,
  },
  keepSessionAfterBadNewPassword: {
    question: '13.8',
    says: 'A refused NEW_PASSWORD leaves the Session good, as only an accepted answer is known to use one up.',
    values: flag,
  },
  keepSessionAfterVerifyMismatch: {
    question: '13.9',
    says: 'VerifySoftwareToken leaves its Session good after a wrong code, as the code challenges do.',
    values: flag,
  },
  deviceSrpParameters: {
    question: '13.10',
    says: 'ChallengeParameters of DEVICE_SRP_AUTH: USER_ID_FOR_SRP as beside the other challenges, or none. Clients read none.',
    values: choice('USER_ID_FOR_SRP', 'none'),
  },
  deviceStepUsername: {
    question: '13.10',
    says: 'USERNAME stands in the ChallengeParameters of DEVICE_PASSWORD_VERIFIER as it does in those of PASSWORD_VERIFIER.',
    values: flag,
  },
  deviceStepSession: {
    question: '13.10',
    says: 'The Session of the device steps: needed in the answer as with every other challenge, given but optional, or none. Amplify and identity-js return what they were given, pycognito sends none.',
    values: choice('needed', 'optional', 'none'),
  },
  adminDevices: {
    question: '13.11',
    says: 'Admin operations track devices: their tokens come with NewDeviceMetadata and DEVICE_KEY counts, as in the newest sample. A guide of 2023 says that they track none: their tokens name no device then, and DEVICE_KEY is ignored.',
    values: flag,
  },
  rotatedRefreshRefusal: {
    question: '13.12',
    says: 'What REFRESH_TOKEN_AUTH gets from a client that rotates its refresh tokens. InvalidParameterException is what every other flow that is off gets.',
    values: choice('InvalidParameterException', 'UnsupportedOperationException'),
  },
  recoveryChannelRefusal: {
    question: '13.13',
    says: 'What a required MFA answers when its only channel is the pool’s first AccountRecoverySetting. The guide says error; of those declared everywhere this one fits best. none sends the code.',
    values: choice(
      'InvalidUserPoolConfigurationException',
      'InvalidParameterException',
      'NotAuthorizedException',
      'none',
    ),
  },
  foreignSessionMessage: {
    question: '13.14',
    says: 'Message for a Session that belongs to another client or user: the text of mixed sign-ins.',
    values: text,
  },
  badSrpAMessage: {
    question: '13.14',
    says: 'Message for an SRP_A that is 0 mod N, or no number.',
    values: text,
  },
  unavailableChoiceMessage: {
    question: '13.14',
    says: 'Message for an ANSWER outside AvailableChallenges; {choices} stands for them.',
    values: text,
  },
  revokeFamilyOnReuse: {
    question: '13.15',
    says: 'A rotated refresh token that is used after its grace period revokes the whole family, as the guide says.',
    values: flag,
  },
  mixAdminSessions: {
    question: '13.16',
    says: 'A Session of InitiateAuth may be answered with AdminRespondToAuthChallenge, and the reverse. Nothing says so; but AssociateSoftwareToken and VerifySoftwareToken, which exist unsigned only, take the Sessions of both.',
    values: flag,
  },
  unconfirmedAtSrpStart: {
    question: '3.1',
    says: 'UserNotConfirmedException comes at USER_SRP_AUTH itself rather than at PASSWORD_VERIFIER. Clients handle both.',
    values: flag,
  },
  passwordChangeEndsSessions: {
    question: '4.1',
    says: 'A Session from before the user’s password was changed, by somebody else or through another Session, is refused. Nobody has measured it; a proof of the old password should open nothing.',
    values: flag,
  },
  signatureNeeded: {
    question: '0.3',
    says: 'Operations that need SigV4 are refused without a signature. Any credentials will do: nothing is verified.',
    values: flag,
  },
  triggerMilliseconds: {
    question: '8.1',
    says: 'Time a trigger may take. Lambda gives five seconds and Cognito tries up to three times; a trigger here calls nothing that could make it wait.',
    values: number(1, 60_000),
  },
  recoveryAttemptsPerHour: {
    question: '9.2',
    says: 'ForgotPassword and ConfirmForgotPassword together, per user. The guide gives 5 to 20 by risk; nothing here is risky.',
    values: number(1, 1_000_000),
  },
  defaultSenderEmailsPerDay: {
    question: '9.2',
    says: 'E-mails of the default sender, over all pools. A pool with its own SES (EmailSendingAccount DEVELOPER) has no limit.',
    values: number(1, 1_000_000),
  },
  tooManyFailedAttempts: {
    question: '9.2',
    says: 'Too many wrong codes end in TooManyFailedAttemptsException where that is declared; logs show LimitExceededException.',
    values: flag,
  },
  resendHidesConfirmed: {
    question: '3.4',
    says: 'ResendConfirmationCode of a client that hides who exists answers for a confirmed user as for one who doesn’t exist.',
    values: flag,
  },
};

/** Open points of section 13 that no setting decides, and why. */
export const settledWithoutSetting: Readonly<Record<string, string>> = {
  '13.4': 'The status profile decides: wire, documented page or SDK schema.',
};

/** Every setting with its usual value, for tables. */
export function describeSettings(): {
  readonly name: string;
  readonly question: string;
  readonly says: string;
  readonly values: string;
  readonly usual: boolean | number | string;
}[] {
  return Object.entries(settingsGuide).map(([name, { question, says, values }]) => ({
    name,
    question,
    says,
    values: valuesText(values),
    usual: likelySettings[name as keyof Settings],
  }));
}

/** The guide's values as people read them. */
export function valuesText(values: SettingValues): string {
  if (values.kind === 'flag') return 'true or false';
  if (values.kind === 'text') return 'any text';
  return values.kind === 'choice'
    ? values.of.join(' or ')
    : `a whole number from ${String(values.min)} to ${String(values.max)}`;
}

/** Whether a setting takes this value. */
export function takes(values: SettingValues, value: unknown): boolean {
  if (values.kind === 'flag') return typeof value === 'boolean';
  if (values.kind === 'text') return typeof value === 'string' && value !== '';
  if (values.kind === 'choice') return typeof value === 'string' && values.of.includes(value);
  return Number.isInteger(value) && Number(value) >= values.min && Number(value) <= values.max;
}
