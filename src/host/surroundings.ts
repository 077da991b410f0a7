import type { ClientFacts, PoolFacts, Surroundings, UserFacts } from '../chain/why/facts.ts';
import type { SandboxClientRecord, SandboxUserRecord } from '../contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { LiveChain } from './live-chain.ts';
import { canonicalUsername } from './live-chain.ts';
import type { Parts } from './parts.ts';
import { namesOf, type SeedUsers } from './sandbox-records.ts';

/** What pool, client and user of a chain are, where they can be read. */
export interface SurroundingsReader {
  /** Undefined for targets that only Cognito's own operations with AWS credentials could tell of. */
  of(chain: LiveChain, stepId: string): Promise<Surroundings | undefined>;
}

/** How many are kept: what was so when a challenge was asked is soon not so any more. */
const KEPT = 500;

/**
 * Reads the sandbox. What is read while a challenge waits is kept: later steps change users, and the question is why it
 * was asked then.
 */
export function createSurroundings({ sandbox }: Pick<Parts, 'sandbox'>): SurroundingsReader {
  const kept = new Map<string, Surroundings>();

  async function read(chain: LiveChain, stepId: string): Promise<Surroundings | undefined> {
    const { userPoolId, clientId } = chain.target;
    const id = encodeURIComponent(userPoolId);
    // One that is gone (another seed was loaded) can't be read any more: then the chain has to tell.
    const [pool, clients, users] = await Promise.all([
      sandbox.ask('GET', `pools/${id}`),
      sandbox.ask('GET', `clients/${id}`),
      sandbox.ask('GET', `users/${id}`),
    ]).catch(() => []);
    if (pool === undefined) return undefined;
    const client = (clients as { clients: SandboxClientRecord[] }).clients.find(
      (each) => each.ClientId === clientId,
    );
    const names = new Set(
      [chain.username, canonicalUsername(chain, stepId)].map((name) => name.toLowerCase()),
    );
    const user = (users as SeedUsers).users.find((each) =>
      namesOf(each).some((name) => names.has(name.toLowerCase())),
    );
    return {
      pool: poolFacts(pool as JsonObject),
      ...(client === undefined ? {} : { client: clientFacts(client) }),
      user: user === undefined ? 'nobody' : userFacts(user as unknown as SandboxUserRecord),
      readLater: goesOn(chain, stepId),
    };
  }

  return {
    async of(chain, stepId) {
      if (chain.target.kind !== 'sandbox') return undefined;
      const key = `${chain.id}/${stepId}`;
      const before = kept.get(key);
      if (before !== undefined) return before;
      const around = await read(chain, stepId);
      if (around !== undefined && !around.readLater) {
        kept.set(key, around);
        const [oldest] = kept.keys();
        if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      }
      return around;
    },
  };
}

/** Whether anything was sent after the step's reply. */
function goesOn({ steps }: LiveChain, stepId: string): boolean {
  return [...steps.keys()].at(-1) !== stepId;
}

/** From what CreateUserPool and SetUserPoolMfaConfig were asked for. */
function poolFacts(request: JsonObject): PoolFacts {
  const mfa = request['MfaConfiguration'];
  const email = request['EmailMfaConfiguration'] !== undefined;
  const totp = at(request, 'SoftwareTokenMfaConfiguration', 'Enabled') === true;
  // Before SetUserPoolMfaConfig was called, the pool's own way to send SMS is the only method.
  const sms =
    request['SmsMfaConfiguration'] !== undefined ||
    (!email && !totp && request['SmsConfiguration'] !== undefined);
  const factors = at(request, 'Policies', 'SignInPolicy', 'AllowedFirstAuthFactors');
  return {
    name: String(request['PoolName'] ?? ''),
    mfa: mfa === 'ON' || mfa === 'OPTIONAL' ? mfa : 'OFF',
    methods: [
      ...(sms ? ['SMS_MFA'] : []),
      ...(email ? ['EMAIL_OTP'] : []),
      ...(totp ? ['SOFTWARE_TOKEN_MFA'] : []),
    ],
    firstFactors: Array.isArray(factors) ? factors.map(String) : ['PASSWORD'],
    deviceReplacesMfa: at(request, 'DeviceConfiguration', 'ChallengeRequiredOnNewDevice') === true,
    passkeyIsMfa:
      at(request, 'WebAuthnConfiguration', 'FactorConfiguration') === 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    triggers: Object.keys(request['Triggers'] ?? {}),
  };
}

function at(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (inner, name) => (inner !== undefined && isJsonObject(inner) ? inner[name] : undefined),
    value,
  );
}

function clientFacts(client: SandboxClientRecord): ClientFacts {
  const flows = client['ExplicitAuthFlows'];
  return {
    name: client.ClientName,
    flows: Array.isArray(flows) ? flows.map(String) : [],
    hidesUsers: client['PreventUserExistenceErrors'] === 'ENABLED',
  };
}

function userFacts(user: SandboxUserRecord): UserFacts {
  const attributes = user.UserAttributes ?? {};
  return {
    status: user.UserStatus ?? 'CONFIRMED',
    hasPassword: user.Password !== undefined,
    mfa: user.UserMFASettingList ?? [],
    ...(user.PreferredMfaSetting === undefined ? {} : { preferred: user.PreferredMfaSetting }),
    hasTotp: user.TotpSecret !== undefined,
    hasPhone: attributes['phone_number'] !== undefined,
    hasEmail: attributes['email'] !== undefined,
    phoneVerified: attributes['phone_number_verified'] === 'true',
    emailVerified: attributes['email_verified'] === 'true',
    passkeys: user.Passkeys?.length ?? 0,
    devices: (user.Devices ?? [])
      .filter(({ Remembered }) => Remembered !== false)
      .map(({ DeviceKey }) => DeviceKey),
  };
}
