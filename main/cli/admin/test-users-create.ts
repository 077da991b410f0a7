import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Batch, BatchUser, BulkFrom, BulkWhere } from '@core/contract/bulk.ts';
import type { Call, CommandInput } from '@core/contract.ts';
import { coreFault } from '@core/form/form.ts';
import type { DataHost } from '../data-host.ts';
import { EXIT } from '../exit-codes.ts';
import { jsonText } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { typedAs } from '../typed-as.ts';
import { valueIn } from '../value-in.ts';
import type { CreateFlags } from './test-users-command.ts';
import { followBatch } from './test-users-follow.ts';
import { batchNamed, typedFor, whereIn, withTestUsers } from './test-users-host.ts';
import { counted, endText, placeText, planText } from './test-users-text.ts';

const STDIN = '-';

/** Makes test users, goes on with a batch, or tries again what failed of one. @returns the exit code */
export async function createTestUsers(
  template: string | undefined,
  flags: CreateFlags,
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  const clash = clashOf(template, flags);
  if (clash !== undefined) {
    terminal.err(`error: ${clash}\n`);
    return EXIT.usage.code;
  }
  return withTestUsers(flags, around, terminal, async (at) => {
    const where = await whereIn(at.call, flags, around.env);
    const from = await fromIn(template, flags, around);
    if (from === undefined) return goOn(at, flags, where, { around, terminal });
    if (where === undefined)
      throw coreFault('TARGET_INCOMPLETE', 'Say where: --target, or --endpoint with --user-pool-id.');
    const plan = valueIn(await at.call('bulk.plan', { where, from }));
    if (flags.plan === true) {
      terminal.out(flags.json === true ? jsonText(plan) : planText(plan, true));
      return plan.users > 0 && plan.notPossible === 0 ? EXIT.ok.code : EXIT.unusable.code;
    }
    if (flags.json !== true) terminal.out(planText(plan, false));
    await readyVault(at.call, flags, terminal);
    const deed = `${counted(plan.users, 'user')} will be made in ${placeText(plan.target)}.`;
    const asks = plan.users > 0 && plan.target.production && flags.confirm === undefined;
    const confirmed = asks ? await typedFor(plan.target, deed, around) : flags.confirm;
    const begun = { where, from, name: flags.name ?? '', ...(confirmed === undefined ? {} : { confirmed }) };
    const { batchId } = valueIn(await at.call('bulk.begin', begun));
    return finish(at, batchId, flags, terminal);
  });
}

function clashOf(template: string | undefined, flags: CreateFlags): string | undefined {
  const ways = [template, flags.csv, flags.resume, flags.retry].filter((way) => way !== undefined);
  if (ways.length === 0) return 'give a template, --csv, --resume or --retry';
  if (ways.length > 1) return 'give one of a template, --csv, --resume and --retry';
  if (flags.plan === true && (flags.resume ?? flags.retry) !== undefined)
    return '--plan goes with a template or --csv';
  if (flags.user !== undefined && flags.retry === undefined) return '--user goes with --retry';
  if (flags.passwords !== undefined && existsSync(flags.passwords))
    return `${flags.passwords} is there already`;
  return undefined;
}

async function fromIn(
  template: string | undefined,
  { csv }: CreateFlags,
  { input }: Surroundings,
): Promise<CommandInput<'bulk.plan'>['from'] | undefined> {
  const path = template ?? csv;
  if (path === undefined) return undefined;
  const text = path === STDIN ? await textOf(input) : await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw coreFault(
      'TEST_USERS_INPUT',
      `There is no file ${path} that can be read: give its path, or - for standard input.`,
    );
  const kind: Exclude<BulkFrom['kind'], 'template'> = csv === undefined ? 'template file' : 'csv';
  return { kind, text };
}

async function textOf(input: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of input) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** Without a keychain passwords last as long as the run: there has to be a file for them. */
async function readyVault(call: Call, { passwords }: CreateFlags, terminal: Terminal): Promise<void> {
  const state = valueIn(await call('vault.retry', {}));
  if (state.kind === 'keychain') return;
  if (passwords === undefined)
    throw coreFault(
      'VAULT_UNAVAILABLE',
      `${state.detail} The passwords would be lost: name a file for them with --passwords FILE.`,
    );
  terminal.err(`${state.detail} The passwords will be in ${passwords} alone, once all users are made.\n`);
  valueIn(await call('vault.useMemory', {}));
}

async function goOn(
  at: DataHost,
  flags: CreateFlags,
  where: BulkWhere | undefined,
  { around, terminal }: { readonly around: Surroundings; readonly terminal: Terminal },
): Promise<number> {
  const { batchId } = await batchNamed(at.call, flags.resume ?? flags.retry ?? '');
  await readyVault(at.call, flags, terminal);
  const before = valueIn(await at.call('bulk.get', { batchId }));
  const { guard } = before.target;
  const confirmed =
    guard !== undefined && flags.confirm === undefined
      ? await typedFor({ name: guard }, moreText(before, isToMake(flags)), around)
      : flags.confirm;
  const input = {
    batchId,
    ...(where === undefined ? {} : { where }),
    ...(confirmed === undefined ? {} : { confirmed }),
  };
  const { user } = flags;
  if (flags.resume !== undefined) valueIn(await at.call('bulk.resume', input));
  else valueIn(await at.call('bulk.retry', { ...input, ...(user === undefined ? {} : { usernames: user }) }));
  return finish(at, batchId, flags, terminal, before);
}

function moreText(
  { target: { guard = '' }, userPoolId, users }: Batch,
  isMeant: (one: BatchUser) => boolean,
) {
  const more = counted(users.filter(isMeant).length, 'user');
  return `${more} will be made in ${placeText({ name: guard, userPoolId })}.`;
}

/** Whom going on is about: those not made yet, or for a retry those that failed. */
function isToMake({ resume, user }: CreateFlags): (one: BatchUser) => boolean {
  return ({ status, username }) =>
    resume !== undefined
      ? status === 'waiting' || status === 'making'
      : status === 'failed' && (user?.includes(username) ?? true);
}

/** Whom a retry is about, of those that failed. */
function triedBy(flags: CreateFlags): (one: BatchUser) => boolean {
  return flags.retry === undefined ? () => false : isToMake(flags);
}

async function finish(
  at: DataHost,
  batchId: string,
  flags: CreateFlags,
  terminal: Terminal,
  before?: Batch,
): Promise<number> {
  const { json, passwords } = flags;
  const first = before ?? { ...valueIn(await at.call('bulk.get', { batchId })), users: [] };
  const quiet = { out: () => undefined, err: terminal.err };
  const { batch, interrupted } = await followBatch(
    at,
    first,
    json === true ? quiet : terminal,
    triedBy(flags),
  );
  if (passwords !== undefined && batch.counts.made > 0) {
    const saved = valueIn(await at.call('bulk.save', { batchId }));
    if (saved !== null) terminal.err(`${saved.name}\n`);
  }
  terminal.out(json === true ? jsonText(batch) : endText(batch, `${typedAs()} admin`));
  if (interrupted) return EXIT.interrupted.code;
  const { made, removed } = batch.counts;
  const isAll = made + removed === batch.users.length && batch.notPossible.length === 0;
  return isAll ? EXIT.ok.code : EXIT.unusable.code;
}
