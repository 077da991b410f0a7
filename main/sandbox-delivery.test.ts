import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import type { Delivery } from '@core/sandbox/http.ts';
import { createSandboxServer } from './sandbox-server.ts';

/** Views and files are loaded on demand, and the machine may be busy. */
const PATIENCE = { timeout: 20_000 };

const BODY = 'a body of some length';
const LONG_MS = 600_000;
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Serves each path with the delivery that belongs to it. */
async function serve(deliveries: Record<string, Delivery>): Promise<string> {
  server = createSandboxServer(async ({ path }) => ({
    status: 200,
    headers: { 'Content-Type': 'text/plain' },
    body: new TextEncoder().encode(BODY),
    delivery: deliveries[path] ?? {},
  }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

async function faultOf(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, () => reject(new Error('there was a reply'))).on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code ?? ''),
    );
  });
}

test.each([0, 1, BODY.length - 1])('cut after %d bytes: the whole was promised', async (cutAfter) => {
  const url = await serve({ '/cut': { cutAfter } });
  const sent = get(`${url}/cut`);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  expect(response.headers['content-length']).toBe(String(BODY.length));
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const [error] = (await once(response, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNRESET');
  expect(text).toBe(BODY.slice(0, cutAfter));
});

test('dropped: the connection ends without a reply', async () => {
  const url = await serve({ '/drop': { drop: true } });
  expect(await faultOf(`${url}/drop`)).toBe('ECONNRESET');
  expect(await (await fetch(`${url}/`)).text()).toBe(BODY);
});

test('a delay comes before whatever follows', async () => {
  const url = await serve({ '/late': { delayMs: 40 }, '/drop': { delayMs: 40, drop: true } });
  const begun = performance.now();
  expect(await (await fetch(`${url}/late`)).text()).toBe(BODY);
  expect(await faultOf(`${url}/drop`)).toBe('ECONNRESET');
  // Timers may fire a millisecond early.
  expect(performance.now() - begun).toBeGreaterThanOrEqual(78);
});

test('a delayed reply blocks nobody, and ends when its client goes away', async () => {
  const url = await serve({ '/late': { delayMs: LONG_MS } });
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const agent = new Agent({ maxSockets: 200 });
  const waiting = Array.from({ length: 100 }, () => get(`${url}/late`, { agent }));
  const gone = waiting.map((request) => once(request, 'error'));
  await vi.waitFor(() => expect(timers()).toBeGreaterThanOrEqual(100), PATIENCE);
  expect(await (await fetch(`${url}/`, { headers: { Connection: 'close' } })).text()).toBe(BODY);
  for (const request of waiting) request.destroy();
  await Promise.all(gone);
  await vi.waitFor(() => expect(timers()).toBeLessThan(50), PATIENCE);
});
