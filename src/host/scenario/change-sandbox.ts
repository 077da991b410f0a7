import { computedHeaders } from '../../cognito/headers.ts';
import { encodeRequest, readReply } from '../../cognito/wire.ts';
import type { SandboxClockState, SandboxInfo } from '../../contract.ts';
import { coreFault, isFault } from '../../form/form.ts';
import type { JsonObject } from '../../json.ts';
import { millisecondsIn } from '../../scenario/duration.ts';
import { filledWithin } from '../../scenario/placeholders.ts';
import type { SandboxStep } from '../../scenario/schema.ts';
import { sandboxBehaviourHandlers } from '../handlers/sandbox-behaviour.ts';
import { sandboxPeopleHandlers } from '../handlers/sandbox-people.ts';
import type { CaseState } from './run-case.ts';
import type { Done } from './run-step.ts';

type Change = SandboxStep['sandbox'];
type Members = Readonly<Record<string, unknown>>;
type Undo = (() => Promise<unknown>) | undefined;

/** Changes the sandbox as a step says, one member after the other, and keeps what undoes it. */
export async function changeSandbox(state: CaseState, { sandbox }: SandboxStep): Promise<Done> {
  const { trigger, ...texts } = sandbox;
  // A trigger is JavaScript: ${…} in it is its own.
  const change: Change = {
    ...((await filledWithin(texts, (text) => state.values.fill(text))) as Change),
    ...(trigger === undefined ? {} : { trigger }),
  };
  try {
    for (const make of [clock, faults, settings, client, user, removedUser, triggerSet]) {
      const undo = await make(state, change);
      if (undo !== undefined) state.undo.push(undo);
    }
  } catch (error) {
    if (isFault(error) && error.code.startsWith('SANDBOX_CONTROL'))
      throw coreFault('SCENARIO_CHANGE_REFUSED', error.detail, error.field);
    throw error;
  }
  return change.admin === undefined ? undefined : signedOperation(state, change.admin);
}

async function clock({ parts: { sandbox } }: CaseState, { advance }: Change): Promise<Undo> {
  if (advance === undefined) return undefined;
  const ms = millisecondsIn(advance);
  await sandbox.ask('POST', 'clock', { advanceSeconds: ms / 1_000 });
  await sandbox.start();
  return async () => {
    const { now } = (await sandbox.ask('GET', 'clock')) as SandboxClockState;
    await sandbox.ask('POST', 'clock', { set: new Date(Date.parse(now) - ms).toISOString() });
    await sandbox.start();
  };
}

async function faults({ parts }: CaseState, { fault }: Change): Promise<Undo> {
  const {
    [`sandbox.faults`]: list,
    'sandbox.addFault': add,
    'sandbox.removeFault': remove,
  } = sandboxBehaviourHandlers(parts);
  if (fault === undefined) return undefined;
  const before = new Set((await list({})).map(({ id }) => id));
  for (const rule of [fault].flat()) await add({ rule });
  return async () => {
    for (const { id } of await list({})) if (!before.has(id)) await remove({ id });
  };
}

async function settings({ parts }: CaseState, { settings: wished }: Change): Promise<Undo> {
  if (wished === undefined) return undefined;
  const { 'sandbox.settings': read, 'sandbox.changeSettings': change } = sandboxBehaviourHandlers(parts);
  const before = (await read({})).settings.filter(({ name }) => Object.hasOwn(wished, name));
  await change({ settings: wished });
  return () => change({ settings: Object.fromEntries(before.map(({ name, value }) => [name, value])) });
}

async function client(state: CaseState, { client: wished }: Change): Promise<Undo> {
  if (wished === undefined) return undefined;
  const {
    'sandbox.clients': list,
    'sandbox.putClient': put,
    'sandbox.removeClient': remove,
  } = sandboxPeopleHandlers(state.parts);
  const userPoolId = poolNamed(state, wished.pool);
  const id = String(wished.client['ClientId'] ?? '');
  const all = await list({ userPoolId });
  const before = all.find(({ ClientId }) => ClientId === id);
  const after = await put({ userPoolId, client: wished.client });
  const made = after.find(({ ClientId }) => !all.some((each) => each.ClientId === ClientId));
  return async () => {
    if (before !== undefined) await put({ userPoolId, client: { ...before } });
    else if (made !== undefined) await remove({ userPoolId, clientId: made.ClientId });
  };
}

async function user(state: CaseState, { user: wished }: Change): Promise<Undo> {
  if (wished === undefined) return undefined;
  const userPoolId = poolNamed(state, wished.pool);
  const undo = await userBack(state, userPoolId, String(wished.user['Username'] ?? ''));
  await sandboxPeopleHandlers(state.parts)['sandbox.putUser']({ userPoolId, user: wished.user });
  return undo;
}

async function removedUser(state: CaseState, { removeUser }: Change): Promise<Undo> {
  if (removeUser === undefined) return undefined;
  const userPoolId = poolNamed(state, removeUser.pool);
  const undo = await userBack(state, userPoolId, removeUser.username);
  await sandboxPeopleHandlers(state.parts)['sandbox.removeUser']({
    userPoolId,
    username: removeUser.username,
  });
  return undo;
}

/** What puts a user there again as they are now, or takes them away where they are not there. */
async function userBack(
  { parts }: CaseState,
  userPoolId: string,
  username: string,
): Promise<() => Promise<unknown>> {
  const path = `users/${encodeURIComponent(userPoolId)}`;
  const { users } = (await parts.sandbox.ask('GET', path)) as { readonly users: readonly Members[] };
  const before = users.find(({ Username }) => String(Username).toLowerCase() === username.toLowerCase());
  const people = sandboxPeopleHandlers(parts);
  return () =>
    before === undefined
      ? people['sandbox.removeUser']({ userPoolId, username }).catch(() => undefined)
      : people['sandbox.putUser']({ userPoolId, user: before });
}

async function triggerSet(state: CaseState, { trigger: wished }: Change): Promise<Undo> {
  if (wished === undefined) return undefined;
  const { 'sandbox.triggers': list, 'sandbox.setTrigger': set } = sandboxBehaviourHandlers(state.parts);
  const { pool, trigger, source } = wished;
  const userPoolId = poolNamed(state, pool);
  const before = (await list({ userPoolId })).find(({ name }) => name === trigger)?.source ?? null;
  await set({ userPoolId, trigger, source });
  return () => set({ userPoolId, trigger, source: before });
}

/** Sent to the sandbox with a header that only looks signed: any credentials will do there. */
async function signedOperation(
  { parts, values }: CaseState,
  { operation, input }: NonNullable<Change['admin']>,
): Promise<Done> {
  const { endpoint } = await parts.sandbox.start();
  const headers = [
    ...computedHeaders(operation),
    ['Authorization', 'AWS4-HMAC-SHA256 Credential=scenario'] as const,
  ];
  const request = encodeRequest({ url: endpoint, operation, body: input as JsonObject, headers });
  const reply = readReply(operation, await parts.ports.http.send(request));
  await parts.sandbox.start();
  const { UserPoolId, Username } = input;
  if (typeof UserPoolId === 'string' && typeof Username === 'string')
    parts.knownUsers.forgetUser(UserPoolId, [Username]);
  if (reply.kind !== 'error' && reply.kind !== 'failure') return undefined;
  const text = reply.kind === 'error' ? reply.message : reply.detail;
  return { what: 'admin', expected: operation, got: values.cover()(`${reply.code}: ${text}`), passed: false };
}

function poolNamed({ parts }: CaseState, name: string): string {
  const pools: SandboxInfo['pools'] = parts.sandbox.info()?.pools ?? [];
  const pool = pools.find((each) => each.userPoolId === name || each.name === name);
  if (pool === undefined)
    throw coreFault('SCENARIO_CHANGE_REFUSED', `The sandbox has no user pool ${name}.`, 'pool');
  return pool.userPoolId;
}
