import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { createCaller } from './sandbox/caller.mjs';
import { countersign } from './sandbox/countersign.mjs';
import { ms, rate, table, verdict } from './sandbox/figures.mjs';
import { createPool, firstSignIn, refresh, refusedSignIn, signIn } from './sandbox/pool.mjs';
import { startServer } from './sandbox/server.mjs';

const USERS = 10_000;
const BLOCK = 10_000;
const BLOCKS = 10;
const AT_ONCE = 8;
/** Lost between the first and the last block. */
const SLOWDOWN_GOAL = 0.1;
/** Kept of one chain. A UUID alone takes more, so nothing that is remembered for each would pass. */
const HEAP_GOAL = 32;
const PROBE = pathToFileURL(join(import.meta.dirname, 'sandbox', 'usage-probe.mjs')).href;

export const title =
  'many users and chains: do the rate and the memory stay? (Ours alone: cognito-local slows with each user, as sandbox-chains shows.)';

export default async function run({ quick = false } = {}) {
  const [users, block] = quick ? [USERS / 10, BLOCK / 10] : [USERS, BLOCK];
  const server = await startServer(countersign(), {
    execArgv: ['--expose-gc', '--import', PROBE],
    ipc: true,
  });
  const caller = createCaller(server.port, AT_ONCE);
  try {
    const pool = await createPool(caller.call);
    const rows = [];
    const row = async (what, count, work) => {
      const before = await usage(server.child);
      const perSecond = await rate(count, AT_ONCE, work);
      const { cpuMs, heapUsed, rss } = await usage(server.child);
      rows.push({ what, perSecond, cpuMs: (cpuMs - before.cpuMs) / count, heapUsed, rss });
    };
    await row(`${users} users, each with a first sign-in`, users, (at) => firstSignIn(pool, `user${at}`));
    await row(`${block} chains to warm up`, block, (at) => chain(pool, at, users));
    for (let done = 1; done <= BLOCKS; done++) {
      await row(`chain ${done * block}`, block, (at) => chain(pool, at, users));
    }
    return report(rows, block);
  } finally {
    caller.close();
    await server.stop();
  }
}

/** Ten of these are ten sign-ins, two refreshes and a wrong password, spread over all users. */
async function chain(pool, index, users) {
  const username = `user${(index * 7_919) % users}`;
  const kind = index % 10;
  if (kind === 0) await refusedSignIn(pool, username);
  const { RefreshToken } = await signIn(pool, username);
  if (kind === 1 || kind === 2) await refresh(pool, RefreshToken);
}

/** @returns {Promise<{ cpuMs: number, heapUsed: number, rss: number }>} */
async function usage(child) {
  child.send('usage');
  for (;;) {
    const [message] = await once(child, 'message');
    if (message.usage !== undefined) return message.usage;
  }
}

function report(rows, block) {
  const measured = rows.slice(-BLOCKS);
  const [first, last] = [measured[0], measured[BLOCKS - 1]];
  const lost = 1 - last.perSecond / first.perSecond;
  const dearer = last.cpuMs / first.cpuMs - 1;
  const grown = (last.heapUsed - first.heapUsed) / (block * (BLOCKS - 1));
  return [
    ...table([
      ['', 'chains/s', 'cpu a chain', 'heap', 'rss'],
      ...rows.map(({ what, perSecond, cpuMs, heapUsed, rss }) => [
        what,
        perSecond.toFixed(0),
        ms(cpuMs, 2),
        megabytes(heapUsed),
        megabytes(rss),
      ]),
    ]),
    `from chain ${block} to ${block * BLOCKS}: ${percent(lost)} slower, ${percent(dearer)} more cpu, ${grown.toFixed(0)} bytes of heap kept a chain`,
    verdict(`no more than ${SLOWDOWN_GOAL * 100} % slower`, lost <= SLOWDOWN_GOAL),
    verdict(`under ${HEAP_GOAL} bytes kept of a chain`, grown < HEAP_GOAL),
  ];
}

function percent(part) {
  return `${(part * 100).toFixed(1)} %`;
}

function megabytes(bytes) {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}
