import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { get } from 'node:http';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

const RUNS = 20;
const LIMIT_MS = 300;
const DOCUMENT = '/eu-west-1_Kq7Zt2mXa/.well-known/openid-configuration';

export const title = 'the sandbox, from process start to its first successful HTTP reply';

/** Needs the application's build; `script` names another one. */
export default async function run({ script } = {}) {
  const path = script ?? resolve(import.meta.dirname, '../../out/main/sandbox-process.js');
  if (!existsSync(path)) throw new Error(`${path} is missing. Run "npm run build" first.`);
  const times = [];
  for (let count = 0; count < RUNS; count += 1) times.push(await measure(path));
  times.sort((a, b) => a - b);
  const median = (times[RUNS / 2 - 1] + times[RUNS / 2]) / 2;
  const p95 = times[Math.ceil(RUNS * 0.95) - 1];
  return [
    `${RUNS} starts: median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`,
    `limit ${LIMIT_MS} ms: ${p95 < LIMIT_MS ? 'held' : 'BROKEN'}`,
  ];
}

async function measure(script) {
  const begun = performance.now();
  const child = fork(script, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  const [{ port }] = await once(child, 'message');
  await firstReply(port);
  const ms = performance.now() - begun;
  child.kill();
  await exited;
  return ms;
}

async function firstReply(port) {
  const [response] = await once(get({ host: '127.0.0.1', port, path: DOCUMENT, agent: false }), 'response');
  response.resume();
  await once(response, 'end');
  if (response.statusCode !== 200) throw new Error(`the sandbox answered ${response.statusCode}`);
}

if (process.argv[1] === import.meta.filename) {
  for (const line of await run({ script: process.argv[2] })) console.log(line);
}
