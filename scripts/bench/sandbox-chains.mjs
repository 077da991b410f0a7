import { createCaller } from './sandbox/caller.mjs';
import { cognitoLocal } from './sandbox/cognito-local.mjs';
import { countersign } from './sandbox/countersign.mjs';
import { median, rate, table, verdict } from './sandbox/figures.mjs';
import { createPool, firstSignIn } from './sandbox/pool.mjs';
import { startServer } from './sandbox/server.mjs';

const ROUNDS = 6;
const CHAINS = 100;
const WARM_UP = 20;
const AT_ONCE = 8;
const GOAL = 5;

export const title =
  'create a user, sign in with the password, answer NEW_PASSWORD_REQUIRED: chains per second';

export default async function run({ quick = false } = {}) {
  const other = await cognitoLocal();
  const sides = 'missing' in other ? [countersign()] : [countersign(), other];
  const runs = [];
  try {
    for (const side of sides) runs.push(await begin(side));
    const chains = quick ? CHAINS / 5 : CHAINS;
    for (let round = 0; round < ROUNDS; round++) {
      // Taking turns at going first lets a busy machine slow both alike.
      for (const one of round % 2 === 0 ? runs : [...runs].reverse()) await measure(one, chains);
    }
  } finally {
    for (const one of runs) await one.end();
    if ('discard' in other) other.discard();
  }
  const [ours, theirs] = runs;
  const rows = [
    ['chains per second', ...runs.map(({ side }) => side.name)],
    ['one at a time', ...runs.map(({ single }) => shown(median(single)))],
    [`${AT_ONCE} at once`, ...runs.map(({ several }) => shown(median(several)))],
    [`${AT_ONCE} at once, first round`, ...runs.map(({ several }) => shown(several[0]))],
    [`${AT_ONCE} at once, last round`, ...runs.map(({ several }) => shown(several[ROUNDS - 1]))],
  ];
  if (theirs === undefined) return [...table(rows), other.missing];
  const factors = ['single', 'several'].map((kind) => median(ours[kind]) / median(theirs[kind]));
  return [
    ...table(rows),
    verdict(
      `at least ${GOAL} times cognito-local's (${factors.map((factor) => factor.toFixed(1)).join(' and ')} times)`,
      factors.every((factor) => factor >= GOAL),
    ),
  ];
}

function shown(perSecond) {
  return perSecond.toFixed(0);
}

async function begin(side) {
  const server = await startServer(side);
  const caller = createCaller(server.port, AT_ONCE);
  const one = { side, single: [], several: [], users: 0 };
  const end = async () => {
    caller.close();
    await server.stop();
  };
  try {
    one.pool = await createPool(caller.call);
    await rate(WARM_UP, 1, () => chain(one));
  } catch (error) {
    await end();
    throw error;
  }
  return { ...one, end };
}

function chain(one) {
  one.users += 1;
  return firstSignIn(one.pool, `user${one.users}`);
}

async function measure(one, chains) {
  one.single.push(await rate(chains, 1, () => chain(one)));
  one.several.push(await rate(chains, AT_ONCE, () => chain(one)));
}
