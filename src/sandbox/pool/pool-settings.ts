import type {
  CreateUserPoolRequest,
  PasswordPolicyType,
  SchemaAttributeType,
  SetUserPoolMfaConfigRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Handle } from './directory.ts';
import type { MfaMethod } from './user.ts';

/** A user pool as CreateUserPool and SetUserPoolMfaConfig together take it. */
export type PoolRequest = Partial<CreateUserPoolRequest & Omit<SetUserPoolMfaConfigRequest, 'UserPoolId'>>;

/** First factors of USER_AUTH. A password counts for both of its names. */
export type FirstFactor = 'PASSWORD_SRP' | 'PASSWORD' | 'EMAIL_OTP' | 'SMS_OTP' | 'WEB_AUTHN';

export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly uppercase: boolean;
  readonly lowercase: boolean;
  readonly numbers: boolean;
  readonly symbols: boolean;
  /** How many earlier passwords may not come again; 0: any may. */
  readonly historySize: number;
  readonly temporaryPasswordDays: number;
}

export interface DeviceConfiguration {
  /** ChallengeRequiredOnNewDevice: a remembered device proves itself in place of MFA. */
  readonly challengeRequired: boolean;
  /** DeviceOnlyRememberedOnUserPrompt: a confirmed device is remembered only after UpdateDeviceStatus. */
  readonly onlyOnPrompt: boolean;
}

export interface WebAuthnSettings {
  readonly relyingPartyId: string;
  readonly userVerification: 'required' | 'preferred';
  /** MULTI_FACTOR_WITH_USER_VERIFICATION: a verified passkey counts as both factors. */
  readonly multiFactor: boolean;
}

/** What of a user pool's request shapes a sign-in. */
export interface PoolSettings {
  /** What was asked for, whole: DescribeUserPool tells it again. */
  readonly request: PoolRequest;
  readonly name: string;
  readonly mfa: 'OFF' | 'OPTIONAL' | 'ON';
  readonly mfaMethods: readonly MfaMethod[];
  /** SignInPolicy.AllowedFirstAuthFactors, in the order AvailableChallenges lists them. */
  readonly firstFactors: readonly FirstFactor[];
  /** UsernameAttributes: people sign in with these, and the canonical name is a UUID. Empty: names are chosen. */
  readonly usernameAttributes: readonly Handle[];
  /** Verified attributes that work as a second sign-in name where names are chosen. */
  readonly aliases: readonly (Handle | 'preferred_username')[];
  readonly autoVerified: readonly Handle[];
  readonly requiredAttributes: readonly string[];
  /** Custom attributes by full name (`custom:…`), and standard ones whose rules were changed. */
  readonly schema: ReadonlyMap<string, SchemaAttributeType>;
  readonly passwordPolicy: PasswordPolicy;
  /** Undefined: the pool tracks no devices. */
  readonly devices: DeviceConfiguration | undefined;
  readonly webAuthn: WebAuthnSettings | undefined;
  readonly tier: 'LITE' | 'ESSENTIALS' | 'PLUS';
  /** AllowAdminCreateUserOnly: SignUp is refused. */
  readonly adminCreatesUsers: boolean;
  /** Where a reset code goes, best first. */
  readonly recovery: readonly ('verified_email' | 'verified_phone_number' | 'admin_only')[];
}

const FACTOR_ORDER: readonly FirstFactor[] = [
  'PASSWORD_SRP',
  'PASSWORD',
  'EMAIL_OTP',
  'SMS_OTP',
  'WEB_AUTHN',
];

/** The settings that follow from a request, with the service's defaults (API Reference, CreateUserPool). */
export function poolSettings(request: PoolRequest): PoolSettings {
  const devices = request.DeviceConfiguration;
  const schema = request.Schema ?? [];
  return {
    request,
    name: request.PoolName ?? '',
    mfa: request.MfaConfiguration ?? 'OFF',
    mfaMethods: mfaMethods(request),
    firstFactors: firstFactors(request),
    usernameAttributes: request.UsernameAttributes ?? [],
    aliases: request.AliasAttributes ?? [],
    autoVerified: request.AutoVerifiedAttributes ?? [],
    requiredAttributes: schema
      .filter((attribute) => attribute.Required === true && attribute.Name !== 'sub')
      .map(({ Name = '' }) => Name),
    schema: new Map(schema.map((attribute) => [schemaName(attribute), attribute])),
    passwordPolicy: passwordPolicy(request.Policies?.PasswordPolicy ?? {}, request),
    devices:
      devices === undefined
        ? undefined
        : {
            challengeRequired: devices.ChallengeRequiredOnNewDevice === true,
            onlyOnPrompt: devices.DeviceOnlyRememberedOnUserPrompt === true,
          },
    webAuthn: webAuthn(request),
    tier: request.UserPoolTier ?? 'ESSENTIALS',
    adminCreatesUsers: request.AdminCreateUserConfig?.AllowAdminCreateUserOnly === true,
    recovery: recovery(request),
  };
}

/** Attributes that a person added carry a prefix everywhere but in Schema. */
function schemaName({ Name = '', DeveloperOnlyAttribute }: SchemaAttributeType): string {
  if (STANDARD_ATTRIBUTES.has(Name) || Name.includes(':')) return Name;
  return DeveloperOnlyAttribute === true ? `dev:custom:${Name}` : `custom:${Name}`;
}

/** The OpenID Connect standard attributes that every pool has. */
export const STANDARD_ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'sub address birthdate email email_verified family_name gender given_name locale middle_name name nickname ' +
    'phone_number phone_number_verified picture preferred_username profile updated_at website zoneinfo'
  ).split(' '),
);

/** SetUserPoolMfaConfig names the methods; before it was called, the pool's own way to send SMS is the only one. */
function mfaMethods(request: PoolRequest): MfaMethod[] {
  const email = request.EmailMfaConfiguration !== undefined;
  const totp = request.SoftwareTokenMfaConfiguration?.Enabled === true;
  const sms =
    request.SmsMfaConfiguration !== undefined || (!email && !totp && request.SmsConfiguration !== undefined);
  const methods: [MfaMethod, boolean][] = [
    ['SMS_MFA', sms],
    ['EMAIL_OTP', email],
    ['SOFTWARE_TOKEN_MFA', totp],
  ];
  return methods.filter(([, offered]) => offered).map(([method]) => method);
}

function firstFactors(request: PoolRequest): FirstFactor[] {
  const allowed: readonly string[] = request.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ['PASSWORD'];
  return FACTOR_ORDER.filter((factor) => allowed.includes(factor === 'PASSWORD_SRP' ? 'PASSWORD' : factor));
}

function passwordPolicy(policy: PasswordPolicyType, request: PoolRequest): PasswordPolicy {
  // An absent policy is the default one; a given policy leaves off what it doesn't name.
  const unset = Object.keys(policy).length === 0;
  return {
    minimumLength: policy.MinimumLength ?? 8,
    uppercase: policy.RequireUppercase ?? unset,
    lowercase: policy.RequireLowercase ?? unset,
    numbers: policy.RequireNumbers ?? unset,
    symbols: policy.RequireSymbols ?? unset,
    historySize: policy.PasswordHistorySize ?? 0,
    temporaryPasswordDays:
      policy.TemporaryPasswordValidityDays ?? request.AdminCreateUserConfig?.UnusedAccountValidityDays ?? 7,
  };
}

function webAuthn({ WebAuthnConfiguration: given }: PoolRequest): WebAuthnSettings | undefined {
  if (given?.RelyingPartyId === undefined) return undefined;
  return {
    relyingPartyId: given.RelyingPartyId,
    userVerification: given.UserVerification ?? 'preferred',
    multiFactor: given.FactorConfiguration === 'MULTI_FACTOR_WITH_USER_VERIFICATION',
  };
}

function recovery({ AccountRecoverySetting }: PoolRequest): PoolSettings['recovery'] {
  const mechanisms = AccountRecoverySetting?.RecoveryMechanisms ?? [];
  if (mechanisms.length === 0) return ['verified_phone_number', 'verified_email'];
  return [...mechanisms]
    .sort((one, other) => (one.Priority ?? 0) - (other.Priority ?? 0))
    .flatMap(({ Name }) => (Name === undefined ? [] : [Name]));
}
