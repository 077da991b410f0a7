import { once } from 'node:events';
import { request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { SandboxRequest } from '@core/sandbox/http.ts';
import { createSandboxServer, serverLimits } from './sandbox-server.ts';

let server: Server | undefined;
let seen: SandboxRequest[] = [];

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  seen = [];
});

async function listen(limits = serverLimits): Promise<number> {
  server = createSandboxServer(async (received) => {
    seen.push(received);
    return {
      status: 200,
      headers: { date: 'Tue, 08 Sep 2026 09:05:07 GMT' },
      body: new TextEncoder().encode('{}'),
    };
  }, limits);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Writes bytes as they stand and reads until the server closes. */
async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk));
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

test.each([
  ['127.0.0.1:5', 200],
  ['localhost', 200],
  ['[::1]:5', 200],
  ['LOCALHOST:5', 200],
  ['evil.example', 403],
  ['127.0.0.1.evil.example', 403],
  ['localhost.evil.example:5', 403],
])('Host %s: %d', async (host, status) => {
  const port = await listen();
  const answer = await raw(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  expect(answer.split('\r\n')[0]).toContain(String(status));
  expect(seen).toHaveLength(status === 200 ? 1 : 0);
});

test('a request without Host is refused', async () => {
  const answer = await raw(await listen(), 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 400/);
});

test.each([
  [1_048_576, 200],
  [1_048_577, 413],
  [5_000_000, 413],
])('a body of %d bytes: %d', async (bytes, status) => {
  const port = await listen();
  const response = await fetch(`http://127.0.0.1:${String(port)}/`, {
    method: 'POST',
    body: new Uint8Array(bytes),
  });
  expect(response.status).toBe(status);
  expect(seen.map(({ body }) => body.length)).toEqual(status === 200 ? [bytes] : []);
});

test('an endless body is cut off', async () => {
  const port = await listen({ ...serverLimits, bodyBytes: 1_000 });
  const sending = request({ port, method: 'POST', host: '127.0.0.1' });
  sending.on('error', () => undefined);
  const answered = once(sending, 'response');
  sending.write(Buffer.alloc(50_000));
  const [response] = (await answered) as [{ statusCode: number; headers: Record<string, string> }];
  expect(response.statusCode).toBe(413);
  expect(response.headers['connection']).toBe('close');
  sending.destroy();
});

test.each([
  ['headers', 'POST / HTTP/1.1\r\nHost: localhost\r\n'],
  ['body', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"half":'],
])('slow %s are given up', async (_what, text) => {
  const port = await listen({ ...serverLimits, headersMs: 60, requestMs: 60, checkEveryMs: 20 });
  expect(await raw(port, text)).toMatch(/^HTTP\/1\.1 408/);
  expect(seen).toHaveLength(0);
});

test('the sandbox says what time it is', async () => {
  const port = await listen();
  const { headers } = await fetch(`http://localhost:${String(port)}/`);
  expect(headers.get('date')).toBe('Tue, 08 Sep 2026 09:05:07 GMT');
});
