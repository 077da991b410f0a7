import { clientFactsOf, temporaryDaysOf, threatProtectionOf } from '../../chain/pool/facts-of.ts';
import type { PoolFacts, Surroundings, UserFacts } from '../../chain/why/facts.ts';
import { at, flagAt, textAt, textsAt } from '../../chain/pool/members.ts';
import type { SandboxClientRecord, SandboxUserRecord, Target } from '../../contract.ts';
import type { JsonObject } from '../../json.ts';
import type { Parts } from '../parts.ts';
import type { SeedUsers } from '../sandbox-records.ts';

/**
 * Reads the sandbox through its control API: no request goes into its log, and no fault rule is used up.
 * @param names by which the user may be found, the best first
 * @returns undefined for one that is gone: another seed was loaded
 */
export async function readSandbox(
  { sandbox }: Pick<Parts, 'sandbox'>,
  { userPoolId, clientId }: Target,
  names: readonly string[],
): Promise<Omit<Surroundings, 'readLater'> | undefined> {
  const id = encodeURIComponent(userPoolId);
  const wanted = [...new Set(names.filter((name) => name !== ''))];
  const [pool, clients, ...found] = await Promise.all([
    sandbox.ask('GET', `pools/${id}`),
    sandbox.ask('GET', `clients/${id}`),
    ...wanted.map((name) => sandbox.ask('GET', `users/${id}?username=${encodeURIComponent(name)}`)),
  ]).catch(() => []);
  if (pool === undefined) return undefined;
  const client = (clients as { clients: SandboxClientRecord[] }).clients.find(
    (each) => each.ClientId === clientId,
  );
  const [user] = (found as SeedUsers[]).flatMap(({ users }) => users);
  return {
    pool: poolFacts(pool as JsonObject),
    ...(client === undefined ? {} : { client: clientFactsOf(asDescribed(client)) }),
    user: user === undefined ? 'nobody' : userFacts(user as unknown as SandboxUserRecord),
  };
}

/** The record as DescribeUserPoolClient would have it. */
function asDescribed({ ClientSecrets, ...client }: SandboxClientRecord): JsonObject {
  const [secret] = Array.isArray(ClientSecrets) ? ClientSecrets : [];
  return { ...client, ...(secret === undefined ? {} : { ClientSecret: secret }) };
}

/** From what CreateUserPool and SetUserPoolMfaConfig were asked for. */
function poolFacts(request: JsonObject): PoolFacts {
  const mfa = textAt(request, 'MfaConfiguration');
  const email = at(request, 'EmailMfaConfiguration') !== undefined;
  const totp = flagAt(request, 'SoftwareTokenMfaConfiguration', 'Enabled');
  // Before SetUserPoolMfaConfig was called, the pool's own way to send SMS is the only method.
  const sms =
    at(request, 'SmsMfaConfiguration') !== undefined ||
    (!email && !totp && at(request, 'SmsConfiguration') !== undefined);
  const factors = textsAt(request, 'Policies', 'SignInPolicy', 'AllowedFirstAuthFactors');
  return {
    name: textAt(request, 'PoolName') ?? '',
    mfa: mfa === 'ON' || mfa === 'OPTIONAL' ? mfa : 'OFF',
    methods: [
      ...(sms ? ['SMS_MFA'] : []),
      ...(email ? ['EMAIL_OTP'] : []),
      ...(totp ? ['SOFTWARE_TOKEN_MFA'] : []),
    ],
    firstFactors: factors.length === 0 ? ['PASSWORD'] : factors,
    deviceReplacesMfa: flagAt(request, 'DeviceConfiguration', 'ChallengeRequiredOnNewDevice'),
    passkeyIsMfa:
      textAt(request, 'WebAuthnConfiguration', 'FactorConfiguration') ===
      'MULTI_FACTOR_WITH_USER_VERIFICATION',
    triggers: Object.keys(request['Triggers'] ?? {}),
    // The service's default, which what was asked for need not name.
    temporaryDays: temporaryDaysOf(request).temporaryDays ?? 7,
    threatProtection: threatProtectionOf(request),
  };
}

function userFacts(user: SandboxUserRecord): UserFacts {
  const attributes = user.UserAttributes ?? {};
  return {
    status: user.UserStatus ?? 'CONFIRMED',
    enabled: user.Enabled !== false,
    hasPassword: user.Password !== undefined,
    mfa: user.UserMFASettingList ?? [],
    ...(user.PreferredMfaSetting === undefined ? {} : { preferred: user.PreferredMfaSetting }),
    hasTotp: user.TotpSecret !== undefined,
    hasPhone: attributes['phone_number'] !== undefined,
    hasEmail: attributes['email'] !== undefined,
    phoneVerified: attributes['phone_number_verified'] === 'true',
    emailVerified: attributes['email_verified'] === 'true',
    passkeys: user.Passkeys?.length ?? 0,
    ...temporaryAge(user),
    devices: (user.Devices ?? [])
      .filter(({ Remembered }) => Remembered !== false)
      .map(({ DeviceKey }) => DeviceKey),
  };
}

/** The record tells whole hundredths of days. */
function temporaryAge({
  UserStatus,
  PasswordAgeDays = 0,
}: SandboxUserRecord): Pick<UserFacts, 'temporaryAge'> {
  if (UserStatus !== 'FORCE_CHANGE_PASSWORD') return {};
  return { temporaryAge: { least: PasswordAgeDays, most: PasswordAgeDays + 0.01 } };
}
