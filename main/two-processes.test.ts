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
const NAMES = ['window', 'terminal'] as const;
/** So far apart that one could read its own key back before the other’s is written over it. Milliseconds. */
const KEYCHAIN_WRITES = { window: 5, terminal: 100 } as const;
const CHAIN = 'shared';

vi.setConfig({ testTimeout: 300_000 });
let built: Awaited<ReturnType<typeof buildBesidePackages>>;
beforeAll(async () => {
  built = await buildBesidePackages('testing/beside-writer');
});
afterAll(() => built.remove());

interface Process {
  readonly child: ChildProcess;
  /** The next line it writes; rejects where it ends instead. */
  line(): Promise<string>;
}

function begin(folder: string, name: keyof typeof KEYCHAIN_WRITES): Process {
  const args = [folder, CHAIN, name, String(STEPS), String(KEYCHAIN_WRITES[name])];
  const child = spawn(process.execPath, [built.script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
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
    const processes = NAMES.map((name) => begin(folder, name));
    for (const { line } of processes) expect(await line()).toBe('ready');
    for (const { child } of processes) child.stdin?.write('go\n');
    const said = await Promise.all(processes.map(async ({ line }) => JSON.parse(await line()) as object));
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
