import * as v from 'valibot';
import type { InboxMessage, SandboxInfo, SandboxUser, Target } from '../contract.ts';
import { coreFault } from '../form/form.ts';
import type { Ports } from './ports.ts';
import { sandboxTargetId, type Targets } from './targets.ts';

const Message = v.object({
  id: v.string(),
  at: v.number(),
  username: v.string(),
  medium: v.picklist(['SMS', 'EMAIL']),
  destination: v.string(),
  code: v.string(),
  text: v.string(),
});
const Clock = v.object({ offsetSeconds: v.number() });

/** The embedded Cognito as the host uses it. */
export interface HostSandbox {
  start(): Promise<SandboxInfo>;
  /** The facts of the running sandbox, as the page may have them; undefined while it is not running. */
  info(): SandboxInfo | undefined;
  /** A user's passkey with its private key, as JSON text. */
  passkey(user: SandboxUser): string | undefined;
  /** @throws CoreFault SANDBOX_USER_UNKNOWN */
  user(userPoolId: string, username: string): Promise<SandboxUser>;
  /** Any target by id; starts the sandbox for one of its own. @throws CoreFault TARGET_UNKNOWN */
  target(id: string): Promise<Target>;
  /**
   * Now by the clock of a target, epoch milliseconds. The sandbox's may have been moved: codes and proofs for it are
   * made by its own, so that moving time ends Sessions and tokens without making every answer wrong.
   */
  now(target: Target): number;
  /** How far the clock of a target with this id is ahead of ours, milliseconds. */
  ahead(targetId: string): number;
  /** How the target's client lets tokens be refreshed, as far as that is known. */
  refreshFlow(target: Target): 'REFRESH_TOKEN_AUTH' | 'GetTokensFromRefreshToken';
  inbox(): Promise<InboxMessage[]>;
  advance(seconds: number): Promise<{ offsetSeconds: number }>;
  reset(): Promise<SandboxInfo>;
}

export function createSandbox(ports: Ports, targets: Targets): HostSandbox {
  let info: SandboxInfo | undefined;
  /** By credential id. */
  let passkeys: ReadonlyMap<string, string> = new Map();
  async function start(): Promise<SandboxInfo> {
    const started = await ports.sandbox.start();
    if (info?.endpoint !== started.endpoint) targets.useSandbox(started);
    passkeys = new Map(
      started.users.flatMap(({ passkey }) =>
        passkey?.privateKey === undefined ? [] : [[passkey.id, JSON.stringify(passkey)] as const],
      ),
    );
    info = { ...started, users: started.users.map(withoutPrivateKey) };
    return info;
  }
  return {
    start,
    info: () => info,
    passkey: ({ passkey }) => (passkey === undefined ? undefined : passkeys.get(passkey.id)),
    async user(userPoolId, username) {
      const { users } = await start();
      const user = users.find((seeded) => seeded.userPoolId === userPoolId && seeded.username === username);
      if (user === undefined)
        throw coreFault('SANDBOX_USER_UNKNOWN', `The sandbox has no user ${username}. Reset it to its seed.`);
      return user;
    },
    async target(id) {
      if (id.startsWith(sandboxTargetId(''))) await start();
      return targets.get(id);
    },
    now: (target) => ports.clock.now() + (target.kind === 'sandbox' ? (info?.offsetSeconds ?? 0) * 1_000 : 0),
    ahead: (targetId) => (targetId.startsWith(sandboxTargetId('')) ? (info?.offsetSeconds ?? 0) * 1_000 : 0),
    refreshFlow(target) {
      // With rotation on, REFRESH_TOKEN_AUTH is off (protocol reference 7.5). Of other pools nothing is known here.
      const clients = target.kind === 'sandbox' ? (info?.pools.flatMap((pool) => pool.clients) ?? []) : [];
      const flows = clients.find((client) => client.clientId === target.clientId)?.explicitAuthFlows;
      return flows === undefined || flows.includes('ALLOW_REFRESH_TOKEN_AUTH')
        ? 'REFRESH_TOKEN_AUTH'
        : 'GetTokensFromRefreshToken';
    },
    async inbox() {
      await start();
      return v.parse(v.array(Message), await ports.sandbox.control('GET', 'inbox'));
    },
    async advance(seconds) {
      const started = await start();
      const moved = v.parse(Clock, await ports.sandbox.control('POST', 'clock', { advanceSeconds: seconds }));
      info = { ...started, ...moved };
      return moved;
    },
    async reset() {
      await start();
      await ports.sandbox.control('POST', 'reset');
      return start();
    },
  };
}

function withoutPrivateKey(user: SandboxUser): SandboxUser {
  if (user.passkey === undefined) return user;
  const { id, rpId, userHandle } = user.passkey;
  return { ...user, passkey: { id, rpId, userHandle } };
}
