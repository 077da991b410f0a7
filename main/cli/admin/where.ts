import { isLoopback, regionOfPool, resolveEndpoint } from '@core/cognito/endpoints.ts';
import { serviceOperation } from '@core/cognito/service/service.ts';
import type { Call, Target } from '@core/contract.ts';
import { coreFault } from '@core/form/form.ts';
import type { JsonObject } from '@core/json.ts';
import { awsEnvironment } from '../../ports/system.ts';
import { isSandboxName, targetNamed } from '../evidence/target-named.ts';
import { valueIn } from '../value-in.ts';
import { slip } from '@core/cognito/cli-words/slip.ts';

/** Where a call is to go, as it was typed. */
export interface WhereFlags {
  /** A saved target, `sandbox` or `sandbox:CLIENT`. */
  readonly target?: string;
  readonly endpoint?: string;
  readonly region?: string;
  readonly profile?: string;
}

/**
 * The target of a call: a saved one, the sandbox, or as the AWS CLI would find it, by an endpoint, a region, AWS's own
 * variables, and the pool's id. What flags say of a saved one holds for this call alone.
 * @throws CoreFault ADMIN_INPUT, TARGET_UNKNOWN, REGION_NEEDED and its kin; whatever keeps the sandbox from starting
 */
export async function whereFor(
  call: Call,
  { target: name, endpoint: typedEndpoint, region = '', profile }: WhereFlags,
  body: JsonObject,
  env: NodeJS.ProcessEnv,
): Promise<Target> {
  const empty = emptyFlag({ target: name, endpoint: typedEndpoint, profile });
  if (empty !== undefined) throw slip(empty);
  const endpoint = typedEndpoint ?? '';
  if (name !== undefined && endpoint !== '') throw slip('Give --target or --endpoint, not both.');
  if (name !== undefined && isSandboxName(name)) {
    if (region !== '' || profile !== undefined)
      throw slip('--region and --profile don’t go with the sandbox: it takes any signature.');
    return inSandbox(call, name, body);
  }
  if (name !== undefined) {
    const found = await targetNamed(call, name, { target: { clientId: '' }, username: '' });
    if (region === '' && profile === undefined) return found;
    return lent(call, {
      ...found,
      endpoint: found.customEndpoint ? found.endpoint : '',
      region: region || found.region,
      profile: profile ?? found.profile,
    });
  }
  const userPoolId = textIn(body, 'UserPoolId');
  const environment = awsEnvironment(env);
  const wanted = {
    endpoint,
    // The pool's own before the shell's: a call to another region could not find it.
    region: region || (regionOfPool(userPoolId) ?? (await regionHere(call, { endpoint, profile, env }))),
  };
  const resolved = resolveEndpoint({ ...wanted, fips: false, environment });
  const [why] = resolved.warnings;
  if (resolved.url === '' && why !== undefined) throw coreFault(why.code, why.detail, why.field);
  return lent(call, {
    ...wanted,
    name: new URL(resolved.url).host,
    userPoolId,
    clientId: textIn(body, 'ClientId'),
    fips: false,
    profile: profile ?? '',
    color: 'none',
    production: false,
    sessionMinutes: 3,
  });
}

/**
 * What is said of a flag whose value is empty, as a variable that is not set leaves it: without an endpoint a call would go
 * to AWS itself, without a profile as whoever the shell is. Undefined where none is.
 */
export function emptyFlag(flags: Readonly<Record<string, string | undefined>>): string | undefined {
  const [empty] = Object.entries(flags).find(([, value]) => value?.trim() === '') ?? [];
  return empty === undefined ? undefined : `--${empty} is empty: leave it out, or give a value.`;
}

/** The region that AWS's tools would take: a variable's, else the profile's own. On this computer any will do. */
async function regionHere(
  call: Call,
  { endpoint, profile, env }: { endpoint: string; profile: string | undefined; env: NodeJS.ProcessEnv },
): Promise<string> {
  const set = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? '';
  if (set !== '' || isLoopback(endpoint)) return set;
  const name = profile ?? env['AWS_PROFILE'] ?? 'default';
  return valueIn(await call('aws.profiles', {})).find((each) => each.name === name)?.region ?? '';
}

type Lending = Omit<Target, 'id' | 'customEndpoint' | 'hasClientSecret' | 'kind'>;

async function lent(
  call: Call,
  { name, region, endpoint, userPoolId, clientId, fips, profile, color, production, sessionMinutes }: Lending,
): Promise<Target> {
  const names = { name: name.slice(0, 100), userPoolId, clientId };
  return valueIn(
    await call('target.lend', {
      ...names,
      region,
      endpoint,
      fips,
      profile,
      color,
      production,
      sessionMinutes,
    }),
  );
}

/** The app client that a request means by its client, its pool or its user; else the first. */
async function inSandbox(call: Call, name: string, body: JsonObject): Promise<Target> {
  if (name !== 'sandbox') return targetNamed(call, name, { target: { clientId: '' }, username: '' });
  const { users } = valueIn(await call('sandbox.start', {}));
  const all = valueIn(await call('targets.list', {})).filter(({ kind }) => kind === 'sandbox');
  const [clientId, poolId, username] = ['ClientId', 'UserPoolId', 'Username'].map((key) => textIn(body, key));
  const userPool = users.find((user) => user.username === username)?.userPoolId;
  const found =
    all.find((target) => target.clientId === clientId) ??
    all.find((target) => target.userPoolId === (poolId || userPool)) ??
    all[0];
  if (found === undefined) throw coreFault('TARGET_UNKNOWN', 'The sandbox has no app client.');
  return found;
}

/** What these remove is named by whoever removes it, never by where the call goes. */
export const NAMED_ALWAYS = new Set(['DeleteUserPool', 'DeleteUserPoolClient']);

/** A request with the pool and the app client that its target has, where the operation requires them and none is given. */
export function withTargets(operation: string, body: JsonObject, target: Target): JsonObject {
  const required = NAMED_ALWAYS.has(operation) ? [] : (serviceOperation(operation)?.input.required ?? []);
  const known = { UserPoolId: target.userPoolId, ClientId: target.clientId };
  const filled = Object.entries(known).filter(
    ([name, value]) => value !== '' && required.includes(name) && !Object.hasOwn(body, name),
  );
  return { ...Object.fromEntries(filled), ...body };
}

export function textIn(body: JsonObject, name: string): string {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return typeof value === 'string' ? value : '';
}
