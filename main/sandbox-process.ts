import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { createSandbox } from '@core/sandbox/engine.ts';
import { answerControl, CONTROL_PREFIX } from './sandbox-control.ts';
import { connectParent, type ReadyMessage } from './sandbox-parent.ts';
import { createSandboxServer } from './sandbox-server.ts';

// The sandbox's own process: Cognito's protocol and the control API on loopback, for as long as the parent lives.

const HOST = '127.0.0.1';
const token = process.env['COUNTERSIGN_SANDBOX_TOKEN'] ?? randomBytes(24).toString('base64url');
const parent = connectParent(() => process.exit(0));

const server = createSandboxServer(async (request) => {
  const { sandbox } = running;
  return request.path.startsWith(CONTROL_PREFIX)
    ? answerControl({ sandbox, token, readyMs }, request)
    : sandbox.handle(request);
});
server.on('error', (error) => {
  process.stderr.write(`sandbox: ${error.message}\n`);
  process.exit(1);
});

let readyMs = 0;
const running = await listen(portArgument(process.argv));
readyMs = Math.round(performance.now());
const ready: ReadyMessage = { type: 'ready', port: running.port, token };
parent.tell(ready);
// Only now: making RSA keys takes longer than everything before it.
setImmediate(() => void running.sandbox.prepareKeys());

function listen(port: number): Promise<{ sandbox: ReturnType<typeof createSandbox>; port: number }> {
  return new Promise((resolve) => {
    server.listen(port, HOST, () => {
      const { port: actual } = server.address() as AddressInfo;
      const sandbox = createSandbox({
        clock: { now: () => Date.now() },
        random: { bytes: (count) => randomBytes(count), uuid: () => randomUUID() },
        endpoint: `http://${HOST}:${String(actual)}`,
        onFailure: (error) => process.stderr.write(`sandbox: ${String(error)}\n`),
      });
      resolve({ sandbox, port: actual });
    });
  });
}

/** `--port N`; 0, any free port, when it is not given. */
function portArgument(argv: readonly string[]): number {
  const at = argv.indexOf('--port');
  const port = at < 0 ? 0 : Number(argv[at + 1]);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  process.stderr.write('sandbox: --port takes a number from 0 to 65535\n');
  process.exit(2);
}
