import { Agent, request as requestPlain, type ClientRequest, type RequestOptions } from 'node:http';
import { Agent as TlsAgent, request as requestTls } from 'node:https';
import { isIP } from 'node:net';
import type { HeaderList } from '@core/chain/event.ts';
import { isLoopback } from '@core/cognito/endpoints.ts';
import { framed } from '@core/cognito/http.ts';
import type { CancelSignal, Http, HttpOutcome, HttpRequest } from '@core/host/ports.ts';
import { failureFor, failureOf, type Failure, type Phase } from './http-failures.ts';
import { loopbackLookup } from './loopback-lookup.ts';
import { stopwatch } from './stopwatch.ts';

/** A connection without work is given up after this, milliseconds: sooner than services do, so that none closes under a request. */
const IDLE_MS = 1_000;

/**
 * HTTP as the console needs it: what goes out is exactly what is reported, a connection of its own for every request
 * so that all phases are measured, nothing followed, nothing repeated, no compression asked for, no proxy used.
 * @param options.loopbackOnly refuses every address that is not this machine's (evaluation runtime)
 * @param options.keepAlive uses connections again, for thousands of requests in a row: only the first of each is looked
 * up and connected
 */
export function nodeHttp(
  options: { readonly loopbackOnly?: boolean; readonly keepAlive?: boolean } = {},
): Http {
  const { loopbackOnly = false, keepAlive = false } = options;
  const kept = { keepAlive, timeout: IDLE_MS };
  const agents = keepAlive ? { plain: new Agent(kept), tls: new TlsAgent(kept) } : undefined;
  return {
    send: (request, signal) =>
      new Promise((resolve) => exchange({ request, loopbackOnly, agents, signal, resolve })),
  };
}

interface Exchange {
  readonly request: HttpRequest;
  readonly loopbackOnly: boolean;
  /** Absent: a connection for this request alone. */
  readonly agents: { readonly plain: Agent; readonly tls: TlsAgent } | undefined;
  readonly signal: CancelSignal | undefined;
  readonly resolve: (outcome: HttpOutcome) => void;
}

function exchange({ request, loopbackOnly, agents, signal, resolve }: Exchange): void {
  const watch = stopwatch();
  const chunks: Buffer[] = [];
  let received = 0;
  let phase: Phase = 'lookup';
  let sentHeaders: HeaderList = [];
  let head: { status: number; statusText: string; headers: HeaderList } | undefined;
  let client: ClientRequest | undefined;
  let settled = false;

  const settle = (outcome: HttpOutcome) => {
    settled = true;
    clearTimeout(deadline);
    resolve(outcome);
    if (agents === undefined || !outcome.ok) client?.destroy();
  };
  const standing = () => ({ ...request, host: hostOf(request.url), phase, received });
  const fail = (why: () => Failure) => {
    // What follows the first failure, such as the errors of a destroyed socket, is its echo.
    if (settled) return;
    const { code, detail } = why();
    const partial = head && { partial: { ...head, body: Buffer.concat(chunks) } };
    settle({ ok: false, code, detail, timing: watch.timing(), sentHeaders, ...partial });
  };

  const deadline = setTimeout(() => fail(() => failureFor('TIMEOUT', standing())), request.timeoutMs);
  if (signal?.cancelled) return fail(() => failureFor('CANCELLED', standing()));
  if (loopbackOnly && !isLoopback(request.url)) return fail(() => failureFor('NOT_LOOPBACK', standing()));
  try {
    const url = new URL(request.url);
    if (isIP(url.hostname.replace(/^\[|\]$/g, ''))) phase = 'connect';
    const secure = url.protocol === 'https:';
    const headers = framed(request, agents === undefined ? 'close' : 'keep-alive');
    // A flat list goes out as it is, in this order, and Node adds nothing to it. `agent: false` opens a connection
    // for this request alone.
    const agent = (secure ? agents?.tls : agents?.plain) ?? false;
    const options: RequestOptions = { method: request.method, headers: headers.flat(), agent };
    if (loopbackOnly) options.lookup = loopbackLookup;
    client = secure ? requestTls(url, options) : requestPlain(url, options);
    sentHeaders = headers;
    client.on('socket', (socket) => {
      if (!socket.connecting) {
        phase = 'wait';
        return;
      }
      socket.once('lookup', () => {
        phase = 'connect';
        watch.mark('dns');
      });
      socket.once('connect', () => {
        phase = secure ? 'tls' : 'wait';
        watch.mark('connect');
      });
      socket.once('secureConnect', () => {
        phase = 'wait';
        watch.mark('tls');
      });
    });
  } catch (error) {
    return fail(() => failureOf(error, standing()));
  }

  client.on('error', (error) => fail(() => failureOf(error, standing())));
  // Once a response has begun its own events tell how it ends.
  client.on('close', () => head ?? fail(() => failureFor('RESET', standing())));
  client.on('response', (response) => {
    phase = 'download';
    watch.mark('wait');
    const { statusCode = 0, statusMessage = '', rawHeaders } = response;
    head = { status: statusCode, statusText: statusMessage, headers: pairs(rawHeaders) };
    response.on('data', (chunk: Buffer) => {
      const kept = chunk.subarray(0, request.maxBytes - received);
      chunks.push(kept);
      received += kept.length;
      if (kept.length < chunk.length) fail(() => failureFor('TOO_LARGE', standing()));
    });
    response.on('error', (error) => fail(() => failureOf(error, standing())));
    response.on('close', () => fail(() => failureFor('TRUNCATED', standing())));
    response.on('end', () => {
      if (settled || !head || !response.complete) return;
      watch.mark('download');
      settle({ ok: true, sentHeaders, ...head, body: Buffer.concat(chunks), timing: watch.timing() });
    });
  });
  signal?.onCancel(() => fail(() => failureFor('CANCELLED', standing())));
  // As text that is the bytes themselves, head and body go out in one piece: Node writes bytes beside the head as two.
  client.end(request.body && Buffer.from(request.body).toString('latin1'), 'latin1');
}

function pairs(rawHeaders: readonly string[]): HeaderList {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as const] : []));
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return 'The endpoint';
  }
}
