import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDatabase } from './ports/history/database.ts';
import { HISTORY_FILE, openHistoryFile } from './ports/history/history-file.ts';
import { buildBesidePackages } from './testing/build-scripts.ts';

const KILLS = 200;
/** After so many kills a new file is begun: the beginning of one is killed, too. */
const KILLS_OF_A_FILE = 20;
/** Every so many kills come before the process has said anything. */
const EARLY = 10;
const MOMENT_MS = 60;

vi.setConfig({ testTimeout: 600_000 });
let built: Awaited<ReturnType<typeof buildBesidePackages>>;
let folder = '';
beforeAll(async () => {
  built = await buildBesidePackages('testing/history-writer');
});
afterAll(async () => {
  await built.remove();
});

/** What a writer said it had written, by chain; -1: it was about to be wiped. */
type Said = Map<string, number>;

function writer(name: string, said: Said): ChildProcess {
  const child = spawn(process.execPath, [built.script, folder, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [chainId = '', seq = ''] = line.split(' ');
      said.set(chainId, Number(seq));
    }
  });
  return child;
}

/** Nothing of the file is broken, and all of its tables tell the same. */
function check(): void {
  const db = openDatabase(join(folder, HISTORY_FILE));
  try {
    const version = db.prepare('PRAGMA user_version').raw().get();
    expect(db.prepare('PRAGMA integrity_check').raw().get()).toEqual(['ok']);
    // Killed before its tables were there.
    if (Array.isArray(version) && version[0] === 0) return;
    db.exec(`INSERT INTO words (words) VALUES ('integrity-check')`);
    const counts = db
      .prepare(
        `SELECT (SELECT count(*) FROM event) AS events, (SELECT sum(events) FROM chain) AS told,
           (SELECT count(*) FROM facet WHERE key = 'status') AS statuses, (SELECT count(*) FROM chain) AS chains,
           (SELECT count(*) FROM facet WHERE key = 'user') AS users,
           (SELECT sum(chains) FROM value WHERE key = 'user') AS counted`,
      )
      .get() as Record<string, number | null>;
    expect(counts['events'] ?? 0).toBe(counts['told'] ?? 0);
    for (const name of ['statuses', 'users']) expect(counts[name]).toBe(counts['chains']);
    expect(counts['counted'] ?? 0).toBe(counts['users']);
  } finally {
    db.close();
  }
}

/** Everything that was said to be written is there. */
async function expectKept(said: Said): Promise<void> {
  const history = openHistoryFile(folder, { now: Date.now });
  for (const [chainId, seq] of said) {
    const kept = await history.read(chainId);
    if (seq === -1) {
      // Wiped whole, or not at all.
      expect([0, 9]).toContain(kept?.events.length ?? 0);
      continue;
    }
    expect(kept?.events.length, chainId).toBeGreaterThan(seq);
    for (const { seq: at, sealed } of kept?.events ?? [])
      expect(Buffer.from(sealed ?? []).toString()).toContain(`${chainId}/${at} `);
  }
  await history.close();
}

test(`no committed step is lost, and no file broken, over ${KILLS} kills at moments of chance`, async () => {
  const all: Said = new Map();
  let written = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    if (kill % KILLS_OF_A_FILE === 0) {
      folder = await mkdtemp(join(tmpdir(), 'countersign-kill-'));
      all.clear();
    }
    const said: Said = new Map();
    const names = kill % 4 === 3 ? [`${kill}a`, `${kill}b`] : [`${kill}a`];
    const children = names.map((name) => writer(name, said));
    const gone = children.map((child) => once(child, 'close'));
    if (kill % EARLY === 0) await pause(randomInt(20, 120));
    else {
      await expect.poll(() => said.size, { interval: 2 }).toBeGreaterThan(0);
      await pause(randomInt(0, MOMENT_MS));
    }
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(gone);
    check();
    await expectKept(said);
    for (const [chainId, seq] of said) all.set(chainId, seq);
    written += [...said.values()].reduce((sum, seq) => sum + seq + 1, 0);
    if ((kill + 1) % KILLS_OF_A_FILE === 0) {
      await expectKept(all);
      await rm(folder, { recursive: true });
    }
  }
  expect(written).toBeGreaterThan(KILLS * 10);
});
