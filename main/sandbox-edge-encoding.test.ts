import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { JSON_TYPE, TARGET, useProbedSandbox } from './testing/probed-sandbox.ts';

const MEGABYTE = 1_048_576;
const CLIENT = '4k2p7v9m1x6c8b3n5q0z2l7t4h';
const { send, call, dial, memory } = useProbedSandbox();

const login = JSON.stringify({
  AuthFlow: 'USER_PASSWORD_AUTH',
  ClientId: CLIENT,
  AuthParameters: { USERNAME: 'ivy', PASSWORD: 'Correct-horse-1' },
});
const headers = { 'content-type': JSON_TYPE, 'x-amz-target': `${TARGET}InitiateAuth` };
const head = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${JSON_TYPE}\r\nX-Amz-Target: ${TARGET}InitiateAuth\r\n`;

async function expectServing(): Promise<void> {
  expect(await call('InitiateAuth', login)).toEqual([200, '']);
}

/** Writes bytes as they stand and reads until the server closes. */
async function raw(text: string | Uint8Array, more?: string): Promise<string> {
  const socket = dial(text);
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    answer += chunk;
    if (more === undefined || !answer.startsWith('HTTP/1.1 100')) return;
    socket.write(more);
    more = undefined;
  });
  await once(socket, 'close');
  return answer;
}

describe('how a body is written', () => {
  const BOM = Uint8Array.of(0xef, 0xbb, 0xbf);
  const utf16 = Buffer.from(`\uFEFF${login}`, 'utf16le');
  test.each([
    ['with a byte order mark', Buffer.concat([BOM, Buffer.from(login)]), 200, ''],
    ['as UTF-16', utf16, 400, 'SerializationException'],
    [
      'with half a letter',
      Buffer.concat([Buffer.from('{"a":"'), Uint8Array.of(0xc3), Buffer.from('"}')]),
      400,
      'SerializationException',
    ],
    [
      'with an overlong slash',
      Buffer.concat([Buffer.from('{"a":"'), Uint8Array.of(0xc0, 0xaf), Buffer.from('"}')]),
      400,
      'SerializationException',
    ],
    ['with a raw NUL in text', Buffer.from('{"a":"\0"}'), 400, 'SerializationException'],
    ['twice', Buffer.from(login + login), 400, 'SerializationException'],
    ['with a comma too many', Buffer.from('{"a":1,}'), 400, 'SerializationException'],
    ['with NaN', Buffer.from('{"a":NaN}'), 400, 'SerializationException'],
    ['with a number beyond all', Buffer.from('{"ClientId":1e999}'), 400, 'SerializationException'],
    [
      'with half a surrogate pair',
      Buffer.from(`{"AuthFlow":"USER_SRP_AUTH","ClientId":"\\ud800"}`),
      400,
      'InvalidParameterException',
    ],
  ])('%s: %4$s', async (_what, body, status, exception) => {
    expect(await call('InitiateAuth', body)).toEqual([status, exception]);
    await expectServing();
  });

  test('of two members of one name the last counts', async () => {
    const twice = (first: string, last: string) =>
      call('InitiateAuth', `{"ClientId":${JSON.stringify(first)},${login.slice(1).replace(CLIENT, last)}`);
    expect(await twice('nope', CLIENT)).toEqual([200, '']);
    expect(await twice(CLIENT, 'nope')).toEqual([400, 'ResourceNotFoundException']);
  });

  test('compressed it is not read, and what it would unfold to takes no memory', async () => {
    const small = gzipSync(login);
    const bomb = gzipSync(Buffer.alloc(256 * MEGABYTE));
    const before = await memory();
    for (const encoding of ['gzip', 'x-gzip', 'deflate', 'br', 'gzip, gzip']) {
      for (const body of [small, bomb]) {
        const [status, exception] = await send({
          headers: { ...headers, 'content-encoding': encoding },
          body,
        });
        expect([status, exception]).toEqual([400, 'SerializationException']);
      }
    }
    expect((await memory()) - before).toBeLessThan(3 * MEGABYTE);
    await expectServing();
  });
});

describe('how a request is framed', () => {
  const sized = (extra: string, length = login.length) =>
    `${head}${extra}Connection: close\r\nContent-Length: ${String(length)}\r\n\r\n`;

  test('Expect: 100-continue is answered before the body, and the call after it', async () => {
    const answer = await raw(sized('Expect: 100-continue\r\n'), login);
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
  });

  test('any other expectation gets 417', async () => {
    expect(await raw(sized('Expect: tea\r\n') + login)).toMatch(/^HTTP\/1\.1 417 /);
  });

  test('a chunked body is as good as one with a length', async () => {
    const chunk = `${login.length.toString(16)}\r\n${login}\r\n0\r\n\r\n`;
    const framed = `${head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n`;
    expect(await raw(framed + chunk)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await raw(`${framed}zz\r\n${login}`)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test.each([
    ['a length and chunks', `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['two lengths', `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\nxxxxx`, 400],
    ['a length below nothing', `${head}Content-Length: -1\r\n\r\n`, 400],
    ['a header without a name', `${head}: x\r\n\r\n`, 400],
    ['one huge header', `${head}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['thousands of headers', `${head}${'X-A: b\r\n'.repeat(4_500)}\r\n`, 431],
    ['a huge path', `POST /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 431],
  ])('%s', async (_what, text, status) => {
    expect(await raw(text)).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} `));
    await expectServing();
  });
});

test('requests aborted half-way leave nothing behind', async () => {
  const half = `${head}Content-Length: ${String(MEGABYTE)}\r\n\r\n{"ClientId":"${'x'.repeat(MEGABYTE / 2)}`;
  const round = async () => {
    for (let count = 0; count < 40; count += 1) {
      const sockets = Array.from({ length: 5 }, () => dial());
      await Promise.all(sockets.map((socket) => once(socket, 'connect')));
      await Promise.all(
        sockets.map((socket) => new Promise<void>((written) => socket.write(half, () => written()))),
      );
      const closed = sockets.map((socket) => once(socket, 'close'));
      for (const [index, socket] of sockets.entries()) {
        if (index % 2 === 0) socket.resetAndDestroy();
        else socket.destroy();
      }
      await Promise.all(closed);
    }
    await expectServing();
  };
  await round();
  const before = await memory();
  await round();
  // 100 MB were sent by halves. The last connections' ends may still be on their way to the server.
  await expect.poll(memory, { timeout: 10_000 }).toBeLessThan(before + 5 * MEGABYTE);
}, 60_000);
