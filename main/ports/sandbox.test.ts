import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { CoreFault } from '@core/form/form.ts';
import { builtSandbox } from '../testing/built-sandbox.ts';
import { forkLauncher, sandboxPort, type Launch, type LaunchedProcess } from './sandbox.ts';

const built = builtSandbox();
const started: LaunchedProcess[] = [];

/** The real launcher, with its processes kept at hand. */
const launch: Launch = (script, args, env) => {
  const launched = forkLauncher()(script, args, env);
  started.push(launched);
  return launched;
};

afterEach(() => {
  for (const launched of started.splice(0)) launched.kill();
});

async function faultOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error: CoreFault) => error.code,
  );
}

test('starts once, tells its facts and takes control calls', async () => {
  const port = sandboxPort({ launch, script: built.script });
  const [info, same] = await Promise.all([port.start(), port.start()]);
  expect(started).toHaveLength(1);
  expect(same.endpoint).toBe(info.endpoint);
  expect(info.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(info.readyMs).toBeGreaterThan(0);
  expect(info.users[0]?.username).toBe('ann');
  expect(await port.control('POST', 'clock', { advanceSeconds: 60 })).toMatchObject({ offsetSeconds: 60 });
  expect(await port.control('GET', 'inbox')).toEqual([]);
  expect(await port.control('POST', 'reset')).toMatchObject({ offsetSeconds: 0, readyMs: info.readyMs });
  expect(port.access().url).toBe(`${info.endpoint}/_countersign/`);
  await port.stop();
  expect(() => port.access()).toThrow('not running');
});

test('a crash is forgotten: the next start brings a new one', async () => {
  const port = sandboxPort({ launch, script: built.script });
  await port.start();
  const [first] = started;
  const ended = port.ended();
  first?.kill();
  // Asked to end, it does so in order.
  expect(await ended).toBe(0);
  expect(await faultOf(port.control('GET', 'inbox'))).toBe('SANDBOX_NOT_RUNNING');
  expect((await port.start()).users.length).toBeGreaterThan(10);
  expect(started).toHaveLength(2);
  await port.stop();
});

test('a refused control call says why', async () => {
  const port = sandboxPort({ launch, script: built.script });
  await port.start();
  await expect(port.control('POST', 'clock', { advanceSeconds: -1 })).rejects.toMatchObject({
    code: 'SANDBOX_CONTROL',
    field: 'advanceSeconds',
    detail: 'advanceSeconds: must be a whole number from 1 to 31536000',
  });
  await port.stop();
});

test('a taken port, a missing script and a process that never gets ready are faults, and can be tried again', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const busy = sandboxPort({
    launch,
    script: built.script,
    flags: { port: String((taken.address() as AddressInfo).port) },
  });
  await expect(busy.start()).rejects.toMatchObject({
    code: 'SANDBOX_START',
    detail: expect.stringContaining('is taken by another program'),
  });
  taken.close();
  await once(taken, 'close');
  expect(await faultOf(busy.start())).toBe('none');
  await busy.stop();

  expect(await faultOf(sandboxPort({ launch, script: `${built.script}.nope` }).start())).toBe(
    'SANDBOX_START',
  );

  let killed = false;
  const silent: Launch = () => ({
    onMessage: () => undefined,
    onExit: () => undefined,
    kill: () => (killed = true),
  });
  expect(await faultOf(sandboxPort({ launch: silent, script: '', readyWithinMs: 20 }).start())).toBe(
    'SANDBOX_START',
  );
  expect(killed).toBe(true);
});

test('tells that something changed, and takes texts as they are', async () => {
  const port = sandboxPort({ launch, script: built.script });
  let changes = 0;
  const stop = port.onChange(() => void (changes += 1));
  await port.start();
  await port.control('POST', 'clock', { advanceSeconds: 60 });
  await expect.poll(() => changes).toBeGreaterThan(0);
  const seed = await port.control('GET', 'seed');
  expect(seed).toContain('version: 1');
  expect(await port.control('PUT', 'seed', seed)).toMatchObject({ region: 'eu-west-1' });
  const before = changes;
  stop();
  await port.control('DELETE', 'inbox');
  await port.stop();
  expect(changes).toBe(before);
});

test('not started: said so', async () => {
  const port = sandboxPort({ launch, script: built.script });
  expect(await faultOf(port.control('GET', 'inbox'))).toBe('SANDBOX_NOT_RUNNING');
  expect(await faultOf(port.ended())).toBe('SANDBOX_NOT_RUNNING');
  await port.stop();
});

test('begins as the flags say, and its token stands on no command line', async () => {
  const given: (readonly string[])[] = [];
  const port = sandboxPort({
    script: built.script,
    launch: (script, args, env) => {
      given.push(args);
      return launch(script, args, env);
    },
    flags: { at: '2030-01-01T00:00:00Z', freeze: true, fault: ['-> drop'], token: 'my-token-for-tests' },
  });
  await port.start();
  expect(port.access().token).toBe('my-token-for-tests');
  expect(given).toEqual([['--fault=-> drop', '--at=2030-01-01T00:00:00Z', '--freeze']]);
  expect(await port.control('GET', 'clock')).toMatchObject({ now: '2030-01-01T00:00:00.000Z' });
  await port.stop();
});
