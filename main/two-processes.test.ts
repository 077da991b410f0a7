import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chainOf } from '@core/chain/model.ts';
import { challenge, story } from '@core/chain/testing/story.ts';
import { lineOf } from '@core/history/line.ts';
import { secretsIn } from '@core/host/history/kept-secrets.ts';
import { createSealing } from '@core/host/history/sealing.ts';
import { createVault } from '@core/host/vault.ts';
import { openHistoryFile } from './ports/history/history-file.ts';
import { systemClock, systemRandom } from './ports/system.ts';
import { buildBesidePackages } from './testing/build-scripts.ts';
import { slowKeychain } from './testing/slow-keychain.ts';

const ROUNDS = 3;
const STEPS = 20;
const SECRETS = 9;
const NAMES = ['window', 'terminal'] as const;
/** So far apart that one could read its own key back before the other’s is written over it. Milliseconds. */
const KEYCHAIN_WRITES = { window: 5, terminal: 100 } as const;
const CHAIN = 'shared';

vi.setConfig({ testTimeout: 300_000 });
type Script = 'beside-writer' | 'vault-writer';
const built = new Map<Script, Awaited<ReturnType<typeof buildBesidePackages>>>();
beforeAll(async () => {
  for (const name of ['beside-writer', 'vault-writer'] as const)
    built.set(name, await buildBesidePackages(`testing/${name}`));
});
afterAll(() => Promise.all([...built.values()].map(({ remove }) => remove())));

interface Process {
  readonly child: ChildProcess;
  /** The next line it writes; rejects where it ends instead. */
  line(): Promise<string>;
}

function begin(name: string, script: Script, args: readonly (string | number)[]): Process {
  const child = spawn(process.execPath, [built.get(script)?.script ?? '', ...args.map(String)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit').then(([code]: unknown[]) => {
    throw new Error(`${name} ended with ${String(code)}`);
  });
  exit.catch(() => undefined);
  child.stdout?.setEncoding('utf8');
  const line = async () => {
    let text = '';
    while (!text.endsWith('\n')) {
      const told: unknown = child.stdout?.read();
      if (typeof told === 'string') text += told;
      else if (child.stdout) await Promise.race([once(child.stdout, 'readable'), exit]);
    }
    return text.trim();
  };
  return { child, line };
}

/** Starts all of them at one moment, and reads what each says in the end. */
async function together(processes: readonly Process[]): Promise<readonly unknown[]> {
  for (const { line } of processes) expect(await line()).toBe('ready');
  for (const { child } of processes) child.stdin?.write('go\n');
  return Promise.all(processes.map(async ({ line }) => JSON.parse(await line()) as unknown));
}

/** One step, whose secrets nobody has: the key is still to be made. */
async function beginChain(folder: string): Promise<void> {
  const events = story(
    [{ id: 'first', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 's:first') }],
    { chainId: CHAIN },
  );
  const history = openHistoryFile(folder, { now: Date.now });
  const chain = chainOf(events);
  if (chain === undefined) throw new Error('no chain');
  await history.append(
    lineOf(chain),
    events.map((event, seq) => ({ seq, event })),
  );
  await history.close();
}

test('two processes that go on with one chain at once lose no step, and seal under one key', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-beside-'));
    await beginChain(folder);
    const said = await together(
      NAMES.map((name) => begin(name, 'beside-writer', [folder, CHAIN, name, STEPS, KEYCHAIN_WRITES[name]])),
    );
    for (const one of said) expect(one).toMatchObject({ problem: null });

    const history = openHistoryFile(folder, { now: Date.now });
    const kept = await history.read(CHAIN);
    if (kept === undefined) throw new Error('the chain is gone');
    const own = NAMES.flatMap((name) => Array.from({ length: STEPS }, (_, at) => `${name}-${String(at)}`));
    const ids = (type: 'step.sent' | 'step.ended') =>
      kept.events.flatMap(({ event }) => (event.type === type ? [event.stepId] : [])).sort();
    expect(ids('step.sent')).toEqual(['first', ...own].sort());
    expect(ids('step.ended')).toEqual(['first', ...own].sort());
    expect(kept.line.steps).toBe(own.length + 1);

    const vault = createVault(slowKeychain(folder, 0), systemClock, () => undefined);
    await vault.probe();
    const secrets = await secretsIn(kept, createSealing(vault, systemRandom));
    expect(
      secrets.map(({ stepId, requestText, responseText }) => [stepId, requestText, responseText]),
    ).toEqual(expect.arrayContaining(own.map((id) => [id, `request of ${id}`, `answer to ${id}`])));
    expect(await readdir(folder)).not.toContain('keychain.lock');
    await history.close();
    await rm(folder, { recursive: true });
  }
});

test.each([
  // Writing takes so long that the other would come in between reading and writing the list.
  ['as it is', 20, 0],
  ['that caps its entries', 2, 64],
])(
  'two processes that use one keychain %s at once lose no account and mix no value',
  async (_, writeMs, maxBytes) => {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-vault-'));
    const said = await together(
      NAMES.map((name) => begin(name, 'vault-writer', [folder, name, SECRETS, writeMs, maxBytes])),
    );
    const kept = (name: string) =>
      Array.from({ length: SECRETS }, (_each, at) => at).flatMap((at) =>
        at % 3 === 0 ? [] : [`${name}:${at}`],
      );
    expect(said.map((accounts) => (accounts as string[]).sort())).toEqual(
      NAMES.map((name) => kept(name).sort()),
    );

    const keychain = slowKeychain(folder, 0, maxBytes);
    const vault = createVault(keychain, systemClock, () => undefined);
    await vault.probe();
    const all = [...NAMES.flatMap(kept), 'both'].sort();
    expect([...(await vault.accounts(''))].sort()).toEqual(all);
    for (const account of all) expect(await vault.get(account), account).toBeDefined();
    // Nothing lies about that no account names: neither an entry nor a part of one.
    for (const account of all) await vault.remove(account);
    expect(await keychain.accounts()).toEqual([]);
    await rm(folder, { recursive: true });
  },
);
