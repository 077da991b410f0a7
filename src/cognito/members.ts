/** What a member may hold. `hint` says it in words, for the warning. */
export interface TextRule {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly oneOf?: readonly string[];
  readonly hint: string;
}

/** One member of a request. Order is the service model's. */
export type Member = {
  readonly name: string;
  readonly required?: true;
} & (
  | { readonly type: 'text'; readonly rule?: TextRule }
  | { readonly type: 'map' }
  | { readonly type: 'structure'; readonly members: readonly Member[] }
  /** A list of structures. */
  | { readonly type: 'list'; readonly members: readonly Member[] }
  /** JSON of any shape: the model's `document` */
  | { readonly type: 'document' }
);

/** `ChallengeNameType` of the service model (SDK 3.1169.0). */
export const challengeNames: readonly string[] = [
  'SMS_MFA',
  'EMAIL_OTP',
  'SOFTWARE_TOKEN_MFA',
  'SELECT_MFA_TYPE',
  'MFA_SETUP',
  'PASSWORD_VERIFIER',
  'CUSTOM_CHALLENGE',
  'SELECT_CHALLENGE',
  'DEVICE_SRP_AUTH',
  'DEVICE_PASSWORD_VERIFIER',
  'ADMIN_NO_SRP_AUTH',
  'NEW_PASSWORD_REQUIRED',
  'SMS_OTP',
  'PASSWORD',
  'WEB_AUTHN',
  'PASSWORD_SRP',
];

/** `AuthFlowType` of the service model (SDK 3.1169.0). */
export const authFlows: readonly string[] = [
  'USER_SRP_AUTH',
  'REFRESH_TOKEN_AUTH',
  'REFRESH_TOKEN',
  'CUSTOM_AUTH',
  'ADMIN_NO_SRP_AUTH',
  'USER_PASSWORD_AUTH',
  'ADMIN_USER_PASSWORD_AUTH',
  'USER_AUTH',
];

// Constraints: protocol reference 0.8, from the botocore service model.
const tokenRule: TextRule = { pattern: /^[A-Za-z0-9\-_=.]+$/, hint: 'letters, digits and - _ = . only' };

const deviceKeyRule: TextRule = {
  min: 1,
  max: 55,
  pattern: /^[\w-]+_[0-9a-f-]+$/,
  hint: 'REGION_uuid, at most 55 characters',
};

function text(name: string, rule?: TextRule): Member {
  return rule ? { name, type: 'text', rule } : { name, type: 'text' };
}

export function required(member: Member): Member {
  return { ...member, required: true };
}

export const ClientId = text('ClientId', {
  min: 1,
  max: 128,
  pattern: /^[\w+]+$/,
  hint: '1 to 128 letters, digits, _ or +',
});
export const ClientSecret = text('ClientSecret', {
  min: 24,
  max: 64,
  pattern: /^[\w+]+$/,
  hint: '24 to 64 letters, digits, _ or +',
});
export const UserPoolId = text('UserPoolId', {
  min: 1,
  max: 55,
  pattern: /^[\w-]+_[0-9a-zA-Z]+$/,
  hint: 'REGION_id, at most 55 characters',
});
/** The model says 2,048, the newest API Reference pages 4,096: never cut, never refuse in between. */
export const Session = text('Session', {
  min: 20,
  max: 2_048,
  hint: '20 to 2,048 characters; the newest API Reference pages allow 4,096',
});
export const AuthFlow = text('AuthFlow', { oneOf: authFlows, hint: `one of ${authFlows.join(', ')}` });
export const ChallengeName = text('ChallengeName', {
  oneOf: challengeNames,
  hint: `one of ${challengeNames.join(', ')}`,
});
export const AccessToken = text('AccessToken', tokenRule);
export const RefreshToken = text('RefreshToken', tokenRule);
export const Token = text('Token', tokenRule);
export const DeviceKey = text('DeviceKey', deviceKeyRule);
export const UserCode = text('UserCode', { pattern: /^\d{6}$/, hint: 'exactly six digits' });
export const FriendlyDeviceName = text('FriendlyDeviceName');
export const DeviceName = text('DeviceName', { min: 1, max: 1_024, hint: '1 to 1,024 characters' });
export const DeviceRememberedStatus = text('DeviceRememberedStatus', {
  oneOf: ['remembered', 'not_remembered'],
  hint: 'remembered or not_remembered',
});
export const RevokeAssociatedSessions = text('RevokeAssociatedSessions', {
  oneOf: ['NONE', 'LINKED'],
  hint: 'NONE or LINKED',
});
export const AuthParameters: Member = { name: 'AuthParameters', type: 'map' };
export const ChallengeResponses: Member = { name: 'ChallengeResponses', type: 'map' };
export const ClientMetadata: Member = { name: 'ClientMetadata', type: 'map' };
export const AnalyticsMetadata: Member = {
  name: 'AnalyticsMetadata',
  type: 'structure',
  members: [text('AnalyticsEndpointId')],
};
export const UserContextData: Member = {
  name: 'UserContextData',
  type: 'structure',
  members: [text('IpAddress'), text('EncodedData')],
};
/** What an administrator's server knows of the user's request, in place of `UserContextData`. */
export const ContextData: Member = {
  name: 'ContextData',
  type: 'structure',
  members: [
    required(text('IpAddress')),
    required(text('ServerName')),
    required(text('ServerPath')),
    required({ name: 'HttpHeaders', type: 'list', members: [text('headerName'), text('headerValue')] }),
    text('EncodedData'),
  ],
};
export const DeviceSecretVerifierConfig: Member = {
  name: 'DeviceSecretVerifierConfig',
  type: 'structure',
  members: [text('PasswordVerifier'), text('Salt')],
};

/** A RegistrationResponseJSON of WebAuthn. */
export const Credential: Member = { name: 'Credential', type: 'document' };
export const CredentialId = text('CredentialId');

const passwordRule: TextRule = { max: 256, pattern: /^\S+$/, hint: 'at most 256 characters, no spaces' };

/** Keys of the answer maps that have a rule of their own: the model's types for the same things. */
export const answerRules: Readonly<Record<string, TextRule>> = {
  USERNAME: {
    min: 1,
    max: 128,
    pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u,
    hint: '1 to 128 characters, no spaces',
  },
  PASSWORD: passwordRule,
  NEW_PASSWORD: passwordRule,
  SECRET_HASH: { min: 1, max: 128, pattern: /^[\w+=/]+$/, hint: '1 to 128 characters of Base64' },
  DEVICE_KEY: deviceKeyRule,
};

/** `ChallengeParametersType` and its siblings: longest value of a map. */
export const LONGEST_MAP_VALUE = 131_072;
