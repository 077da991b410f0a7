import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** What arrived of a request. */
export interface Received {
  readonly method: string;
  readonly url: string;
  /** In order, as they travelled; without the body's length, which JSON's escapes change. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** A server on loopback that keeps what it gets: for what no Cognito would take. */
export function useReceiving(): { url(): string; taken(): Received[] } {
  let received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', rawHeaders } = request;
      const headers = rawHeaders
        .flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as const] : []))
        .filter(([name]) => name.toLowerCase() !== 'content-length');
      received.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
      response.end('{"received":true}');
    });
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return {
    url: () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    /** All since it was last asked. */
    taken: () => {
      const all = received;
      received = [];
      return all;
    },
  };
}
