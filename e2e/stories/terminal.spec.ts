import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '../support/console.ts';
import { appFolder } from '../support/folders.ts';
import { runProgram, startProgram } from '../support/program.ts';

const cli = join(appFolder, 'out/main/cli.js');
const countersign = (...args: string[]) => runProgram(process.execPath, [cli, ...args]);

test('demo steps SRP and TOTP and prints the chain as a tree', async () => {
  const { code, out, err } = await countersign('demo');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^ann · USER_SRP_AUTH · sandbox/);
  expect(out).toMatch(/├─ ● USER_SRP_AUTH .* ms {2}InitiateAuth\n.*\n.*→ PASSWORD_VERIFIER/);
  expect(out).toMatch(/└─ ● SOFTWARE_TOKEN_MFA[^]*→ TOKENS/);
  expect(out).toMatch(/Tokens after 3 steps/);
  expect(out).not.toMatch(/eyJ[\w-]{20,}/);
});

test('demo tells by its exit code what a chain came to', async () => {
  const [refused, unknown] = await Promise.all([
    countersign('demo', '--user', 'kim'),
    countersign('demo', '--user', 'nobody'),
  ]);
  // A refusal is what this user is there to show.
  expect(refused.code).toBe(0);
  expect(refused.out).toContain('No tokens, as expected of kim: 2 steps');
  expect(refused.out).toContain('✕ PASSWORD_VERIFIER');
  expect(refused.out).toContain('NotAuthorizedException');
  expect(unknown.code).toBe(2);
  expect(unknown.err).toContain('The sandbox has no user nobody. Choose one of: ann,');
});

test('challenges and errors print the catalogues, also as JSON', async () => {
  const [challenges, challengesJson, errors, errorsJson] = await Promise.all([
    countersign('challenges'),
    countersign('challenges', '--json'),
    countersign('errors'),
    countersign('errors', '--json'),
  ]);
  expect(challenges.out).toContain('SOFTWARE_TOKEN_MFA · Authenticator code');
  expect(JSON.parse(challengesJson.out)).toContainEqual(
    expect.objectContaining({ name: 'NEW_PASSWORD_REQUIRED', answerable: true }),
  );
  expect(errors.out).toMatch(/^CodeMismatchException$/m);
  expect(JSON.parse(errorsJson.out)).toContainEqual(
    expect.objectContaining({ code: 'CodeMismatchException', seedStatus: 483, wireStatus: 400 }),
  );
  for (const { code } of [challenges, challengesJson, errors, errorsJson]) expect(code).toBe(0);
});

test('help is everywhere, and a mistyped command is a usage error', async () => {
  const [help, demoHelp, wrong, wrongPort] = await Promise.all([
    countersign('--help'),
    countersign('demo', '--help'),
    countersign('dmeo'),
    countersign('sandbox', '--port', 'many'),
  ]);
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(help.out).toMatch(/Exit codes:\n {2}0 +done/);
  expect(demoHelp).toMatchObject({ code: 0 });
  expect(demoHelp.out).toContain('--user <name>');
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('demo');
  expect(wrongPort.code).toBe(2);
  expect(wrongPort.err).toContain('0 to 65535');
});

interface Facts {
  readonly endpoint: string;
  readonly pools: readonly { readonly clients: readonly { readonly clientId: string }[] }[];
  readonly users: readonly {
    readonly username: string;
    readonly clientId: string;
    readonly password: string;
  }[];
  readonly control: { readonly url: string; readonly token: string };
}

test('sandbox serves Cognito’s protocol until Ctrl+C, and leaves its port', async () => {
  const running = startProgram(process.execPath, [cli, 'sandbox', '--json']);
  const facts = JSON.parse(await running.outMatching(/\n/)) as Facts;
  const port = Number(new URL(facts.endpoint).port);
  expect(facts.users.map(({ username }) => username)).toContain('ann');

  await test.step('any client can sign in', async () => {
    const ivy = facts.users.find(({ username }) => username === 'ivy');
    const response = await fetch(facts.endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': 'AWSCognitoIdentityProviderService.InitiateAuth',
      },
      body: JSON.stringify({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: ivy?.clientId,
        AuthParameters: { USERNAME: 'ivy', PASSWORD: ivy?.password },
      }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ AuthenticationResult: { TokenType: 'Bearer' } });
  });

  await test.step('codes are read with the token that was printed, and not without', async () => {
    const inbox = (headers: Record<string, string>) => fetch(`${facts.control.url}inbox`, { headers });
    expect((await inbox({ Authorization: `Bearer ${facts.control.token}` })).status).toBe(200);
    expect((await inbox({})).status).toBe(401);
  });

  await test.step('a second one on the same port says so', async () => {
    const second = await countersign('sandbox', '--port', String(port));
    expect(second.code).toBe(3);
    expect(second.err).toContain('The sandbox could not start');
  });

  running.signal('SIGINT');
  expect(await running.ended).toMatchObject({ code: 0 });
  expect(await accepts(port)).toBe(false);
});

test('sandbox tells a person where everything is', async () => {
  const running = startProgram(process.execPath, [cli, 'sandbox']);
  const text = await running.outMatching(/Ctrl\+C stops it\.\nGive --port/);
  expect(text).toMatch(/The sandbox listens on http:\/\/127\.0\.0\.1:\d+\. Ctrl\+C stops it\./);
  expect(text).toMatch(/ann +Correct-horse-1 +Password by SRP, then a TOTP code, TOTP secret [A-Z2-7]+\n/);
  expect(text).toMatch(/curl -H 'Authorization: Bearer \S+' http/);
  for (const tool of ['AWS CLI', 'AWS SDK for JavaScript v3', 'boto3', 'Amplify v6']) {
    expect(text).toContain(`## ${tool}`);
  }
  running.signal('SIGTERM');
  expect(await running.ended).toMatchObject({ code: 0 });
});

test('a sandbox whose process was killed ends the command, with words', async () => {
  test.skip(process.platform !== 'linux', 'Children are looked up in /proc.');
  const running = startProgram(process.execPath, [cli, 'sandbox', '--json']);
  await running.outMatching(/\n/);
  const [sandbox] = childrenOf(running.pid);
  process.kill(Number(sandbox), 'SIGKILL');
  const { code, err } = await running.ended;
  expect(code).toBe(3);
  expect(err).toContain('The sandbox ended by itself');
});

test('demo stopped with Ctrl+C takes its sandbox with it, and prints no half chain', async () => {
  test.skip(process.platform !== 'linux', 'Children are looked up in /proc.');
  const running = startProgram(process.execPath, [cli, 'demo', '--json']);
  await expect.poll(() => childrenOf(running.pid), { intervals: [5] }).toHaveLength(1);
  const [sandbox] = childrenOf(running.pid);
  running.signal('SIGINT');
  expect(await running.ended).toMatchObject({ code: 130, out: '' });
  await expect.poll(() => existsSync(`/proc/${sandbox}`)).toBe(false);
});

function childrenOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
