import type { SandboxClockState, SandboxInfo, SandboxUser, Target } from '../contract.ts';
import { coreFault } from '../form/form.ts';
import type { ControlMethod, Ports } from './ports.ts';
import { createSandboxTime } from './sandbox-time.ts';
import { sandboxTargetId, type Targets } from './targets.ts';

/** The embedded Cognito as the host uses it. */
export interface HostSandbox {
  /** Starts it if need be, and reads anew what the host holds of it. */
  start(): Promise<SandboxInfo>;
  /** A call to its control API; it is started first. @throws CoreFault SANDBOX_CONTROL */
  ask(method: ControlMethod, path: string, body?: unknown): Promise<unknown>;
  /** The facts of the running sandbox, as the page may have them; undefined while it is not running. */
  info(): SandboxInfo | undefined;
  /** A user's passkey with its private key, as JSON text. */
  passkey(user: SandboxUser): string | undefined;
  /** @throws CoreFault SANDBOX_USER_UNKNOWN */
  user(userPoolId: string, username: string): Promise<SandboxUser>;
  /** Any target by id; starts the sandbox for one of its own. @throws CoreFault TARGET_UNKNOWN */
  target(id: string): Promise<Target>;
  /**
   * Now by the clock of a target, epoch milliseconds. The sandbox's may have been moved or stand still: codes and proofs
   * for it are made by its own, so that moving time ends Sessions and tokens without making every answer wrong.
   */
  now(target: Target): number;
  /** How far the clock of a target with this id is ahead of ours, milliseconds. */
  ahead(targetId: string): number;
  /** How the target's client lets tokens be refreshed, as far as that is known. */
  refreshFlow(target: Target): 'REFRESH_TOKEN_AUTH' | 'GetTokensFromRefreshToken';
}

/** Who is told what reading the sandbox anew brought to light. */
export interface SandboxNews {
  targetsChanged(): void;
  /** @param ms forward; back when negative */
  clockMoved(ms: number): void;
}

export function createSandbox(ports: Ports, targets: Targets, news: SandboxNews): HostSandbox {
  const time = createSandboxTime(ports.clock, (ms) => news.clockMoved(ms));
  let info: SandboxInfo | undefined;
  /** By credential id. */
  let passkeys: ReadonlyMap<string, string> = new Map();
  let asTargets = '';
  let asked = 0;
  let taken = 0;

  async function start(): Promise<SandboxInfo> {
    const ticket = ++asked;
    const started = await ports.sandbox.start();
    const clock = (await ports.sandbox.control('GET', 'clock')) as SandboxClockState;
    // Answers may overtake each other: an older one must not undo a newer.
    if (info !== undefined && ticket < taken) return info;
    taken = ticket;
    passkeys = new Map(
      started.users.flatMap(({ passkey }) =>
        passkey?.privateKey === undefined ? [] : [[passkey.id, JSON.stringify(passkey)] as const],
      ),
    );
    info = { ...started, users: started.users.map(withoutPrivateKey) };
    time.take(clock);
    const { endpoint, region, pools } = started;
    const now = JSON.stringify([endpoint, region, pools]);
    if (now !== asTargets) {
      asTargets = now;
      targets.useSandbox(started);
      news.targetsChanged();
    }
    return info;
  }

  return {
    start,
    async ask(method, path, body) {
      if (info === undefined) await start();
      try {
        return await ports.sandbox.control(method, path, body);
      } catch (error) {
        if (!isNotRunning(error)) throw error;
        // It ended since: a new one begins at the seed.
        await start();
        return ports.sandbox.control(method, path, body);
      }
    },
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
      if (isSandboxTarget(id)) await start();
      return targets.get(id);
    },
    now: (target) => ports.clock.now() + (target.kind === 'sandbox' ? time.ahead() : 0),
    ahead: (targetId) => (isSandboxTarget(targetId) ? time.ahead() : 0),
    refreshFlow(target) {
      // With rotation on, REFRESH_TOKEN_AUTH is off (protocol reference 7.5). Of other pools nothing is known here.
      const clients = target.kind === 'sandbox' ? (info?.pools.flatMap((pool) => pool.clients) ?? []) : [];
      const flows = clients.find((client) => client.clientId === target.clientId)?.explicitAuthFlows;
      return flows === undefined || flows.includes('ALLOW_REFRESH_TOKEN_AUTH')
        ? 'REFRESH_TOKEN_AUTH'
        : 'GetTokensFromRefreshToken';
    },
  };
}

function isSandboxTarget(id: string): boolean {
  return id.startsWith(sandboxTargetId(''));
}

function isNotRunning(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SANDBOX_NOT_RUNNING';
}

function withoutPrivateKey(user: SandboxUser): SandboxUser {
  if (user.passkey === undefined) return user;
  const { id, rpId, userHandle } = user.passkey;
  return { ...user, passkey: { id, rpId, userHandle } };
}
