/** What the service model says about one member of a request. Source: protocol reference 0.8 and the SDK's schemas. */
export type MemberRule =
  | TextRule
  | { readonly kind: 'flag'; readonly required?: true }
  | NumberRule
  | { readonly kind: 'map'; readonly required?: true }
  | { readonly kind: 'structure'; readonly required?: true; readonly members: Members };

export interface NumberRule {
  readonly kind: 'number';
  readonly required?: true;
  readonly min: number;
  readonly max: number;
}

export interface TextRule {
  readonly kind: 'text';
  readonly required?: true;
  readonly min?: number;
  readonly max?: number;
  /** Anchored when tested; printed as it stands. */
  readonly pattern?: string;
  readonly values?: readonly string[];
  /** Cognito leaves the value of a sensitive member out of its messages. */
  readonly sensitive?: true;
}

export type Members = Readonly<Record<string, MemberRule>>;

const ANY_TEXT: TextRule = { kind: 'text' };

export const clientIdRule: TextRule = {
  kind: 'text',
  required: true,
  min: 1,
  max: 128,
  pattern: '[\\w+]+',
  sensitive: true,
};
export const clientSecretRule: TextRule = {
  kind: 'text',
  min: 24,
  max: 64,
  pattern: '[\\w+]+',
  sensitive: true,
};
export const deviceKeyRule: TextRule = { kind: 'text', min: 1, max: 55, pattern: '[\\w-]+_[0-9a-f-]+' };
export const tokenRule: TextRule = { kind: 'text', pattern: '[A-Za-z0-9-_=.]+', sensitive: true };
export const mapRule: MemberRule = { kind: 'map' };
export const analyticsRule: MemberRule = { kind: 'structure', members: { AnalyticsEndpointId: ANY_TEXT } };
export const userContextRule: MemberRule = {
  kind: 'structure',
  members: { IpAddress: ANY_TEXT, EncodedData: ANY_TEXT },
};

export function sessionRule(maximum: number): TextRule {
  return { kind: 'text', min: 20, max: maximum, sensitive: true };
}

export function required(rule: TextRule): TextRule {
  return { ...rule, required: true };
}

/** AuthFlow, as the service model lists it. */
export const AUTH_FLOWS = [
  'USER_SRP_AUTH',
  'REFRESH_TOKEN_AUTH',
  'REFRESH_TOKEN',
  'CUSTOM_AUTH',
  'ADMIN_NO_SRP_AUTH',
  'USER_PASSWORD_AUTH',
  'ADMIN_USER_PASSWORD_AUTH',
  'USER_AUTH',
] as const;

/** ChallengeName, as the service model lists it. */
export const CHALLENGE_NAMES = [
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
] as const;
