import { asText } from '../../json.ts';
import type { SandboxFacts } from '../../chain/explain/evidence.ts';
import type { SandboxClientRecord } from '../../contract.ts';
import { canonicalUsername, type LiveChain } from '../live-chain.ts';
import type { HostSandbox } from '../sandbox.ts';
import { namesOf, type SeedUsers } from '../sandbox-records.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * What the embedded Cognito knows of the chain's user and client now; undefined for other targets.
 * @param other whom the step is about, where that is not the chain's user
 */
export async function sandboxFacts(
  sandbox: HostSandbox,
  chain: LiveChain,
  password: string | undefined,
  other?: string,
): Promise<SandboxFacts | undefined> {
  const { target } = chain;
  if (target.kind !== 'sandbox') return undefined;
  const pool = encodeURIComponent(target.userPoolId);
  const { users } = (await sandbox.ask('GET', `users/${pool}`)) as SeedUsers;
  const { clients } = (await sandbox.ask('GET', `clients/${pool}`)) as { clients: SandboxClientRecord[] };
  const names = new Set(
    (other === undefined
      ? [chain.username, ...[...chain.steps.keys()].map((id) => canonicalUsername(chain, id))]
      : [other]
    ).map((name) => name.toLowerCase()),
  );
  const user = users.find((one) => namesOf(one).some((name) => names.has(name.toLowerCase())));
  const client = clients.find(({ ClientId }) => ClientId === target.clientId);
  return {
    ...clientFacts(client),
    ...(user === undefined ? { user: 'missing' } : userFacts(user, password)),
  };
}

function userFacts(user: Members, password: string | undefined): SandboxFacts {
  const attributes = (user['UserAttributes'] ?? {}) as Members;
  const devices = (user['Devices'] ?? []) as readonly { readonly DeviceKey: string }[];
  const right = user['Password'];
  return {
    user: 'there',
    status: String(user['UserStatus'] ?? 'CONFIRMED'),
    enabled: user['Enabled'] !== false,
    hasTotp: user['TotpSecret'] !== undefined,
    hasPhone: attributes['phone_number'] !== undefined,
    devices: devices.map(({ DeviceKey }) => DeviceKey),
    ...(password === undefined || typeof right !== 'string' ? {} : { passwordIsRight: right === password }),
  };
}

function clientFacts(client: SandboxClientRecord | undefined): Partial<SandboxFacts> {
  if (client === undefined) return {};
  const secrets = client['ClientSecrets'];
  const flows = client['ExplicitAuthFlows'];
  return {
    clientHasSecret: Array.isArray(secrets) && secrets.length > 0,
    hidesUsers: client['PreventUserExistenceErrors'] === 'ENABLED',
    ...(Array.isArray(flows) ? { flows: flows.map(asText) } : {}),
  };
}
