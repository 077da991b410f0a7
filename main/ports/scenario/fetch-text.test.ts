import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeHttp } from '../http.ts';
import { fetchText } from './fetch-text.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}
const get = (url: string, headers = {}) => fetchText(nodeHttp(), url, headers);

describe('a text over HTTP', () => {
  it('comes with its status, asked for with the given headers', async () => {
    const at = await serve((request, response) => {
      response.writeHead(404, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify([request.method, request.headers['x-key'], 'code ✓']));
    });
    expect(await get(`${at}/x`, { 'X-Key': 'k' })).toEqual({ status: 404, text: '["GET","k","code ✓"]' });
  });

  it('follows redirects, and takes headers to no other address', async () => {
    const seen: (string | undefined)[] = [];
    const there = await serve((request, response) => {
      seen.push(request.headers['x-key'] as string | undefined);
      response.end('there');
    });
    const here = await serve((request, response) => {
      seen.push(request.headers['x-key'] as string | undefined);
      response.writeHead(302, { Location: request.url === '/a' ? '/b' : `${there}/c` }).end();
    });
    expect(await get(`${here}/a`, { 'X-Key': 'k' })).toEqual({ status: 200, text: 'there' });
    expect(seen).toEqual(['k', 'k', undefined]);
  });

  it('gives up on a circle, on another protocol, and on what is too large', async () => {
    const circle = await serve((_, response) => response.writeHead(302, { Location: '/' }).end());
    await expect(get(circle)).rejects.toThrow('redirects more than 5 times');
    const file = await serve((_, response) =>
      response.writeHead(302, { Location: 'file:///etc/passwd' }).end(),
    );
    await expect(get(file)).rejects.toThrow('no http or https');
    const large = await serve((_, response) => response.end(Buffer.alloc(5 * 1_048_576)));
    await expect(get(large)).rejects.toThrow();
  });

  it('stays on this computer where the runtime has to', async () => {
    const answer = fetchText(nodeHttp({ loopbackOnly: true }), 'http://192.0.2.1/', {});
    await expect(answer).rejects.toThrow();
  });
});
