import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bruno, installBruno, writeCollection } from './scenarios/bruno.mjs';
import { toSandbox, toService } from './scenarios/first-request.mjs';
import { seededSandbox } from './scenarios/sandbox.mjs';
import { cli, onEndpoint, signIn, timed } from './scenarios/terminal.mjs';
import { csvOf, usernames } from './scenarios/users.mjs';
import { median, ms, quantile, table, verdict } from './sandbox/figures.mjs';

const SUITE_GOAL_MS = 10_000;
const FACTOR_GOAL = 3;
const FIRST_GOAL_MS = 300;
/** Of the resident set, of the last quarter of a run over that of its second. */
const GROWTH_GOAL = 1.15;
const WORKERS = 2;
/** Tried one after the other: a service is waited for most of the time, so more than there are processors. */
const MANY = [1, WORKERS, 2 * WORKERS, 4 * WORKERS];
const ROUNDS = 9;
const TURNS = 3;

export const title =
  'scenarios: the gallery, 1,000 sign-ins beside Bruno’s CLI, memory over 10,000, the first request';

export default async function run({ quick = false } = {}) {
  if (!existsSync(cli)) throw new Error(`${cli} is missing. Run "npm run build" first.`);
  const sandbox = await seededSandbox(quick ? 1_000 : 10_000);
  try {
    writeFileSync(join(sandbox.folder, 'sign-in.yaml'), signIn);
    return [
      ...(await suite(sandbox)),
      ...(await besideBruno(sandbox, quick ? 100 : 1_000)),
      ...(await memory(sandbox, quick ? 1_000 : 10_000)),
      ...(await firstRequest(sandbox, quick ? 3 : ROUNDS)),
    ];
  } finally {
    await sandbox.stop();
  }
}

async function suite({ folder }) {
  const { ms: took, said } = await passed([cli, 'run', 'gallery', '--workers', String(WORKERS)], folder);
  const all = /\d[\d,]* (?:scenarios? )?passed/.exec(said)?.[0] ?? 'all passed';
  return [
    `the gallery, ${WORKERS} workers: ${(took / 1_000).toFixed(1)} s (${all})`,
    verdict(`under ${SUITE_GOAL_MS / 1_000} s`, took < SUITE_GOAL_MS),
  ];
}

async function besideBruno(sandbox, count) {
  const { folder, endpoint, reset } = sandbox;
  const csv = join(folder, 'users.csv');
  writeFileSync(csv, csvOf(usernames(count)));
  const rate = async (args, cwd) => {
    await reset();
    const { ms: took } = await passed(args, cwd);
    return (count * 1_000) / took;
  };
  const ours = (workers) => () =>
    rate([cli, 'run', 'sign-in.yaml', '--workers', String(workers), ...onEndpoint(endpoint)], folder);
  const own = MANY.map((workers) => ({
    name: `countersign, ${workers === 1 ? '1 worker' : `${workers} workers`}`,
    run: ours(workers),
  }));
  const missing = await installBruno();
  const collection = join(folder, 'bruno');
  if (missing === undefined) writeCollection(collection, endpoint);
  const theirs = (...more) => {
    const data = ['--csv-file-path', csv, '--env', 'bench', '--noproxy', '--sandbox', 'developer'];
    return () => rate([bruno.script, 'run', ...data, ...more], collection);
  };
  const rival =
    missing === undefined
      ? [
          { name: `${bruno.name}, one after the other`, run: theirs() },
          { name: `${bruno.name}, --parallel`, run: theirs('--parallel') },
        ]
      : [];
  // In turns, so that a slow moment of the machine doesn't fall on one side alone; each counts by its best.
  const best = new Map();
  for (let turn = 0; turn < TURNS; turn += 1)
    for (const { name, run } of [...own, ...rival])
      best.set(name, Math.max(best.get(name) ?? 0, await run()));
  const rows = [
    [`scenarios per second, start to end, best of ${TURNS}`, `${count} sign-ins`],
    ...[...best].map(([name, perSecond]) => [name, perSecond.toFixed(1)]),
  ];
  if (missing !== undefined) return [...table(rows), missing];
  const rates = (side) => side.map(({ name }) => best.get(name));
  const single = rates(own)[0] / rates(rival)[0];
  const most = Math.max(...rates(own)) / Math.max(...rates(rival));
  return [
    ...table(rows),
    verdict(
      `at least ${FACTOR_GOAL} times Bruno’s best, each at its best (${most.toFixed(1)} times; one worker beside one after the other ${single.toFixed(1)} times)`,
      most >= FACTOR_GOAL,
    ),
  ];
}

async function memory({ folder, endpoint, reset }, count) {
  await reset();
  writeFileSync(join(folder, 'users.csv'), csvOf(usernames(count)));
  const args = ['run', 'sign-in.yaml', '--workers', String(WORKERS), ...onEndpoint(endpoint)];
  const { resident, ms: took } = await passed([cli, ...args, '--reporter', 'json:memory.json'], folder, {
    memory: true,
  });
  const quarter = Math.floor(resident.length / 4);
  const parts = [0, 1, 2, 3].map((part) => median(resident.slice(part * quarter, (part + 1) * quarter)));
  const [, second, , last] = parts;
  return [
    `memory over ${count.toLocaleString('en')} scenarios in ${(took / 1_000).toFixed(0)} s: ${parts.map((mb) => `${mb.toFixed(0)} MB`).join(', ')} resident, quarter by quarter; ${Math.max(...resident).toFixed(0)} MB at most`,
    verdict(`flat (last quarter no more than ${GROWTH_GOAL} times the second)`, last <= second * GROWTH_GOAL),
  ];
}

async function firstRequest({ folder }, rounds) {
  const service = await toService(folder, rounds);
  const sandbox = await toSandbox(folder, rounds);
  const row = (name, times) => [name, ms(median(times)), ms(quantile(times, 1))];
  return [
    ...table([
      ['start to first request', 'median', 'slowest'],
      row('to a service', service),
      row('to the sandbox of the run', sandbox),
    ]),
    verdict(`under ${FIRST_GOAL_MS} ms to a service (median)`, median(service) < FIRST_GOAL_MS),
  ];
}

/** What it took; a run that does not pass is no figure. */
async function passed(args, cwd, options = {}) {
  const ended = await timed(args, { cwd, ...options });
  if (ended.code === 0) return ended;
  throw new Error(`${args.slice(1).join(' ')} ended with ${ended.code}:\n${ended.said}`);
}
