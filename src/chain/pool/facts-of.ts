import type { JsonObject } from '../../json.ts';
import type { ClientFacts, PoolFacts, ThreatProtected, UserFacts } from '../why/facts.ts';
import { at, flagAt, numberAt, objectsAt, textAt, textsAt } from './members.ts';

/** What allows a flow where ExplicitAuthFlows was never set (protocol reference 1.2). */
const USUAL_FLOWS = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];
/** Values from before the ALLOW_ ones, with what they allow. */
const LEGACY_FLOWS: Readonly<Record<string, string>> = {
  ADMIN_NO_SRP_AUTH: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  CUSTOM_AUTH_FLOW_ONLY: 'ALLOW_CUSTOM_AUTH',
  USER_PASSWORD_AUTH: 'ALLOW_USER_PASSWORD_AUTH',
};

/**
 * The switches of an app client that are on, as `ALLOW_` names: what ExplicitAuthFlows says over the service's defaults,
 * without REFRESH_TOKEN_AUTH where refresh tokens rotate (protocol reference 7.5).
 * @param client `UserPoolClientType`
 */
export function allowedFlows(client: JsonObject): readonly string[] {
  const named = textsAt(client, 'ExplicitAuthFlows');
  const allowed = named.length === 0 ? USUAL_FLOWS : withLegacy(named);
  return rotates(client) ? allowed.filter((flow) => flow !== 'ALLOW_REFRESH_TOKEN_AUTH') : allowed;
}

/** Legacy values stand beside SRP and refresh, which could not be switched off then. */
function withLegacy(named: readonly string[]): readonly string[] {
  const legacy = named.flatMap((flow) => LEGACY_FLOWS[flow] ?? []);
  if (legacy.length === 0) return named;
  const always = named.includes('CUSTOM_AUTH_FLOW_ONLY') ? [] : ['ALLOW_USER_SRP_AUTH'];
  return ['ALLOW_REFRESH_TOKEN_AUTH', ...always, ...legacy];
}

/** Whether each refresh brings a new refresh token. */
export function rotates(client: JsonObject): boolean {
  return textAt(client, 'RefreshTokenRotation', 'Feature') === 'ENABLED';
}

/** Names of the triggers that are set, as LambdaConfig has them. */
export function triggersOf(pool: JsonObject): readonly string[] {
  const config = at(pool, 'LambdaConfig');
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return [];
  const names = Object.keys(config)
    .filter((name) => name !== 'KMSKeyID')
    .map((name) => (name === 'PreTokenGenerationConfig' ? 'PreTokenGeneration' : name));
  return [...new Set(names)];
}

/**
 * @param pool `UserPoolType`, as DescribeUserPool answers it
 * @param mfaConfig GetUserPoolMfaConfig's answer
 */
export function poolFactsOf(pool: JsonObject, mfaConfig: JsonObject): PoolFacts {
  const mfa = textAt(mfaConfig, 'MfaConfiguration') ?? textAt(pool, 'MfaConfiguration');
  const factors = textsAt(pool, 'Policies', 'SignInPolicy', 'AllowedFirstAuthFactors');
  return {
    name: textAt(pool, 'Name') ?? textAt(pool, 'Id') ?? '',
    mfa: mfa === 'ON' || mfa === 'OPTIONAL' ? mfa : 'OFF',
    methods: methodsOf(mfaConfig),
    firstFactors: factors.length === 0 ? ['PASSWORD'] : factors,
    deviceReplacesMfa: flagAt(pool, 'DeviceConfiguration', 'ChallengeRequiredOnNewDevice'),
    passkeyIsMfa:
      textAt(mfaConfig, 'WebAuthnConfiguration', 'FactorConfiguration') ===
      'MULTI_FACTOR_WITH_USER_VERIFICATION',
    triggers: triggersOf(pool),
    ...temporaryDaysOf(pool),
    threatProtection: threatProtectionOf(pool),
  };
}

/** AdminCreateUserConfig is where the days stood before they became part of the password policy. */
export function temporaryDaysOf(pool: JsonObject): Pick<PoolFacts, 'temporaryDays'> {
  const days =
    numberAt(pool, 'Policies', 'PasswordPolicy', 'TemporaryPasswordValidityDays') ??
    numberAt(pool, 'AdminCreateUserConfig', 'UnusedAccountValidityDays');
  return days === undefined ? {} : { temporaryDays: days };
}

/** Which sign-ins threat protection acts upon; AUDIT only watches (UserPoolAddOnsType, API Reference). */
export function threatProtectionOf(pool: JsonObject): readonly ThreatProtected[] {
  const custom = textAt(pool, 'UserPoolAddOns', 'AdvancedSecurityAdditionalFlows', 'CustomAuthMode');
  return [
    ...(textAt(pool, 'UserPoolAddOns', 'AdvancedSecurityMode') === 'ENFORCED' ? ['standard' as const] : []),
    ...(custom === 'ENFORCED' ? ['custom' as const] : []),
  ];
}

/** Second factors that are set up in the pool, in the order in which the service lists them. */
export function methodsOf(mfaConfig: JsonObject): readonly string[] {
  return [
    ...(at(mfaConfig, 'SmsMfaConfiguration') === undefined ? [] : ['SMS_MFA']),
    ...(at(mfaConfig, 'EmailMfaConfiguration') === undefined ? [] : ['EMAIL_OTP']),
    ...(flagAt(mfaConfig, 'SoftwareTokenMfaConfiguration', 'Enabled') ? ['SOFTWARE_TOKEN_MFA'] : []),
  ];
}

/** @param client `UserPoolClientType`, as DescribeUserPoolClient answers it */
export function clientFactsOf(client: JsonObject): ClientFacts {
  return {
    name: textAt(client, 'ClientName') ?? textAt(client, 'ClientId') ?? '',
    flows: allowedFlows(client),
    hidesUsers: textAt(client, 'PreventUserExistenceErrors') === 'ENABLED',
    hasSecret: textAt(client, 'ClientSecret') !== undefined,
  };
}

/**
 * Whether a password is set and whether there are passkeys, AdminGetUserAuthFactors alone tells: without it both stay
 * unknown.
 * @param user AdminGetUser's answer
 * @param devices `DeviceType`s, as AdminListDevices answers them
 * @param authFactors AdminGetUserAuthFactors' answer, where there is one
 * @param now the service's clock, epoch milliseconds
 */
export function userFactsOf(
  user: JsonObject,
  devices: readonly JsonObject[],
  authFactors: JsonObject | undefined,
  now: number,
): UserFacts {
  const configured = textsAt(authFactors ?? {}, 'ConfiguredUserAuthFactors');
  const attributes = namedValues(user, 'UserAttributes');
  const mfa = textsAt(user, 'UserMFASettingList');
  const preferred = textAt(user, 'PreferredMfaSetting');
  return {
    status: textAt(user, 'UserStatus') ?? 'UNKNOWN',
    enabled: at(user, 'Enabled') !== false,
    mfa,
    ...(preferred === undefined ? {} : { preferred }),
    // Switched on, it has been set up; what is off is never asked for.
    hasTotp: mfa.includes('SOFTWARE_TOKEN_MFA'),
    hasPhone: attributes.has('phone_number'),
    hasEmail: attributes.has('email'),
    phoneVerified: attributes.get('phone_number_verified') === 'true',
    emailVerified: attributes.get('email_verified') === 'true',
    ...(configured.length === 0
      ? {}
      : {
          hasPassword: configured.includes('PASSWORD'),
          passkeys: configured.includes('WEB_AUTHN') ? 1 : 0,
        }),
    ...temporaryAgeOf(user, now),
    devices: devices.filter(isRemembered).flatMap((device) => textAt(device, 'DeviceKey') ?? []),
  };
}

/**
 * Nobody tells when a password was set. It was not before the user was created, and not after they were last changed: a
 * changed attribute moves that date, too.
 */
function temporaryAgeOf(user: JsonObject, now: number): Pick<UserFacts, 'temporaryAge'> {
  if (textAt(user, 'UserStatus') !== 'FORCE_CHANGE_PASSWORD') return {};
  // Dates are seconds since the epoch, with a fraction.
  const created = numberAt(user, 'UserCreateDate');
  const modified = numberAt(user, 'UserLastModifiedDate');
  if (created === undefined || modified === undefined || modified < created) return {};
  const daysSince = (seconds: number): number => (now / 1_000 - seconds) / 86_400;
  return { temporaryAge: { least: daysSince(modified), most: daysSince(created) } };
}

function isRemembered(device: JsonObject): boolean {
  return namedValues(device, 'DeviceAttributes').get('dev:device_remembered_status') !== 'not_remembered';
}

/** A list of `{ Name, Value }` by name. */
function namedValues(holder: JsonObject, list: string): ReadonlyMap<string, string> {
  const entries = objectsAt(holder, list).map(
    (entry) => [textAt(entry, 'Name') ?? '', textAt(entry, 'Value') ?? ''] as const,
  );
  return new Map(entries);
}
