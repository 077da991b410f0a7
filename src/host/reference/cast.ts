import type { SandboxInfo, SandboxUser } from '../../contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { HostSandbox } from '../sandbox.ts';

/** Who of the seeded users shows what. A seed of one's own may lack anybody. */
export interface Cast {
  /** Whose path has this name, the shortest way to it first. */
  whoMeets(name: string): SandboxUser | undefined;
  /** Who starts with this flow, one whose path ends in tokens first. */
  whoStarts(flow: string): SandboxUser | undefined;
  /** Who gets tokens with the fewest steps. */
  quickest(): SandboxUser | undefined;
  /** Of those, one whose client has, or has not, this switch in ExplicitAuthFlows. */
  quickestOn(allowed: string, has: boolean): SandboxUser | undefined;
  /** Somebody of a pool where a confirmed device stands in for MFA. */
  deviceUser(): SandboxUser | undefined;
  /** Somebody on an app client that tells who exists, and takes passwords. */
  onTellingClient(): SandboxUser | undefined;
}

/** Looks at the sandbox as it is now. */
export async function readCast(sandbox: HostSandbox): Promise<Cast> {
  const info = await sandbox.start();
  const pools = await Promise.all(
    info.pools.map(async ({ userPoolId }) => {
      const id = encodeURIComponent(userPoolId);
      const [pool, told] = await Promise.all([
        sandbox.ask('GET', `pools/${id}`),
        sandbox.ask('GET', `clients/${id}`),
      ]);
      return { pool: pool as JsonObject, clients: (told as { clients: JsonObject[] }).clients };
    }),
  );
  return castOf(info, pools);
}

function castOf(
  { users }: SandboxInfo,
  pools: readonly { readonly pool: JsonObject; readonly clients: readonly JsonObject[] }[],
): Cast {
  const clients = pools.flatMap((each) => each.clients);
  const allows = (clientId: JsonValue | undefined, flow: string): boolean => {
    const flows = clients.find((client) => client['ClientId'] === clientId)?.['ExplicitAuthFlows'];
    return Array.isArray(flows) && flows.includes(flow);
  };
  const toTokens = users
    .filter(({ path }) => path.at(-1) === 'TOKENS')
    .sort((a, b) => a.path.length - b.path.length);
  const tracking = pools.flatMap(({ pool }) => (remembersByItself(pool) ? [pool['Id']] : []));
  return {
    whoMeets: (name) =>
      users
        .filter(({ path }) => path.includes(name))
        .sort((a, b) => a.path.indexOf(name) - b.path.indexOf(name))[0],
    whoStarts: (flow) =>
      toTokens.find((user) => user.flow === flow) ?? users.find((user) => user.flow === flow),
    quickest: () => toTokens[0],
    quickestOn: (allowed, has) => toTokens.find(({ clientId }) => allows(clientId, allowed) === has),
    deviceUser: () => toTokens.find(({ userPoolId }) => tracking.includes(userPoolId)),
    onTellingClient: () => {
      const telling = pools.flatMap(({ pool, clients: own }) =>
        own
          .filter((client) => client['PreventUserExistenceErrors'] !== 'ENABLED')
          .filter(({ ClientId }) => allows(ClientId, 'ALLOW_USER_PASSWORD_AUTH'))
          .map(({ ClientId }) => ({ userPoolId: pool['Id'], clientId: String(ClientId) })),
      )[0];
      const user = users.find(({ userPoolId }) => userPoolId === telling?.userPoolId);
      return telling && user && { ...user, clientId: telling.clientId };
    },
  };
}

function remembersByItself({ DeviceConfiguration: set }: JsonObject): boolean {
  return (
    set !== undefined &&
    isJsonObject(set) &&
    set['ChallengeRequiredOnNewDevice'] === true &&
    set['DeviceOnlyRememberedOnUserPrompt'] !== true
  );
}
