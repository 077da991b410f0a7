import type { Call, Target } from '@core/contract.ts';
import { coreFault } from '@core/form/form.ts';
import { valueIn } from '../value-in.ts';

/** The sandbox of this run, by the name people give it: `sandbox`, or `sandbox:CLIENT` for one of its app clients. */
export function isSandboxName(name: string): boolean {
  return name === 'sandbox' || name.startsWith('sandbox:');
}

/** By what an app client of the sandbox is found: a chain has all of it. */
export interface Sought {
  readonly target: { readonly clientId: string };
  readonly username: string;
}

/**
 * The target that is meant by its id or its name. `sandbox` is its app client that the source ran with, else the one of
 * the user by that name.
 * @param source the chain that is to run there
 * @throws CoreFault TARGET_UNKNOWN, with those there are; whatever keeps the sandbox from starting
 */
export async function targetNamed(call: Call, name: string, source: Sought): Promise<Target> {
  if (isSandboxName(name)) return sandboxTarget(call, name, source);
  const saved = valueIn(await call('targets.list', {})).filter(({ kind }) => kind !== 'sandbox');
  const byId = saved.find(({ id }) => id === name);
  const named = saved.filter((target) => target.name.toLowerCase() === name.toLowerCase());
  const [found, ...others] = byId === undefined ? named : [byId];
  if (found !== undefined && others.length === 0) return found;
  if (found !== undefined)
    throw unknown(`Several targets are called ${name}. Give an id: ${named.map(({ id }) => id).join(', ')}.`);
  const names = ['sandbox', ...saved.map((target) => target.name)];
  throw unknown(
    `No target is called ${name}. There are: ${names.join(', ')}. Targets are added in the window, under Targets.`,
  );
}

async function sandboxTarget(call: Call, name: string, source: Sought): Promise<Target> {
  const { users } = valueIn(await call('sandbox.start', {}));
  const clients = valueIn(await call('targets.list', {})).filter(({ kind }) => kind === 'sandbox');
  const client =
    name === 'sandbox'
      ? [source.target.clientId, users.find(({ username }) => username === source.username)?.clientId]
      : [name.slice('sandbox:'.length)];
  for (const clientId of client) {
    const found = clients.find((target) => target.clientId === clientId);
    if (found !== undefined) return found;
  }
  const ids = clients.map(({ clientId }) => `sandbox:${clientId}`);
  const why = name === 'sandbox' ? `The sandbox has no user ${source.username}` : `There is no ${name}`;
  throw unknown(`${why}. Name one of its app clients: ${ids.join(', ')}.`);
}

function unknown(detail: string): Error {
  return coreFault('TARGET_UNKNOWN', detail);
}
