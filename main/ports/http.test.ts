import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Socket,
  type Server as TcpServer,
} from 'node:net';
import { encodeRequest, readReply } from '@core/cognito/wire.ts';
import type { CancelSignal, HttpOutcome, HttpRequest } from '@core/host/ports.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodeHttp } from './http.ts';
import { selfSigned } from './testing/self-signed.ts';

const opened: { readonly server: TcpServer; readonly sockets: Set<Socket> }[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const { server, sockets } of opened.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(server: TcpServer | Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
  });
  opened.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const serve = async (handler: RequestListener) => `http://127.0.0.1:${await listen(createServer(handler))}/`;

/** A server that writes raw bytes once the request has come. */
async function serveRaw(write: (socket: Socket, request: string) => void): Promise<string> {
  const server = createTcpServer((socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (text.includes('\r\n\r\n')) write(socket, text);
    });
  });
  return `http://127.0.0.1:${await listen(server)}/`;
}

const json = { 'Content-Type': 'application/x-amz-json-1.1' };

function post(url: string, changed: Partial<HttpRequest> = {}): HttpRequest {
  const request = encodeRequest({ url, operation: 'InitiateAuth', body: { ClientId: 'a', Note: 'é✓' } });
  return { ...request, timeoutMs: 5_000, ...changed };
}

const send = (url: string, changed?: Partial<HttpRequest>, signal?: CancelSignal) =>
  nodeHttp().send(post(url, changed), signal);

function failed(outcome: HttpOutcome): Extract<HttpOutcome, { ok: false }> {
  if (outcome.ok) throw new Error(`expected a failure, got HTTP ${outcome.status}`);
  return outcome;
}

function cancellable(): CancelSignal & { cancel(): void } {
  const runs: (() => void)[] = [];
  let cancelled = false;
  return {
    get cancelled() {
      return cancelled;
    },
    onCancel: (run) => runs.push(run),
    cancel: () => {
      cancelled = true;
      for (const run of runs) run();
    },
  };
}

describe('an exchange', () => {
  it('reports exactly the headers that went out, and headers as they came', async () => {
    let raw = '';
    const url = await serveRaw((socket, request) => {
      raw = request;
      socket.end(
        'HTTP/1.1 400 Bad Request\r\nx-amzn-RequestId: r-1\r\nX-Twice: a\r\nX-Twice: b\r\nContent-Length: 2\r\n\r\n{}',
      );
    });
    const outcome = await send(url);
    expect(outcome).toMatchObject({ ok: true, status: 400, statusText: 'Bad Request' });
    expect(outcome.ok && outcome.headers).toEqual([
      ['x-amzn-RequestId', 'r-1'],
      ['X-Twice', 'a'],
      ['X-Twice', 'b'],
      ['Content-Length', '2'],
    ]);
    const head = ['POST / HTTP/1.1', ...outcome.sentHeaders.map(([name, value]) => `${name}: ${value}`)];
    expect(raw.split('\r\n\r\n')[0]).toBe(head.join('\r\n'));
    expect(raw).toContain('X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth\r\n');
    expect(raw.toLowerCase()).not.toContain('accept-encoding');
  });

  it('uses a connection again where that is wished, with no phases that were none', async () => {
    const connections = new Set<unknown>();
    const url = await serve((request, response) => {
      connections.add(request.socket);
      request.resume();
      response.writeHead(200, json).end('{}');
    });
    const http = nodeHttp({ keepAlive: true });
    for (let turn = 0; turn < 3; turn++) {
      const outcome = await http.send(post(url));
      expect(outcome).toMatchObject({ ok: true, status: 200 });
      expect(outcome.sentHeaders.at(-1)).toEqual(['Connection', 'keep-alive']);
      expect('connect' in outcome.timing).toBe(turn === 0);
    }
    expect(connections.size).toBe(1);
  });

  it('closes a connection that failed, though it was to be kept', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      request.resume();
      asked += 1;
      if (asked === 2) request.socket.destroy();
      else response.writeHead(200, json).end('{}');
    });
    const http = nodeHttp({ keepAlive: true });
    const outcomes = [await http.send(post(url)), await http.send(post(url)), await http.send(post(url))];
    expect(outcomes.map((outcome) => outcome.ok || outcome.code)).toEqual([true, 'RESET', true]);
    expect(asked).toBe(3);
  });

  it('sends the body byte for byte', async () => {
    const chunks: Buffer[] = [];
    const url = await serve((request, response) => {
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => response.writeHead(200, json).end('{}'));
    });
    const request = post(url);
    await nodeHttp().send(request);
    expect(Buffer.concat(chunks).equals(Buffer.from(request.body ?? []))).toBe(true);
  });

  it('measures the phases that happened, on a connection of its own each time', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.writeHead(200, json).end('{}');
    });
    const first = await send(url.replace('127.0.0.1', 'localhost'));
    const second = await send(url);
    expect(Object.keys(first.timing).sort()).toEqual(['connect', 'dns', 'download', 'total', 'wait']);
    expect(Object.keys(second.timing).sort()).toEqual(['connect', 'download', 'total', 'wait']);
    expect(ports.size).toBe(2);
    const { total, ...phases } = second.timing;
    const sum = Object.values(phases).reduce((all, each) => all + each, 0);
    expect(Object.values(phases).every((each) => each >= 0)).toBe(true);
    expect(sum).toBeLessThanOrEqual(total);
  });

  it('measures the TLS handshake', async () => {
    // Node trusts a certificate made on the spot in no other way than by trusting all for the moment.
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const port = await listen(
      createTlsServer(selfSigned(), (_, response) => response.writeHead(200, json).end('{}')),
    );
    const outcome = await send(`https://127.0.0.1:${port}/`);
    expect(outcome).toMatchObject({ ok: true, status: 200 });
    expect(Object.keys(outcome.timing).sort()).toEqual(['connect', 'download', 'tls', 'total', 'wait']);
  });

  it('gets with no body', async () => {
    const url = await serve((request, response) =>
      response.writeHead(200, json).end(JSON.stringify(request.method)),
    );
    const outcome = await nodeHttp().send({
      method: 'GET',
      url,
      headers: [],
      timeoutMs: 5_000,
      maxBytes: 100,
    });
    expect(outcome.ok && Buffer.from(outcome.body).toString()).toBe('"GET"');
    expect(outcome.sentHeaders.map(([name]) => name)).toEqual(['Host', 'Connection']);
  });

  it('follows no redirect and repeats nothing', async () => {
    let requests = 0;
    const url = await serve((_, response) => {
      requests += 1;
      response.writeHead(requests === 1 ? 307 : 503, { Location: '/elsewhere' }).end();
    });
    const redirect = await send(url);
    expect(readReply('InitiateAuth', redirect)).toMatchObject({ kind: 'failure', code: 'REDIRECT' });
    expect(await send(url)).toMatchObject({ ok: true, status: 503 });
    expect(requests).toBe(2);
  });

  it('reads HTML as what it is', async () => {
    const url = await serve((_, response) =>
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>hi</html>'),
    );
    expect(readReply('InitiateAuth', await send(url))).toMatchObject({ kind: 'failure', code: 'NOT_JSON' });
  });

  it('takes ten megabytes', async () => {
    const url = await serve((_, response) =>
      response.writeHead(200, json).end(`{"a":"${'x'.repeat(10_000_000)}"}`),
    );
    const outcome = await send(url);
    expect(outcome.ok && outcome.body.length).toBe(10_000_008);
  });
});

describe('a failure', () => {
  it('REFUSED when nothing listens', async () => {
    const server = createTcpServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    opened.length = 0;
    const outcome = failed(await send(`http://127.0.0.1:${port}/`));
    expect(outcome).toMatchObject({
      code: 'REFUSED',
      detail: expect.stringContaining(`127.0.0.1:${port}`) as string,
    });
    expect(await send(`http://localhost:${port}/`)).toMatchObject({ code: 'REFUSED' });
  });

  it('DNS when the name has no address', async () => {
    // RFC 6761: names below .invalid never exist.
    const outcome = failed(await send('http://nowhere.invalid/'));
    expect(outcome).toMatchObject({
      code: 'DNS',
      detail: expect.stringContaining('nowhere.invalid') as string,
    });
  });

  it('TLS when the certificate is self-signed, with nothing sent', async () => {
    let requests = 0;
    const port = await listen(createTlsServer(selfSigned(), () => (requests += 1)));
    const outcome = failed(await send(`https://localhost:${port}/`));
    expect(outcome).toMatchObject({ code: 'TLS', detail: expect.stringContaining('self-signed') as string });
    expect(requests).toBe(0);
  });

  it('TLS when the server speaks plain HTTP', async () => {
    const url = await serve((_, response) => response.end());
    const outcome = failed(await send(url.replace('http:', 'https:')));
    expect(outcome).toMatchObject({ code: 'TLS', detail: expect.stringContaining('use http://') as string });
  });

  it('NETWORK when what answers is not HTTP', async () => {
    const url = await serveRaw((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    expect(await send(url)).toMatchObject({
      code: 'NETWORK',
      detail: expect.stringContaining('not HTTP') as string,
    });
  });

  it('RESET when the connection closes without an answer', async () => {
    const url = await serveRaw((socket) => socket.destroy());
    expect(await send(url)).toMatchObject({ ok: false, code: 'RESET' });
  });

  it.each([
    ['by its length', 'Content-Length: 100\r\n\r\n{"a":1'],
    ['in its chunks', 'Transfer-Encoding: chunked\r\n\r\n6\r\n{"a":1\r\n'],
  ])('TRUNCATED when the body is cut short %s, with what came', async (_, rest) => {
    const url = await serveRaw((socket) => socket.end(`HTTP/1.1 200 OK\r\nx-amzn-RequestId: r\r\n${rest}`));
    const outcome = failed(await send(url));
    expect(outcome).toMatchObject({ code: 'TRUNCATED', partial: { status: 200, statusText: 'OK' } });
    expect(Buffer.from(outcome.partial?.body ?? []).toString()).toBe('{"a":1');
    expect(readReply('InitiateAuth', outcome)).toMatchObject({ bodyText: '{"a":1', requestId: 'r' });
  });

  it('TOO_LARGE beyond the limit, with as much as fits', async () => {
    const url = await serve((_, response) => response.writeHead(200, json).end('x'.repeat(1_000_000)));
    const outcome = failed(await send(url, { maxBytes: 1_000 }));
    expect(outcome).toMatchObject({ code: 'TOO_LARGE', partial: { status: 200 } });
    expect(outcome.partial?.body).toHaveLength(1_000);
  });

  it('TIMEOUT when no answer comes, and says how far it got', async () => {
    const url = await serve(() => undefined);
    const outcome = failed(await send(url, { timeoutMs: 150 }));
    expect(outcome).toMatchObject({
      code: 'TIMEOUT',
      detail: expect.stringContaining('took the request') as string,
    });
    expect(outcome.timing.connect).toBeGreaterThanOrEqual(0);
    expect(outcome.timing.total).toBeGreaterThan(140);
  });

  it('TIMEOUT when the TLS handshake does not end', async () => {
    const port = await listen(createTcpServer());
    const outcome = failed(await send(`https://127.0.0.1:${port}/`, { timeoutMs: 150 }));
    expect(outcome).toMatchObject({
      code: 'TIMEOUT',
      detail: expect.stringContaining('TLS handshake') as string,
    });
  });

  it('TIMEOUT when the body stops coming, with what came', async () => {
    const url = await serveRaw((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a"'),
    );
    const outcome = failed(await send(url, { timeoutMs: 200 }));
    expect(outcome).toMatchObject({ code: 'TIMEOUT', detail: expect.stringContaining('4 bytes') as string });
    expect(outcome.partial?.body).toHaveLength(4);
  });

  it('CANCELLED before and during the wait', async () => {
    const before = cancellable();
    before.cancel();
    expect(await send('http://127.0.0.1:1/', {}, before)).toMatchObject({ code: 'CANCELLED' });
    const during = cancellable();
    const url = await serve(() => during.cancel());
    expect(await send(url, {}, during)).toMatchObject({ code: 'CANCELLED' });
  });

  it('NETWORK for a header that can’t be written, and for an address that is none', async () => {
    const outcome = failed(await send('http://127.0.0.1:1/', { headers: [['X-A', 'a\r\nX-B: b']] }));
    expect(outcome).toMatchObject({ code: 'NETWORK', sentHeaders: [] });
    expect(await send('nonsense')).toMatchObject({ code: 'NETWORK' });
  });

  it('NOT_LOOPBACK for other machines when only this one is allowed', async () => {
    const local = nodeHttp({ loopbackOnly: true });
    const outcome = failed(await local.send(post('https://cognito-idp.eu-west-1.amazonaws.com/')));
    expect(outcome).toMatchObject({ code: 'NOT_LOOPBACK', sentHeaders: [] });
    const url = await serve((_, response) => response.writeHead(200, json).end('{}'));
    expect(await local.send(post(url.replace('127.0.0.1', 'localhost')))).toMatchObject({ ok: true });
  });
});
