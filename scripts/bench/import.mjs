import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import { createGzip } from 'node:zlib';
import { root } from '../setup/paths.mjs';
import { signIns } from './import/sign-ins.mjs';
import { writeHar } from './import/write-har.mjs';

const MB = 1_000_000;
/** Of the issue: 50 MB in under two seconds. */
const GOAL_MS = 2_000;

export const title =
  'importing HAR files: 50 MB, 200 MB, packed, and ten million entries, in a thread beside the window';

/** Each in the built worker, as the application reads it: from the start of the thread to chains that are linked and masked. */
export default async function run({ loadCore, quick = false }) {
  const folder = mkdtempSync(join(tmpdir(), 'cs-import-'));
  const size = (mb) => Math.round(mb * MB * (quick ? 0.1 : 1));
  const lines = [];
  try {
    const small = join(folder, 'small.har');
    writeHar(small, size(50));
    await imported(small);
    lines.push(await line(small, GOAL_MS));

    const large = join(folder, 'large.har');
    writeHar(large, size(200));
    lines.push(await line(large));

    const packed = `${large}.gz`;
    await pipeline(createReadStream(large), createGzip({ level: 1 }), createWriteStream(packed));
    lines.push(await line(packed));

    const many = join(folder, 'many.har');
    await writeFile(many, `{"log":{"entries":[${'{},'.repeat(size(10) - 1)}{}]}}`);
    lines.push(await line(many));

    const { linkExchanges } = await loadCore('src/evidence/link.ts');
    const sizes = quick ? [500, 2_000] : [5_000, 20_000];
    linkExchanges(signIns(sizes[0]));
    for (const count of sizes) lines.push(linked(linkExchanges, signIns(count)));
    return lines;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function line(path, goal) {
  const { ms, message, paused, rss } = await imported(path);
  const what =
    message.type === 'fault'
      ? message.fault.code
      : `${message.content.left} entries left, ${message.content.chains.length} chains of ${steps(message.content.chains)} steps`;
  const met = goal === undefined ? '' : ms < goal ? ` (goal ${goal} ms: met)` : ` (goal ${goal} ms: missed)`;
  return [
    `${(statSync(path).size / MB).toFixed(0)} MB ${path.slice(path.lastIndexOf('/') + 1)}: ${ms.toFixed(0)} ms${met}`,
    `${what}; memory of the process rose by ${(rss / MB).toFixed(0)} MB; the caller's thread waited ${paused.toFixed(0)} ms at most`,
  ].join('; ');
}

/** Processor time, so that what else runs does not count. */
function linked(linkExchanges, exchanges) {
  const before = process.cpuUsage();
  const { chains } = linkExchanges(exchanges);
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1_000;
  return `linking ${exchanges.length} calls to ${chains.length} sign-ins: ${ms.toFixed(0)} ms of processor time, ${((ms * 1_000) / exchanges.length).toFixed(1)} µs a call`;
}

function steps(chains) {
  return chains.reduce((all, { secrets }) => all + secrets.length, 0);
}

/** @returns {Promise<{ ms: number, message: any, paused: number, rss: number }>} */
function imported(path) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  const begun = performance.now();
  delay.enable();
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(root, 'out/main/import-worker.js'), {
      workerData: { path, name: 'bench.har', bytes: statSync(path).size },
    });
    worker.on('error', reject);
    worker.on('message', (message) => {
      if (message.type === 'progress') return;
      const ms = performance.now() - begun;
      delay.disable();
      clearInterval(watch);
      void worker.terminate().then(() =>
        resolve({
          ms,
          message,
          paused: delay.max / 1e6,
          rss: Math.max(most, process.memoryUsage.rss()) - before,
        }),
      );
    });
  });
}
