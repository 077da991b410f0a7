import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import { createSandbox, type Sandbox } from '@core/sandbox/engine.ts';
import { createKeyRing } from '@core/sandbox/tokens/keys.ts';
import { expect, test } from 'vitest';
import { createStateFile, readStateFile, setStateFileAside } from './state-file.ts';

const keys = createKeyRing();

function sandbox(): Sandbox {
  return createSandbox({
    clock: { now: () => Date.now() },
    random: { bytes: (count) => randomBytes(count), uuid: () => randomUUID() },
    endpoint: 'http://127.0.0.1:9',
    keys,
  });
}

async function call(to: Sandbox, operation: string, body: object): Promise<Record<string, unknown>> {
  const reply = await to.handle({
    method: 'POST',
    path: '/',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
  return JSON.parse(new TextDecoder().decode(reply.body)) as Record<string, unknown>;
}

async function newPath(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'countersign-state-')), 'sandbox.json');
}

test('the next start goes on: a pending Session and tokens of before are still good', async () => {
  const path = await newPath();
  const first = sandbox();
  const ivy = first.info().users.find(({ username }) => username === 'ivy');
  const pam = first.info().users.find(({ username }) => username === 'pam');
  const start = (of: Sandbox, user: typeof ivy) =>
    call(of, 'InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: user?.clientId,
      AuthParameters: { USERNAME: user?.username, PASSWORD: user?.password },
    });
  const asked = await start(first, pam);
  const { AuthenticationResult } = await start(first, ivy);
  first.clock.advance(60);
  const file = createStateFile(
    path,
    () => first.snapshot(),
    (error) => expect.fail(String(error)),
  );
  file.changed();
  await file.close();

  const second = sandbox();
  second.restore(await readStateFile(path));
  const code = second.inbox().at(-1)?.code;
  const answered = await call(second, 'RespondToAuthChallenge', {
    ClientId: pam?.clientId,
    ChallengeName: 'SMS_MFA',
    Session: asked['Session'],
    ChallengeResponses: { USERNAME: 'pam', SMS_MFA_CODE: code },
  });
  expect(answered).toHaveProperty('AuthenticationResult.AccessToken');
  const { AccessToken } = AuthenticationResult as { AccessToken: string };
  expect(await call(second, 'GetUser', { AccessToken })).toMatchObject({ Username: 'ivy' });
  expect(second.clock.offsetSeconds()).toBe(60);
});

test('nobody but the owner may read it', async () => {
  const path = await newPath();
  const file = createStateFile(
    path,
    () => sandbox().snapshot(),
    (error) => expect.fail(String(error)),
  );
  file.changed();
  await file.close();
  expect((await stat(path)).mode & 0o077).toBe(process.platform === 'win32' ? 0o066 : 0);
});

test('no file is no state; one that is damaged is told and set aside', async () => {
  const path = await newPath();
  expect(await readStateFile(path)).toBeUndefined();
  const snapshot = JSON.stringify(await sandbox().snapshot());
  await writeFile(path, snapshot.replace('ann@example.com', 'eve@example.com'));
  const to = sandbox();
  const given = await readStateFile(path);
  expect(() => to.restore(given)).toThrow('the content was changed or cut off');
  expect(to.info().users.length).toBeGreaterThan(0);
  await writeFile(path, snapshot.slice(0, 1_000));
  await expect(readStateFile(path)).rejects.toThrow();
  const aside = await setStateFileAside(path, 0);
  expect(await readFile(aside, 'utf8')).toBe(snapshot.slice(0, 1_000));
  expect(await readStateFile(path)).toBeUndefined();
});

test('a newer version is refused, and so is anything else', () => {
  const to = sandbox();
  expect(() => to.restore({ kind: 'countersign sandbox snapshot', version: 2 })).toThrow(
    'version: this is 2',
  );
  for (const other of [null, 'x', 5, [], {}]) expect(() => to.restore(other)).toThrow('kind: ');
});

test('a failed write is told, and the next one has everything', async () => {
  const path = await newPath();
  const failures: unknown[] = [];
  let broken = true;
  const file = createStateFile(
    path,
    async () => {
      if (broken) throw new Error('no room');
      return sandbox().snapshot();
    },
    (error) => failures.push(error),
  );
  file.changed();
  await file.close();
  expect(failures).toEqual([new Error('no room')]);
  broken = false;
  await file.close();
  expect(await readStateFile(path)).toHaveProperty('kind');
});

test('after a failed write it tries again by itself', async () => {
  const path = await newPath();
  let tries = 0;
  let failed = 0;
  const written = new Promise<void>((resolve) => {
    const file = createStateFile(
      path,
      async () => {
        tries++;
        if (tries === 1) throw new Error('no room');
        const snapshot = await sandbox().snapshot();
        resolve();
        return snapshot;
      },
      () => failed++,
    );
    file.changed();
  });
  await written;
  expect([tries, failed]).toEqual([2, 1]);
});
