import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { SandboxRequest, SandboxResponse } from '@core/sandbox/http.ts';
import { deliver } from './sandbox-delivery.ts';

/** Limits of the HTTP edge, milliseconds and bytes. */
export interface ServerLimits {
  readonly bodyBytes: number;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly checkEveryMs: number;
}

export const serverLimits: ServerLimits = {
  bodyBytes: 1_048_576,
  headersMs: 10_000,
  requestMs: 30_000,
  checkEveryMs: 1_000,
};

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);
/** Longer than clients keep idle connections, so that none is cut while a request is on its way. */
const KEEP_ALIVE_MS = 65_000;
/**
 * A body over the limit is read on and dropped up to so many times the limit: a client that still sends would see a
 * reset connection instead of the answer.
 */
const DRAINED_TIMES = 16;

/**
 * The sandbox's HTTP server: reads whole bodies within limits and refuses names that are not loopback, because a page
 * could point a name of its own at 127.0.0.1 (DNS rebinding). Answers come from `handle`.
 */
export function createSandboxServer(
  handle: (request: SandboxRequest) => Promise<SandboxResponse>,
  limits: ServerLimits = serverLimits,
): Server {
  return createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.checkEveryMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => {
      void answer(request, response, handle, limits.bodyBytes);
    },
  );
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handle: (request: SandboxRequest) => Promise<SandboxResponse>,
  bodyBytes: number,
): Promise<void> {
  response.on('error', () => response.destroy());
  if (!isLoopbackName(request.headers.host)) return refuse(response, 403, 'Only loopback names are served.');
  const body = await readBody(request, bodyBytes);
  if (body === 'too large') return refuse(response, 413, 'The request body is larger than 1 MB.');
  if (body === 'aborted') return;
  const reply = await handle({
    method: request.method ?? '',
    path: request.url ?? '',
    headers: singleHeaders(request),
    body,
  });
  await deliver(request, response, reply);
}

function isLoopbackName(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase());
}

/** Refused before the body was read: the connection can't be used again. */
function refuse(response: ServerResponse, status: number, message: string): void {
  const body = JSON.stringify({ message });
  const headers = { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...headers, Connection: 'close' });
  response.end(body);
}

function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | 'too large' | 'aborted'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (size > limit * DRAINED_TIMES) resolve('too large');
    });
    request.on('end', () => resolve(size > limit ? 'too large' : Buffer.concat(chunks)));
    request.on('error', () => resolve('aborted'));
    request.on('close', () => resolve('aborted'));
  });
}

function singleHeaders(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}
