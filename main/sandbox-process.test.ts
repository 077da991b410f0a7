import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { useRunningSandbox } from './testing/running-sandbox.ts';

const sandbox = useRunningSandbox();

describe('the control API', () => {
  const call = (path: string, init: RequestInit = {}) => fetch(`${sandbox().port.access().url}${path}`, init);
  const authorized = () => ({ headers: { Authorization: `Bearer ${sandbox().port.access().token}` } });

  test.each([{}, { headers: { Authorization: 'Bearer x' } }, { method: 'OPTIONS' }])(
    'without its token: refused, and no page may read it',
    async (init) => {
      const response = await call('inbox', init);
      expect(response.status).toBe(401);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  test('with its token, still no CORS', async () => {
    const response = await call('info', authorized());
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(await response.json()).toMatchObject({ endpoint: sandbox().info.endpoint, region: 'eu-west-1' });
  });

  test.each([
    ['GET', 'nope', '', 404],
    ['GET', 'nope/nope', '', 404],
    ['DELETE', 'clock', '', 405],
    ['POST', 'clock', '', 400],
    ['POST', 'clock', '{"advanceSeconds":0.5}', 400],
    ['POST', 'clock', '{"advanceSeconds":31536001}', 400],
  ])('%s %s %s: %d', async (method, path, body, status) => {
    const init = { ...authorized(), method, ...(body === '' ? {} : { body }) };
    expect((await call(path, init)).status).toBe(status);
  });
});

describe('the process', () => {
  test('started by hand it prints how to reach it, and a moved clock shows in Date', async () => {
    const child = spawn(process.execPath, [sandbox().script], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const ready = JSON.parse(line.toString()) as { type: string; port: number; token: string };
      expect(ready.type).toBe('ready');
      const base = `http://127.0.0.1:${String(ready.port)}`;
      const headers = { Authorization: `Bearer ${ready.token}` };
      const body = JSON.stringify({ advanceSeconds: 86_400 });
      await fetch(`${base}/_countersign/clock`, { method: 'POST', headers, body });
      const { headers: answered } = await fetch(`${base}/x`);
      const ahead = Date.parse(answered.get('date') ?? '') - Date.now();
      expect(ahead).toBeGreaterThan(86_340_000);
    } finally {
      child.kill();
    }
  });

  test('ends when its parent lets go of it', async () => {
    const child = spawn(process.execPath, [sandbox().script], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    child.disconnect();
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  });

  test('ends where its parent was gone before it could hear of it', async () => {
    const child = spawn(process.execPath, [sandbox().script], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    // As where a host is killed while its sandbox starts: nothing of the script runs yet.
    child.disconnect();
    try {
      await expect.poll(() => child.exitCode).toBe(0);
    } finally {
      child.kill();
    }
  });

  test('refuses a port that is none', async () => {
    const child = spawn(process.execPath, [sandbox().script, '--port', 'x'], { stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(2);
  });
});
