import type { SandboxInfo, Target } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import type { Parts } from '../parts.ts';
import { sandboxTargetId } from '../targets.ts';
import type { CaseRun } from './run-case.ts';
import type { Values } from './values.ts';

/** Where a run goes. */
export interface Place {
  readonly name: string;
  readonly onSandbox: boolean;
  readonly production: boolean;
  /**
   * The target of a sign-in. On the sandbox without a client named it is that of the seeded user who signs in, else that of
   * the sign-in before.
   * @throws CoreFault TARGET_UNKNOWN
   */
  target(username: string | undefined, before: Target | undefined): Promise<Target>;
}

/**
 * Where a run goes: what was wished for it, else the column `target` of the matrix, else what the file says, else the
 * sandbox.
 * @throws CoreFault TARGET_UNKNOWN, TARGET_INCOMPLETE, SECRET_MISSING, SCENARIO_NAME
 */
export async function placeOf(parts: Parts, run: CaseRun, values: Values): Promise<Place> {
  const wish = run.target;
  if (wish !== undefined && 'targetId' in wish) return fixed(await parts.sandbox.target(wish.targetId));
  if (wish !== undefined) return fixed(await inline(parts, values, wish));
  const said = run.of.row['target'] ?? run.of.source.scenario.target ?? 'sandbox';
  if (typeof said === 'object' && 'clientId' in said) return fixed(await inline(parts, values, said));
  const name = typeof said === 'string' ? await values.fill(said) : undefined;
  if (name !== undefined && name !== 'sandbox') return fixed(named(parts, name));
  const client =
    typeof said === 'object' && 'sandbox' in said
      ? { name: await values.fill(said.sandbox), pool: said.pool && (await values.fill(said.pool)) }
      : undefined;
  await parts.sandbox.start();
  return {
    name: 'sandbox',
    onSandbox: true,
    production: false,
    async target(username, before) {
      const info = parts.sandbox.info() ?? (await parts.sandbox.start());
      const clientId = client ? clientNamed(info, client) : clientOf(info, username, before);
      if (clientId !== undefined) return parts.targets.get(sandboxTargetId(clientId));
      throw coreFault('TARGET_UNKNOWN', `The sandbox has no app client ${client?.name ?? ''}.`, 'target');
    },
  };
}

/**
 * What must hold before the first request.
 * @throws CoreFault TARGET_PRODUCTION, SCENARIO_SANDBOX_ONLY
 */
export function allowed({ name, production, onSandbox }: Place, { confirmed, of }: CaseRun): void {
  if (production && confirmed !== name)
    throw coreFault(
      'TARGET_PRODUCTION',
      `${name} is a production target. Type its name to run on it.`,
      'target',
    );
  const step = of.source.scenario.steps.findIndex((each) => 'sandbox' in each);
  if (!onSandbox && step >= 0)
    throw coreFault(
      'SCENARIO_SANDBOX_ONLY',
      `Line ${String(of.source.lines[step] ?? 1)} changes the sandbox, and the target is ${name}.`,
      'target',
    );
}

function fixed(target: Target): Place {
  const { name, kind, production } = target;
  return { name, production, onSandbox: kind === 'sandbox', target: async () => target };
}

function named({ targets }: Parts, name: string): Target {
  const all = targets.list().filter((target) => target.name === name);
  const [one] = all;
  if (one !== undefined && all.length === 1) return one;
  const detail = one === undefined ? `No target is called ${name}.` : `Two targets are called ${name}.`;
  throw coreFault('TARGET_UNKNOWN', detail, 'target');
}

function clientNamed(
  info: SandboxInfo,
  { name, pool }: { readonly name: string; readonly pool: string | undefined },
): string | undefined {
  return info.pools
    .filter((each) => pool === undefined || each.name === pool || each.userPoolId === pool)
    .flatMap(({ clients }) => clients)
    .find((client) => client.clientId === name || client.name === name)?.clientId;
}

function clientOf(
  { users, pools }: SandboxInfo,
  username: string | undefined,
  before: Target | undefined,
): string | undefined {
  const seeded = users.find((user) => user.username === username);
  return seeded?.clientId ?? before?.clientId ?? pools[0]?.clients[0]?.clientId;
}

interface Inline {
  readonly region?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly userPoolId?: string | undefined;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly sessionMinutes?: number | undefined;
}

/** One that is there already, whose client secret and mark of production count; else one for this run alone. */
async function inline({ targets }: Parts, values: Values, said: Inline): Promise<Target> {
  const fill = async (text = '') => (await values.fill(text)).trim();
  const [region, endpoint, userPoolId, clientId] = [
    await fill(said.region),
    await fill(said.endpoint),
    await fill(said.userPoolId),
    await fill(said.clientId),
  ];
  const clientSecret =
    said.clientSecret === undefined ? undefined : await values.clientSecret(said.clientSecret);
  const draft = {
    ...{ name: '', region, endpoint, userPoolId, clientId, sessionMinutes: said.sessionMinutes ?? 3 },
    ...{ fips: false, profile: '', color: 'none' as const, production: false },
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
  if (clientId === '') throw coreFault('TARGET_INCOMPLETE', 'The target has no app client ID.', 'clientId');
  const target = targets.lend(draft);
  if (target.endpoint === '')
    throw coreFault(
      'TARGET_INCOMPLETE',
      'Give the target a region, a user pool ID or an endpoint.',
      'endpoint',
    );
  const there = targets
    .list()
    .find(
      (each) =>
        each.clientId === target.clientId &&
        each.userPoolId === target.userPoolId &&
        each.endpoint === target.endpoint,
    );
  // A secret that is given is the one to test with; production stays production.
  if (there === undefined || (clientSecret !== undefined && !there.production)) return target;
  return there;
}
