import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BatchHead, BulkWhere } from '@core/contract/bulk.ts';
import { cliNameOf } from '@core/cognito/service/service.ts';
import type { Call } from '@core/contract.ts';
import { shellWord } from '@core/evidence/snippets/shell.ts';
import { coreFault, isFault } from '@core/form/form.ts';
import type { SaveDialog } from '@core/host/ports.ts';
import { type DataHost, hostAt } from '../data-host.ts';
import { EXIT } from '../exit-codes.ts';
import { faultText } from '../fault-text.ts';
import { lookAtHistory } from '../look-at-history.ts';
import { plain } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { callOf } from '../terminal-host.ts';
import { valueIn } from '../value-in.ts';
import type { TestUsersPlace } from './test-users-command.ts';
import { noTarget } from './no-target.ts';
import { emptyFlag } from './where.ts';

/**
 * Does something with a folder's batches of test users, with the window's own core and keychain. A window may be open on
 * it meanwhile.
 * @returns the exit code, also of what went wrong
 */
export async function withTestUsers(
  { data, passwords, record }: TestUsersPlace & { readonly passwords?: string },
  around: Surroundings,
  terminal: Terminal,
  work: (at: DataHost) => Promise<number>,
): Promise<number> {
  const folder = resolve(data ?? around.folder);
  const save = passwords === undefined ? {} : { save: savingTo(passwords) };
  const host = await hostAt(folder, { data, keychain: 'shared', apart: record !== true, ...save }, around);
  const call = callOf(host);
  try {
    const problem = record === true ? await lookAtHistory(call) : undefined;
    if (problem !== undefined) terminal.err(`${problem}\n`);
    return await work({ host, call });
  } catch (error) {
    if (!isFault(error)) throw error;
    terminal.err(faultText(error));
    return error.code === 'TARGET_UNKNOWN' ? EXIT.unreachable.code : EXIT.unusable.code;
  } finally {
    await host.close();
  }
}

/** For its owner alone to read, and never over another file. */
function savingTo(path: string): SaveDialog['save'] {
  return async ({ bytes }) => {
    await writeFile(path, bytes, { mode: 0o600, flag: 'wx' });
    return path;
  };
}

/** Where it was said to go; undefined where nothing was said. @throws CoreFault TARGET_UNKNOWN, TARGET_INCOMPLETE */
export async function whereIn(
  call: Call,
  flags: TestUsersPlace,
  env: NodeJS.ProcessEnv,
): Promise<BulkWhere | undefined> {
  const { target, endpoint, userPoolId, clientId = '', region, profile, clientSecret } = flags;
  const empty = emptyFlag({ target, endpoint, profile });
  if (empty !== undefined) throw coreFault('TARGET_INCOMPLETE', empty);
  if (target !== undefined) {
    if (endpoint !== undefined || userPoolId !== undefined)
      throw coreFault('TARGET_INCOMPLETE', 'Give --target, or --endpoint and --user-pool-id.');
    const own = Object.entries({ clientId: flags.clientId, clientSecret, region, profile });
    const over = own.flatMap(([name, value]) => (value === undefined ? [] : [`--${cliNameOf(name)}`]));
    if (over.length > 0)
      throw coreFault(
        'TARGET_INCOMPLETE',
        `A saved target has its own: leave ${over.join(' and ')} out, or give --endpoint and --user-pool-id in place of --target.`,
      );
    return { targetId: await savedTarget(call, target) };
  }
  if (userPoolId === undefined && endpoint === undefined) return undefined;
  const secret = clientSecret === undefined ? undefined : secretIn(clientSecret, env);
  return {
    ...{ endpoint: endpoint ?? '', region: region ?? '', userPoolId: userPoolId ?? '', clientId },
    profile: profile ?? '',
    ...(secret === undefined ? {} : { clientSecret: secret }),
  };
}

async function savedTarget(call: Call, name: string): Promise<string> {
  if (name === 'sandbox' || name.startsWith('sandbox:'))
    throw coreFault(
      'TARGET_UNKNOWN',
      'The sandbox of a command ends with it, and its users do. Run countersign sandbox and give --endpoint.',
    );
  const saved = valueIn(await call('targets.list', {})).filter(({ kind }) => kind !== 'sandbox');
  const found = saved.filter(
    ({ id, ...target }) => id === name || target.name.toLowerCase() === name.toLowerCase(),
  );
  const [one, ...others] = found;
  if (one !== undefined && others.length === 0) return one.id;
  throw coreFault(
    'TARGET_UNKNOWN',
    one === undefined
      ? noTarget(
          name,
          saved.map((target) => target.name),
        )
      : `Several targets are called ${name}. Give an id: ${found.map(({ id }) => id).join(', ')}.`,
  );
}

/** A reference, never a value: other programs can read a command line. */
function secretIn(reference: string, env: NodeJS.ProcessEnv): string {
  const [, name = ''] = /^env:(.+)$/.exec(reference) ?? [];
  const value = env[name];
  if (value !== undefined && value !== '') return value;
  throw coreFault(
    'TARGET_INCOMPLETE',
    name === '' ? '--client-secret takes env:NAME.' : `The variable ${name} holds no client secret.`,
    'clientSecret',
  );
}

/**
 * A production target's name, as a person types it before test users are made or removed there.
 * @param deed one sentence: what will be done, where
 * @throws CoreFault TARGET_PRODUCTION where nobody is there to type it
 */
export async function typedFor(
  { name }: { readonly name: string },
  deed: string,
  { ask }: Pick<Surroundings, 'ask'>,
): Promise<string> {
  const typed = await ask(`${plain(deed)}\n${name} is a production target. Type ${name} to go on: `);
  if (typed !== undefined) return typed;
  throw coreFault(
    'TARGET_PRODUCTION',
    `${name} is a production target. Nothing was done: go on with --confirm ${shellWord(name)}.`,
    'confirmed',
  );
}

/** The batch that is meant by its id or the beginning of it. @throws CoreFault TEST_USERS_GONE */
export async function batchNamed(call: Call, name: string): Promise<BatchHead> {
  const batches = valueIn(await call('bulk.list', {}));
  const found = batches.filter(({ batchId }) => batchId.startsWith(name));
  const [one, ...others] = found;
  if (one !== undefined && others.length === 0) return one;
  const ids = (found.length > 0 ? found : batches).map(({ batchId }) => batchId.slice(0, 8));
  throw coreFault(
    'TEST_USERS_GONE',
    one === undefined
      ? `There is no batch ${name}. There are: ${ids.join(', ') || 'none'}.`
      : `Several batches begin so: ${ids.join(', ')}.`,
  );
}
