import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { garbage, noise } from './testing/garbage.ts';
import { JSON_TYPE, TARGET, useProbedSandbox } from './testing/probed-sandbox.ts';

const MEGABYTE = 1_048_576;
const { send, call, dial, memory } = useProbedSandbox();

async function expectServing(): Promise<void> {
  const login = JSON.stringify({
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
    AuthParameters: { USERNAME: 'ivy', PASSWORD: 'Correct-horse-1' },
  });
  expect(await call('InitiateAuth', login)).toEqual([200, '']);
}

/** As deep as a body may be. */
const deepList = '['.repeat(200_000) + ']'.repeat(200_000);
const deepObject = '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000);
const longText = 'x'.repeat(MEGABYTE - 200);
const start = (members: string) => `{"ClientId":"abc","AuthFlow":"USER_SRP_AUTH",${members}}`;

describe('what is no call', () => {
  test.each([
    ['no JSON', 'InitiateAuth', '{"a"', 'SerializationException'],
    ['text that is no UTF-8', 'InitiateAuth', Uint8Array.of(0x22, 0xff, 0x22), 'SerializationException'],
    ['a list', 'InitiateAuth', '[]', 'SerializationException'],
    ['null', 'InitiateAuth', 'null', 'SerializationException'],
    ['nothing', 'InitiateAuth', '', 'InvalidParameterException'],
    ['a number for text', 'InitiateAuth', '{"ClientId":1}', 'SerializationException'],
    ['text for a map', 'InitiateAuth', start('"AuthParameters":"x"'), 'SerializationException'],
    ['a map in a map', 'InitiateAuth', start('"AuthParameters":{"a":{}}'), 'SerializationException'],
    ['1 MB of text', 'InitiateAuth', `{"ClientId":"${longText}"}`, 'InvalidParameterException'],
    [
      '1 MB of text nobody asked for',
      'InitiateAuth',
      start(`"x":"${longText}"`),
      'ResourceNotFoundException',
    ],
    [
      '1 MB in a map',
      'InitiateAuth',
      start(`"AuthParameters":{"a":"${longText}"}`),
      'InvalidParameterException',
    ],
    ['1 MB of Session', 'AssociateSoftwareToken', `{"Session":"${longText}"}`, 'InvalidParameterException'],
    ['1 MB of token', 'GetUser', `{"AccessToken":"${longText}"}`, 'NotAuthorizedException'],
    ['a list as deep as it gets', 'InitiateAuth', deepList, 'SerializationException'],
    ['a deep list for text', 'InitiateAuth', `{"ClientId":${deepList}}`, 'SerializationException'],
    [
      'a deep list for a map',
      'InitiateAuth',
      start(`"AuthParameters":${deepList}`),
      'SerializationException',
    ],
    [
      'a deep list in a map',
      'InitiateAuth',
      start(`"AuthParameters":{"a":${deepList}}`),
      'SerializationException',
    ],
    ['a deep list nobody asked for', 'InitiateAuth', start(`"x":${deepList}`), 'ResourceNotFoundException'],
    ['an object as deep as it gets', 'InitiateAuth', deepObject, 'InvalidParameterException'],
    ['a deep object for text', 'InitiateAuth', `{"ClientId":${deepObject}}`, 'SerializationException'],
    [
      'a deep object for a map',
      'InitiateAuth',
      start(`"ClientMetadata":${deepObject}`),
      'SerializationException',
    ],
    [
      'a deep object for a structure',
      'InitiateAuth',
      start(`"UserContextData":${deepObject}`),
      'ResourceNotFoundException',
    ],
    ['deep nesting that never ends', 'InitiateAuth', '{"a":'.repeat(200_000), 'SerializationException'],
    ['an unknown operation', 'DropTables', '{}', 'UnknownOperationException'],
    ['a name of every object', 'constructor', '{}', 'UnknownOperationException'],
    [
      'members named as every object’s',
      'InitiateAuth',
      '{"__proto__":{"ClientId":"a"}}',
      'InvalidParameterException',
    ],
  ])('%s', async (_what, operation, body, exception) => {
    expect(await call(operation, body)).toEqual([400, exception]);
  });

  test.each([
    ['no target', { headers: { 'content-type': JSON_TYPE }, body: '{}' }, 400],
    [
      'another service',
      { headers: { 'content-type': JSON_TYPE, 'x-amz-target': 'Other.InitiateAuth' }, body: '{}' },
      400,
    ],
    [
      'a long target',
      { headers: { 'content-type': JSON_TYPE, 'x-amz-target': TARGET + 'x'.repeat(9_000) }, body: '{}' },
      400,
    ],
    ['no content type', { headers: { 'x-amz-target': `${TARGET}GetUser` }, body: '{}' }, 400],
    ['GET', { method: 'GET' }, 405],
    ['PUT', { method: 'PUT', body: '{}' }, 405],
    ['DELETE', { method: 'DELETE' }, 405],
    ['another path', { path: '/admin' }, 404],
    ['a path out of the root', { method: 'GET', path: '/../../etc/passwd' }, 404],
  ])('%s: %j', async (_what, sent, status) => {
    expect(await send(sent)).toEqual([status, 'UnknownOperationException']);
  });

  test.each([
    ['more than 1 MB', { body: 'x'.repeat(MEGABYTE + 1) }, 413],
    ['headers over the limit', { headers: { 'x-long': 'x'.repeat(20_000) } }, 431],
    ['another host’s name', { headers: { host: 'evil.example' } }, 403],
  ])('%s', async (_what, sent, status) => {
    expect((await send(sent))[0]).toBe(status);
  });
});

async function sendGarbage(from: number, count: number): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let next = from;
  const worker = async () => {
    while (next < from + count) {
      const [status] = await send(garbage(next++));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return statuses;
}

test('10,000 garbage requests: refused each, memory flat, still serving', async () => {
  const COUNT = 10_000;
  // What code and caches take for good is taken by then.
  await sendGarbage(0, 1_500);
  const before = await memory();
  const statuses = await sendGarbage(1_500, COUNT);
  expect([...statuses.keys()].filter((status) => status < 400 || status > 499)).toEqual([]);
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(COUNT);
  const grown = (await memory()) - before;
  expect(grown / COUNT).toBeLessThan(100);
  await expectServing();
}, 60_000);

test('large bodies leave nothing behind', async () => {
  const round = () =>
    Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        call(
          index % 2 === 0 ? 'InitiateAuth' : 'SignUp',
          `{"ClientId":${index % 3 === 0 ? deepList : `"${longText}"`}}`,
        ),
      ),
    );
  await round();
  const before = await memory();
  await round();
  await round();
  expect((await memory()) - before).toBeLessThan(3 * MEGABYTE);
  await expectServing();
}, 60_000);

test('what is not even HTTP gets 400 and no more', async () => {
  for (let index = 0; index < 300; index += 1) {
    const socket = dial(noise(`noise ${String(index)}`, 200));
    socket.end();
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk));
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  }
  await expectServing();
});

test('half-open, silent and dripping connections hold nobody up', async () => {
  const head = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${JSON_TYPE}\r\nX-Amz-Target: ${TARGET}GetUser\r\n`;
  const openers = [
    undefined,
    'P',
    'POST / HTTP/1.1\r\nHost: loc',
    head,
    `${head}Content-Length: 900\r\n\r\n{"Acc`,
  ];
  const sockets = Array.from({ length: 250 }, (_, index) => dial(openers[index % openers.length]));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  for (const socket of sockets.slice(200)) socket.end();
  for (let drip = 0; drip < 20; drip += 1) {
    for (const socket of sockets.filter((_, index) => index % openers.length === 4 && index < 200))
      socket.write('x');
    await expectServing();
  }
  for (const socket of sockets) socket.destroy();
  await expectServing();
});
