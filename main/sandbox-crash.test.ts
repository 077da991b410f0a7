import { fork, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { InboxMessage, SandboxInfo } from '@core/contract.ts';
import { builtInSeed } from '@core/sandbox/seed/built-in.ts';
import { SANDBOX_EXIT, type ReadyMessage } from './sandbox-parent.ts';
import { readStateFile } from './state-file.ts';
import { builtSandbox } from './testing/built-sandbox.ts';
import { seededIn } from './testing/running-sandbox.ts';

const KILLS = 30;
/** How many writes each process is given before its end may come; then a moment of chance is added. */
const WRITES = [0, 0, 1, 0, 0, 2];
const MOMENT_MS = 300;
const TOKEN = 'my-token-for-tests';

vi.setConfig({ testTimeout: 120_000 });
const built = builtSandbox();
let folder = '';
let child: ChildProcess | undefined;
let port = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-crash-'));
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Starts the process on the state file; what it complains of is returned by `complaints`. */
async function start(...flags: string[]): Promise<() => string> {
  const args = [`--state=${join(folder, 'kept.json')}`, `--port=${String(port)}`, ...flags];
  child = fork(built.script, args, {
    env: { ...process.env, COUNTERSIGN_SANDBOX_TOKEN: TOKEN },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [message] = (await once(child, 'message')) as [ReadyMessage];
  ({ port } = message);
  return () => said;
}

async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const gone = child && once(child, 'exit');
  child?.kill(signal);
  await gone;
}

async function control(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${String(port)}/_countersign/${path}`, {
    method,
    headers: { Authorization: `Bearer ${TOKEN}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.json();
}

async function call(operation: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`http://127.0.0.1:${String(port)}/`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
}

interface SignIn {
  readonly username: string;
  readonly tokens: { readonly AccessToken: string; readonly RefreshToken: string };
  /** Writes seen to have ended before it was answered. */
  readonly writesBefore: number;
}

/** Counts how often the file was replaced, as far as looking now and then can tell: never too many. */
function watchWrites(): { look(): Promise<number> } {
  let writes = 0;
  let before: string | undefined;
  return {
    look: async () => {
      const found = await stat(join(folder, 'kept.json')).catch(() => undefined);
      const now = found === undefined ? 'none' : `${String(found.ino)} ${String(found.mtimeMs)}`;
      if (before !== undefined && now !== before) writes++;
      before = now;
      return writes;
    },
  };
}

test('killed at any moment: the file is good, holds all that was written, and tokens and Sessions go on', async () => {
  const { Id: pool, Clients: [client] = [] } = builtInSeed.pools[0] ?? { Id: '' };
  const ClientId = client?.ClientId;
  await start();
  const pam = seededIn((await control('GET', 'info')) as SandboxInfo, 'pam');
  const asked = await call('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: pam.clientId,
    AuthParameters: { USERNAME: pam.username, PASSWORD: pam.password },
  });
  await end('SIGTERM');

  const signIn = async (username: string, writesBefore: number): Promise<SignIn> => {
    const PASSWORD = 'Correct-horse-1';
    await control('PUT', `users/${pool}`, { Username: username, Password: PASSWORD });
    const { AuthenticationResult } = await call('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId,
      AuthParameters: { USERNAME: username, PASSWORD },
    });
    return { username, tokens: AuthenticationResult as SignIn['tokens'], writesBefore };
  };
  const kept: SignIn[] = [];
  for (let round = 0; round < KILLS; round++) {
    const complaints = await start();
    const writes = watchWrites();
    const done: SignIn[] = [];
    let over = false;
    const signingIn = (async () => {
      for (let n = 0; !over; n++) {
        const before = await writes.look();
        done.push(await signIn(`user-${String(round)}-${String(n)}`, before));
      }
    })().catch(() => 'the process is gone');
    while ((await writes.look()) < (WRITES[round % WRITES.length] ?? 0)) await pause(5);
    await pause(randomInt(MOMENT_MS));
    await end('SIGKILL');
    over = true;
    await signingIn;
    expect(complaints()).toBe('');
    const seen = await writes.look();
    // A second write that ended began after the first had, and takes with it all that was answered before.
    kept.push(...done.filter(({ writesBefore }) => seen - writesBefore >= 2));
    // The whole file can be read in between, without a process that might mend it.
    expect(await readStateFile(join(folder, 'kept.json'))).toHaveProperty('sha256');
  }

  const complaints = await start();
  expect(kept.length).toBeGreaterThan(KILLS / WRITES.length);
  const { users } = (await control('GET', `users/${pool}`)) as { users: { Username: string }[] };
  const names = new Set(users.map(({ Username }) => Username));
  expect(kept.filter(({ username }) => !names.has(username))).toEqual([]);
  for (const { username, tokens } of kept) {
    expect(await call('GetUser', { AccessToken: tokens.AccessToken })).toMatchObject({ Username: username });
  }
  const renewed = await call('InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    ClientId,
    AuthParameters: { REFRESH_TOKEN: kept[0]?.tokens.RefreshToken },
  });
  expect(renewed).toHaveProperty('AuthenticationResult.AccessToken');
  const [message] = (await control('GET', 'inbox?username=pam')) as InboxMessage[];
  const answered = await call('RespondToAuthChallenge', {
    ClientId: pam.clientId,
    ChallengeName: 'SMS_MFA',
    Session: asked['Session'],
    ChallengeResponses: { USERNAME: 'pam', SMS_MFA_CODE: message?.code },
  });
  expect(answered).toHaveProperty('AuthenticationResult.AccessToken');

  // A reset is a change as any other: it is what the next start finds.
  await control('POST', 'reset');
  await end('SIGTERM');
  await start();
  const left = (await control('GET', `users/${pool}`)) as { users: object[] };
  expect(left.users).toHaveLength(builtInSeed.pools[0]?.Users?.length ?? 0);
  expect(complaints()).toBe('');
  await end('SIGKILL');
  // Nobody is left to take the lock away; the next start takes it over.
  expect(await readdir(folder)).toEqual(['kept.json', 'kept.json.lock']);
});

test('the clock, moved over HTTP, is kept, and a start that names a time begins there', async () => {
  await start();
  await control('POST', 'clock', { set: '2031-02-03T04:05:06Z', frozen: true });
  await end('SIGTERM');
  await start();
  expect(await control('GET', 'clock')).toMatchObject({ now: '2031-02-03T04:05:06.000Z', frozen: true });
  await end('SIGTERM');
  await start('--at=2032-01-01T00:00:00Z');
  expect(await control('GET', 'clock')).toMatchObject({ now: '2032-01-01T00:00:00.000Z' });
  await end('SIGTERM');
});

test('a second sandbox on the same file is refused with the process that has it, and the first goes on', async () => {
  await start();
  const first = child?.pid;
  const file = join(folder, 'kept.json');
  const second = fork(built.script, [`--state=${file}`], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  second.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(second, 'close')) as [number];
  expect([code, said]).toEqual([
    SANDBOX_EXIT.flags,
    `sandbox: --state ${file}: process ${String(first)} keeps its state in this file. Stop it, or name another file. ` +
      `If that process is no sandbox, remove ${file}.lock.\n`,
  ]);
  expect(await control('GET', 'clock')).toHaveProperty('now');
  await end('SIGTERM');
  expect(await readdir(folder)).not.toContain('kept.json.lock');
});
