import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { createSandbox } from '@core/sandbox/engine.ts';
import type { Read } from '@core/sandbox/problem.ts';
import { atMostEvery } from './at-most-every.ts';
import { holdsToken, isControlPath } from './control/access.ts';
import { answerControl } from './control/answer-control.ts';
import { openKeptState } from './kept-state.ts';
import { readArguments } from './sandbox-arguments.ts';
import { readSandboxFlags } from './sandbox-flags.ts';
import { type ChangedMessage, connectParent, SANDBOX_EXIT, type ReadyMessage } from './sandbox-parent.ts';
import { createSandboxServer, serverLimits } from './sandbox-server.ts';
import type { StateFile } from './state-file.ts';

// The sandbox's own process: Cognito's protocol and the control API on loopback, for as long as the parent lives.

const HOST = '127.0.0.1';
/** Faces read anew what changed: five times a second is as live as anyone can follow. */
const CHANGES_MS = 200;
/** A snapshot of many users is large. Who sends one has shown the token before it is read. */
const CONTROL_BODY_BYTES = 256 * 1_048_576;

const say = (line: string) => void process.stderr.write(`sandbox: ${line}\n`);
let stateFile: StateFile | undefined;
let readyMs = 0;
let isReady = false;

const parent = connectParent(() => void end());
const changed = atMostEvery(CHANGES_MS, () => {
  // Whoever waits for the process hears first of all that it is ready.
  if (isReady) parent.tell({ type: 'changed' } satisfies ChangedMessage);
});
process.once('SIGTERM', () => void end());
process.once('SIGINT', () => void end());

const args = good(readArguments(process.argv.slice(2)));
const start = good(await readSandboxFlags(args));
const token =
  start.token ?? process.env['COUNTERSIGN_SANDBOX_TOKEN'] ?? randomBytes(24).toString('base64url');
const kept = start.stateFile === undefined ? undefined : good(await openKeptState(start.stateFile));

const server = createSandboxServer(
  async (request) => {
    const made = await ready;
    if (!isControlPath(request.path)) return made.handle(request);
    const reply = await answerControl({ sandbox: made, token, readyMs }, request);
    // The engine tells of changes to its state; the clock's only the caller knows.
    if (request.method !== 'GET') stateFile?.changed();
    return reply;
  },
  serverLimits,
  ({ path, headers }) =>
    isControlPath(path) && holdsToken(token, headers) ? CONTROL_BODY_BYTES : serverLimits.bodyBytes,
);
server.on('error', (error: NodeJS.ErrnoException) => {
  if (parent.listens && error.code === 'EADDRINUSE') process.exit(SANDBOX_EXIT.portTaken);
  if (parent.listens && error.code === 'EACCES') process.exit(SANDBOX_EXIT.portForbidden);
  say(error.message);
  process.exit(1);
});
server.listen(start.port, HOST);
const ready = prepare();
const sandbox = await ready;
readyMs = Math.round(performance.now());
const { port } = server.address() as AddressInfo;
isReady = true;
parent.tell({ type: 'ready', port, token } satisfies ReadyMessage);
// Only now: making RSA keys takes longer than everything before it.
setImmediate(() => void sandbox.prepareKeys());

async function prepare(): Promise<ReturnType<typeof createSandbox>> {
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { seed, startAt, frozen } = start;
  const made = createSandbox({
    clock: { now: () => Date.now() },
    random: { bytes: (count) => randomBytes(count), uuid: () => randomUUID() },
    endpoint: `http://${HOST}:${String(port)}`,
    seed,
    frozen,
    ...(startAt === undefined ? {} : { startAt }),
    onFailure: (error) => say(String(error)),
    onChange: () => {
      stateFile?.changed();
      changed();
    },
  });
  stateFile = await kept?.attach(made, say);
  // The kept clock goes on, unless this start asks for another.
  if (startAt !== undefined) made.clock.set(startAt);
  if (frozen) made.clock.freeze(true);
  return made;
}

async function end(): Promise<void> {
  await stateFile?.close();
  process.exit(0);
}

/** What was asked for, or the end: a sandbox that begins otherwise than asked is of no use. */
function good<T>(read: Read<T>): T {
  if (read.problem === undefined) return read.value;
  say(read.problem);
  process.exit(SANDBOX_EXIT.flags);
}
