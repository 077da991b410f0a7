import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createSealing, sealPlace, type Sealing } from '@core/host/history/sealing.ts';
import { createVault } from '@core/host/vault.ts';
import type { KeptChain } from '@core/history/history.ts';
import { openDatabase } from '../ports/history/database.ts';
import { HISTORY_FILE, openHistoryFile } from '../ports/history/history-file.ts';
import { systemClock, systemRandom } from '../ports/system.ts';
import { hashOf, type SaidByHost } from './said-by-host.ts';
import { slowKeychain } from './slow-keychain.ts';

/** Every so many kills come before the host has said anything: while it opens its file, or begins it. */
const EARLY = 5;
const EARLY_MS = 800;
/** So long its sandbox may take to see that it is alone. */
const GONE_MS = 30_000;

export interface KillRounds {
  /** The built host-writer.ts, and the process of its sandbox. */
  readonly script: string;
  readonly sandboxScript: string;
  /** At least. */
  readonly kills: number;
  /** Goes on until so many steps were kept, too: a busy machine gets through few of them before a kill. */
  readonly leastSteps?: number;
  /** After so many a new file is begun: the beginning of one is killed, too. */
  readonly killsOfAFile: number;
  /** How long after the first event that was kept a kill comes at the latest, milliseconds. */
  readonly withinMs: number;
}

export interface KillFigures {
  kills: number;
  chains: number;
  /** Events that the host said are in the history, steps that ended among them, and events it had told of in all. */
  kept: number;
  steps: number;
  told: number;
}

/** By chain: hashes of its events as told, and how many are said to be kept. */
type Said = Map<string, { readonly hashes: string[]; kept: number }>;

/**
 * Kills the product's host with SIGKILL at moments of chance, and opens its file anew after each.
 * @throws Error where an event that was said to be kept is not there as it was told, its secrets can't be opened, or the
 * file is not whole
 */
export async function killRounds(rounds: KillRounds): Promise<KillFigures> {
  const figures: KillFigures = { kills: 0, chains: 0, kept: 0, steps: 0, told: 0 };
  const goesOn = (): boolean => figures.kills < rounds.kills || figures.steps < (rounds.leastSteps ?? 0);
  while (goesOn()) {
    const home = await mkdtemp(join(tmpdir(), 'countersign-killed-'));
    const [folder, keychain] = [join(home, 'data'), join(home, 'keychain')];
    await mkdir(keychain);
    const all: Said = new Map();
    for (let at = 0; at < rounds.killsOfAFile && goesOn(); at++) {
      const said: Said = new Map();
      await oneKill(rounds, folder, keychain, figures.kills % EARLY === 0, said);
      figures.kills += 1;
      checkFile(folder);
      await checkKept(folder, keychain, said, figures);
      for (const [chainId, one] of said) all.set(chainId, one);
    }
    // What earlier hosts wrote was not harmed by the kills of later ones.
    await checkKept(folder, keychain, all);
    await rm(home, { recursive: true });
  }
  return figures;
}

async function oneKill(
  { script, sandboxScript, withinMs }: KillRounds,
  folder: string,
  keychain: string,
  early: boolean,
  said: Said,
): Promise<void> {
  const child = spawn(process.execPath, [script, folder, keychain, sandboxScript], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // The sandbox holds the error output, too: closed, it is gone with its host.
  const closed = once(child, 'close');
  let ended = false;
  child.once('exit', () => (ended = true));
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const problems: string[] = [];
  const begun = listen(child, said, problems);
  if (early) await pause(randomInt(EARLY_MS));
  else {
    await Promise.race([begun, closed]);
    await pause(randomInt(withinMs));
  }
  if (ended) throw new Error(`The host ended by itself: ${errors}`);
  child.kill('SIGKILL');
  const giveUp = new AbortController();
  const outlived = pause(GONE_MS, true, { signal: giveUp.signal }).catch(() => false);
  if (await Promise.race([closed.then(() => false), outlived])) throw new Error('Its sandbox outlives it.');
  giveUp.abort();
  const [problem] = problems;
  if (problem !== undefined) throw new Error(problem);
}

/** Resolves with the first event that is kept, or the first problem. */
function listen(child: ChildProcess, said: Said, problems: string[]): Promise<void> {
  return new Promise((resolve) => {
    let rest = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const one = JSON.parse(line) as SaidByHost;
        if (one.said === 'problem') {
          problems.push(one.problem);
          resolve();
          continue;
        }
        const chain = said.get(one.chainId) ?? { hashes: [], kept: 0 };
        said.set(one.chainId, chain);
        if (one.said === 'told') chain.hashes.push(one.hash);
        else {
          chain.kept = Math.max(chain.kept, one.events);
          resolve();
        }
      }
    });
  });
}

function checkFile(folder: string): void {
  const db = openDatabase(join(folder, HISTORY_FILE));
  try {
    const found = JSON.stringify(db.prepare('PRAGMA integrity_check').raw().all());
    if (found !== '[["ok"]]') throw new Error(`The file is broken: ${found}`);
  } finally {
    db.close();
  }
}

async function checkKept(folder: string, keychain: string, said: Said, figures?: KillFigures): Promise<void> {
  const history = openHistoryFile(folder, { now: Date.now });
  const vault = createVault(slowKeychain(keychain, 0), systemClock, () => undefined);
  await vault.probe();
  const sealing = createSealing(vault, systemRandom);
  for (const [chainId, { hashes, kept: events }] of said) {
    const kept = await history.read(chainId);
    const there = kept?.events.length ?? 0;
    if (there < events)
      throw new Error(`Of ${chainId} ${String(events)} events were kept, and ${String(there)} are there.`);
    if (kept === undefined) continue;
    await checkWhole(kept, hashes, sealing);
    if (figures === undefined) continue;
    figures.chains += 1;
    figures.kept += events;
    figures.told += hashes.length;
    figures.steps += kept.events.slice(0, events).filter(({ event }) => event.type === 'step.ended').length;
  }
  const problem = history.problem?.();
  await history.close();
  if (problem !== undefined) throw new Error(problem);
}

/** Every event as it was told, in its order, and all of its secrets behind it. */
async function checkWhole({ line, events }: KeptChain, hashes: string[], sealing: Sealing): Promise<void> {
  for (const { seq, event, sealed } of events) {
    const place = sealPlace(line.chainId, seq);
    if (hashOf(event) !== hashes[seq]) throw new Error(`${place} is other than it was told.`);
    if (event.type !== 'step.sent' && event.type !== 'step.ended') continue;
    const text = sealed && (await sealing.unseal(sealed, place));
    if (text === undefined) throw new Error(`The secrets of ${place} can’t be opened.`);
    const { stepId } = JSON.parse(text) as { stepId?: string };
    if (stepId !== event.stepId) throw new Error(`The secrets of ${place} are another step’s.`);
  }
}
