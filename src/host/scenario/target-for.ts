import type { SandboxInfo, Target } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import type { Parts } from '../parts.ts';
import { sandboxTargetId } from '../targets.ts';
import type { CaseRun } from './run-case.ts';
import type { Values } from './values.ts';

/**
 * Where a run goes: what was wished for it, else what the file says, else the sandbox. On the sandbox without a client
 * that of the seeded user who signs in first.
 * @throws CoreFault TARGET_UNKNOWN
 */
export async function targetFor(parts: Parts, run: CaseRun, values: Values): Promise<Target> {
  const { scenario } = run.of.source;
  const wish = run.target;
  if (wish !== undefined && 'targetId' in wish) return parts.sandbox.target(wish.targetId);
  if (wish !== undefined) return saved(parts, wish);
  const target = scenario.target ?? 'sandbox';
  if (typeof target === 'object' && 'clientId' in target) return saved(parts, target);
  if (target !== 'sandbox' && typeof target === 'string') {
    const named = parts.targets.list().find(({ name }) => name === target);
    if (named !== undefined) return named;
    throw coreFault('TARGET_UNKNOWN', `No target is called ${target}.`, 'target');
  }
  const info = await parts.sandbox.start();
  const clientId =
    typeof target === 'object' && 'sandbox' in target
      ? clientNamed(info, target.sandbox, target.pool)
      : await clientOfFirstUser(info, run, values);
  if (clientId === undefined)
    throw coreFault('TARGET_UNKNOWN', 'The sandbox has no such app client.', 'target');
  return parts.sandbox.target(sandboxTargetId(clientId));
}

function clientNamed(info: SandboxInfo, name: string, pool: string | undefined): string | undefined {
  return info.pools
    .filter((each) => pool === undefined || each.name === pool || each.userPoolId === pool)
    .flatMap(({ clients }) => clients)
    .find((client) => client.clientId === name || client.name === name)?.clientId;
}

async function clientOfFirstUser(
  info: SandboxInfo,
  run: CaseRun,
  values: Values,
): Promise<string | undefined> {
  const first = run.of.source.scenario.steps.find((step) => 'flow' in step);
  const given = first !== undefined && 'with' in first ? first.with?.['USERNAME'] : undefined;
  const username = typeof given === 'string' ? await values.fill(given) : undefined;
  return (
    info.users.find((user) => user.username === username)?.clientId ?? info.pools[0]?.clients[0]?.clientId
  );
}

interface Inline {
  readonly region?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly userPoolId?: string | undefined;
  readonly clientId: string;
  readonly sessionMinutes?: number | undefined;
}

/** One that is there already, or a new one. */
async function saved(
  parts: Parts,
  { region = '', endpoint = '', userPoolId = '', clientId, sessionMinutes = 3 }: Inline,
): Promise<Target> {
  const there = parts.targets
    .list()
    .find(
      (each) =>
        each.clientId === clientId &&
        each.userPoolId === userPoolId &&
        (endpoint === '' || each.endpoint === endpoint.replace(/\/$/, '')),
    );
  if (there !== undefined) return there;
  const rest = { fips: false, color: 'none' as const, production: false, sessionMinutes };
  return parts.targets.save({ name: '', region, endpoint, userPoolId, clientId, ...rest });
}
