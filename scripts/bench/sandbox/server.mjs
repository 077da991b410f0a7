import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { send } from './caller.mjs';

const GIVE_UP_MS = 30_000;
const RETRY_MS = 2;

/**
 * @typedef {object} Side  one of the servers that are compared
 * @property {string} name
 * @property {(port: number) => { args: string[], cwd?: string, env?: Record<string, string> }} command  for Node
 */

/**
 * Starts a server in its own process and waits for its first reply, which is asked for again and again from the start:
 * both sides are told to be ready by the same means, whatever they print.
 * @param {Side} side
 * @param {{ path?: string, execArgv?: string[], ipc?: boolean }} [options]  `path`: what the first reply is asked for
 */
export async function startServer(side, { path = '/health', execArgv = [], ipc = false } = {}) {
  const port = await freePort();
  const { args, cwd, env } = side.command(port);
  const begun = performance.now();
  const child = spawn(process.execPath, [...execArgv, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', ...(ipc ? ['ipc'] : [])],
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const endWithUs = () => child.kill();
  process.once('exit', endWithUs);
  const exited = once(child, 'exit');
  const stop = async () => {
    process.off('exit', endWithUs);
    child.kill();
    await exited;
  };
  while (!(await answers(port, path))) {
    if (child.exitCode === null && performance.now() - begun < GIVE_UP_MS) continue;
    await stop();
    throw new Error(`${side.name} does not answer on port ${port}.\n${said}`);
  }
  return { port, child, readyMs: performance.now() - begun, stop };
}

/** Whether something listens. Any status is an answer: only one side has the path. */
async function answers(port, path) {
  try {
    await send({ agent: false, port, method: 'GET', path });
    return true;
  } catch (error) {
    if (error.code !== 'ECONNREFUSED') throw error;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    return false;
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
