import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { cacheDir } from '../setup/paths.mjs';
import { filledHistory, loadStore } from './history/fill.mjs';
import { madeChain } from './history/made-chain.mjs';
import { ms, quantile, table, verdict } from './sandbox/figures.mjs';

const CHAINS = 100_000;
const OPENED = 2_000;
const WRITTEN = 2_000;
const STEPS_EACH = 10;
const OPEN_GOAL_MS = 50;
const WRITE_GOAL_MS = 2;
/** Of the resident set, between the first use and the last. */
const MEMORY_GOAL_MB = 64;

export const title = 'the history’s file with 1,000,000 steps: opening a chain, writing a step, memory';

export default async function run({ loadCore, quick = false }) {
  const store = await loadStore(loadCore);
  const chains = quick ? CHAINS / 10 : CHAINS;
  const filled = await filledHistory(chains, store);
  // It is written to: the next run finds it as it was.
  const folder = mkdtempSync(join(cacheDir, 'history-written-'));
  try {
    cpSync(join(filled, 'history.db'), join(folder, 'history.db'));
    return await measure(store, folder, chains, quick);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(store, folder, chains, quick) {
  const begun = performance.now();
  const history = store.openHistoryFile(folder, { now: Date.now });
  const first = await history.search({ terms: [] }, { most: 200 });
  const openedIn = performance.now() - begun;
  const { steps, bytes } = await history.size();

  const read = await opened(history, quick ? OPENED / 10 : OPENED, chains);
  const memory = { before: resident() };
  const written = await writtenSteps(store, history, quick ? WRITTEN / 10 : WRITTEN, chains);
  const readLater = await opened(history, quick ? OPENED / 10 : OPENED, chains);
  const pages = await paged(history, 200);
  memory.after = resident();
  await history.close();

  const row = (what, times) => [what, ...[0.5, 0.95, 1].map((part) => ms(quantile(times, part), 2))];
  const grown = (memory.after - memory.before) / 1e6;
  return [
    `${chains.toLocaleString('en-US')} chains, ${steps.toLocaleString('en-US')} steps, ${(bytes / 1e9).toFixed(1)} GB; the first ${first.found.length} lines ${ms(openedIn)} after nothing was loaded`,
    ...table([
      ['', 'median', 'p95', 'slowest'],
      row('open a chain, cold', read),
      row('open a chain, later', readLater),
      row('write a step, sealed', written.times),
      row('the same, time of the processor', written.cpu),
      row('a page of 200 lines', pages),
    ]),
    `memory: ${(memory.before / 1e6).toFixed(0)} MB resident before ${written.times.length.toLocaleString('en-US')} steps, ${(memory.after / 1e6).toFixed(0)} MB after them and ${readLater.length.toLocaleString('en-US')} chains more`,
    verdict(`opening a chain under ${OPEN_GOAL_MS} ms`, quantile([...read, ...readLater], 1) < OPEN_GOAL_MS),
    verdict(`writing a step under ${WRITE_GOAL_MS} ms (p95)`, quantile(written.times, 0.95) < WRITE_GOAL_MS),
    verdict(`no more than ${MEMORY_GOAL_MB} MB more memory`, grown < MEMORY_GOAL_MB),
  ];
}

async function opened(history, count, chains) {
  const times = [];
  for (let n = 0; n < count; n++) {
    const [started] = madeChain(Math.floor(Math.random() * chains), { steps: 0 });
    const begun = performance.now();
    const kept = await history.read(started.chainId);
    times.push(performance.now() - begun);
    if (kept === undefined) throw new Error(`${started.chainId} is not there.`);
  }
  return times;
}

/** A step as the host writes it: its line and its sealed request, then its line and its sealed answer. */
async function writtenSteps({ seal, chainOf, lineOf }, history, count, chains) {
  const key = randomBytes(32);
  const secrets = JSON.stringify({ requestText: 'x'.repeat(1_600), responseText: 'y'.repeat(3_200) });
  const times = [];
  const cpu = [];
  for (let at = 0; at < count / STEPS_EACH; at++) {
    const events = madeChain(chains + at, { steps: STEPS_EACH });
    for (let seq = 0; seq < events.length; seq += seq === 0 ? 1 : 2) {
      const [begun, used] = [performance.now(), process.cpuUsage()];
      for (const place of seq === 0 ? [0] : [seq, seq + 1]) {
        const event = events[place];
        const line = lineOf(chainOf(events.slice(0, place + 1)));
        const sealed = seal(key, randomBytes(12), secrets, `${line.chainId}/${place}`);
        await history.append(line, [{ seq: place, event, sealed }]);
      }
      if (seq === 0) continue;
      times.push(performance.now() - begun);
      const { user, system } = process.cpuUsage(used);
      cpu.push((user + system) / 1_000);
    }
    // As between two sign-ins: the moments in which the file tidies up.
    if (at % 20 === 19) await setTimeout(700);
  }
  return { times, cpu };
}

async function paged(history, count) {
  const times = [];
  let after;
  for (let n = 0; n < count; n++) {
    const begun = performance.now();
    const page = await history.search(
      { terms: [] },
      { most: 200, ...(after === undefined ? {} : { after }) },
    );
    times.push(performance.now() - begun);
    after = page.next;
  }
  return times;
}

function resident() {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}
