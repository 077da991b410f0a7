import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import type { ReadyMessage } from '../sandbox-parent.ts';
import { builtSandbox } from './built-sandbox.ts';

/** Loaded before the sandbox's own code, which knows nothing of it. */
const PROBE = `data:text/javascript,${encodeURIComponent(
  `process.on('message', (question) => {
    if (question !== 'memory') return;
    // The first collection frees what held the buffers, and only a later one the buffers.
    gc();
    setTimeout(() => {
      gc();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      process.send({ memory: heapUsed + arrayBuffers });
    }, 100);
  });`,
)}`;

export const TARGET = 'AWSCognitoIdentityProviderService.';
export const JSON_TYPE = 'application/x-amz-json-1.1';

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/** The real process for one test file, to be sent what no client sends. */
export interface ProbedSandbox {
  /** Status and exception of the reply. */
  send(sent: Sent): Promise<readonly [number, string]>;
  call(operation: string, body: string | Uint8Array): Promise<readonly [number, string]>;
  /** A bare connection; its errors are nobody's. */
  dial(first?: string | Uint8Array): Socket;
  /** Bytes in use after a collection. */
  memory(): Promise<number>;
}

export function useProbedSandbox(): ProbedSandbox {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  let child: ChildProcess;
  let port = 0;
  beforeAll(async () => {
    child = fork(builtSandbox().script, [], {
      execArgv: ['--expose-gc', '--import', PROBE],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const [ready] = (await once(child, 'message')) as [ReadyMessage];
    port = ready.port;
  });
  afterAll(async () => {
    agent.destroy();
    child.kill();
    await once(child, 'exit');
  });
  const send: ProbedSandbox['send'] = async ({ method = 'POST', path = '/', headers = {}, body = '' }) => {
    const sending = request({ host: '127.0.0.1', port, method, path, headers, agent });
    sending.end(body);
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    let text = '';
    response.setEncoding('utf8');
    for await (const chunk of response) text += String(chunk);
    const [, type = ''] = /"__type":"(\w+)"/.exec(text) ?? [];
    return [response.statusCode ?? 0, type];
  };
  return {
    send,
    call: (operation, body) =>
      send({ headers: { 'content-type': JSON_TYPE, 'x-amz-target': TARGET + operation }, body }),
    dial: (first) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      if (first !== undefined) socket.write(first);
      return socket;
    },
    memory: () =>
      new Promise((resolve) => {
        // The process tells of changes, too.
        const listen = (message: { readonly memory?: number }) => {
          if (message.memory === undefined) return;
          child.off('message', listen);
          resolve(message.memory);
        };
        child.on('message', listen);
        child.send('memory');
      }),
  };
}
