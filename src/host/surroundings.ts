import type { ClientFacts, PoolFacts, Surroundings, UserFacts } from '../chain/why/facts.ts';
import { poolSettings, type PoolRequest } from '../sandbox/pool/pool-settings.ts';
import type { SandboxClientRecord, SandboxUserRecord } from '../contract.ts';
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
    const at = encodeURIComponent(userPoolId);
    // One that is gone (another seed was loaded) can't be read any more: then the chain has to tell.
    const [pool, clients, users] = await Promise.all([
      sandbox.ask('GET', `pools/${at}`),
      sandbox.ask('GET', `clients/${at}`),
      sandbox.ask('GET', `users/${at}`),
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
      pool: poolFacts(pool as PoolRequest & { Triggers?: object }),
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

function poolFacts(request: PoolRequest & { Triggers?: object }): PoolFacts {
  const { name, mfa, mfaMethods, firstFactors, devices, webAuthn } = poolSettings(request);
  return {
    name,
    mfa,
    methods: mfaMethods,
    firstFactors,
    deviceReplacesMfa: devices?.challengeRequired === true,
    passkeyIsMfa: webAuthn?.multiFactor === true,
    triggers: Object.keys(request.Triggers ?? {}),
  };
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
