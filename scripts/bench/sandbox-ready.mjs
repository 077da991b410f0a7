import { performance } from 'node:perf_hooks';
import { createCaller } from './sandbox/caller.mjs';
import { cognitoLocal } from './sandbox/cognito-local.mjs';
import { countersign } from './sandbox/countersign.mjs';
import { median, ms, quantile, table, verdict } from './sandbox/figures.mjs';
import { createPool, firstSignIn, PASSWORD, signIn } from './sandbox/pool.mjs';
import { startServer } from './sandbox/server.mjs';

const RUNS = 20;
const GOAL_MS = 200;
// cognito-local answers for any pool; ours has this one from its seed, and ivy in it.
const DOCUMENT = '/eu-west-1_Kq7Zt2mXa/.well-known/openid-configuration';
const SEEDED = { clientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h', username: 'ivy', password: PASSWORD };

export const title = 'from process start to the first reply, and to the first tokens';

export default async function run({ quick = false } = {}) {
  const other = await cognitoLocal();
  const ours = { side: countersign(), user: SEEDED, ready: [], tokens: [] };
  const sides = [ours];
  try {
    if (!('missing' in other)) sides.push({ side: other, user: await seed(other), ready: [], tokens: [] });
    for (let count = 0; count < (quick ? RUNS / 4 : RUNS); count += 1) {
      for (const one of sides) await measure(one);
    }
  } finally {
    if ('discard' in other) other.discard();
  }
  const goalMet = quantile(ours.ready, 0.95) < GOAL_MS;
  return [
    ...table([
      [`${ours.ready.length} starts`, ...sides.map(({ side }) => side.name)],
      ['first reply, median', ...sides.map(({ ready }) => ms(median(ready)))],
      ['first reply, p95', ...sides.map(({ ready }) => ms(quantile(ready, 0.95)))],
      ['first tokens, median', ...sides.map(({ tokens }) => ms(median(tokens)))],
      ['first tokens, p95', ...sides.map(({ tokens }) => ms(quantile(tokens, 0.95)))],
    ]),
    ...('missing' in other ? [other.missing] : []),
    verdict(`first reply under ${GOAL_MS} ms`, goalMet),
  ];
}

/** The user who signs in after each start, kept in its data directory. */
async function seed(side) {
  const server = await startServer(side);
  const caller = createCaller(server.port);
  try {
    const pool = await createPool(caller.call);
    await firstSignIn(pool, SEEDED.username);
    return { ...SEEDED, clientId: pool.clientId };
  } finally {
    caller.close();
    await server.stop();
  }
}

async function measure({ side, user, ready, tokens }) {
  const begun = performance.now();
  const server = await startServer(side, { path: DOCUMENT });
  const caller = createCaller(server.port);
  try {
    ready.push(server.readyMs);
    await signIn({ call: caller.call, clientId: user.clientId }, user.username, user.password);
    tokens.push(performance.now() - begun);
  } finally {
    caller.close();
    await server.stop();
  }
}
