import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SandboxInfo } from '@core/contract.ts';
import { describeSettings } from '@core/sandbox/settings-guide.ts';
import { useTerminal } from '../../testing/running-terminal.ts';
import { EXIT } from '../exit-codes.ts';

const terminal = useTerminal();

const SEED = `
version: 1
pools:
  - Id: eu-west-1_Small12
    PoolName: Small
    Clients:
      - ClientId: smallclient
        ClientName: web
        ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH]
    Users:
      - Username: una
        Password: it's "q"-Horse-1
        UserStatus: CONFIRMED
`;

const put = (name: string, text: string) => writeFile(join(terminal.folder(), name), text);

interface Facts extends SandboxInfo {
  readonly control: { readonly url: string; readonly token: string };
}

async function get({ control }: Facts, path: string): Promise<unknown> {
  const headers = { Authorization: `Bearer ${control.token}` };
  return (await fetch(control.url + path, { headers })).json();
}

test('every flag does what it says', async () => {
  await put('seed.yaml', SEED);
  await put('faults.yaml', '- GetUser -> html 503\n- match: { user: una }\n  answer: { delayMs: 5 }\n');
  const flags = [
    ['--seed', 'seed.yaml'],
    ['--state', 'kept.json'],
    ['--fault', 'InitiateAuth step=9 -> drop'],
    ['--fault', '-> cut 3'],
    ['--faults', 'faults.yaml'],
    ['--status-profile', 'sdk'],
    ['--setting', 'codeLockout=false'],
    ['--setting', 'badSrpAMessage=no good'],
    ['--at', '2030-01-01T00:00:00Z'],
    ['--freeze'],
    ['--token', 'my-token-for-tests'],
    ['--json'],
  ].flat();
  const { out, interrupt } = await terminal.sandbox(...flags);
  const facts = JSON.parse(out) as Facts;
  expect(facts.pools.map(({ name }) => name)).toEqual(['Small']);
  expect(facts.control.token).toBe('my-token-for-tests');
  expect(await get(facts, 'clock')).toMatchObject({ now: '2030-01-01T00:00:00.000Z', frozen: true });
  expect(await get(facts, 'settings')).toMatchObject({
    settings: { codeLockout: false, badSrpAMessage: 'no good' },
    statusProfile: 'sdk',
  });
  const { rules } = (await get(facts, 'faults')) as { rules: { text: string }[] };
  expect(rules.map(({ text }) => text.replace(/id=\S+ /, ''))).toEqual([
    'GetUser -> html 503',
    'user=una -> delay 5ms',
    'InitiateAuth step=9 -> drop',
    '-> cut 3',
  ]);
  await fetch(facts.endpoint, { method: 'POST' }).catch(() => undefined);
  expect(await interrupt()).toBe(0);
  expect(JSON.parse(await readFile(join(terminal.folder(), 'kept.json'), 'utf8'))).toHaveProperty('sha256');
});

test('what is otherwise than usual is said first, flag by flag', async () => {
  await put('seed.yaml', SEED.replace('USER_PASSWORD_AUTH', 'USER_SRP_AUTH'));
  const flags = ['--state', 'said.json', '--seed', 'seed.yaml'];
  const first = await terminal.sandbox(...flags, '--at', '2030-01-01T00:00:00Z', '--freeze');
  expect(first.out).toMatch(/^## Otherwise than usual\nClock: stands still at 2030-01-01T00:00:00.000Z\n/);
  expect(first.out).toContain('\nState: said.json is new and kept from now on\n');
  expect(first.out).toContain('The example lists users: no app client here allows USER_PASSWORD_AUTH');
  await fetch(/listens on (\S+)\. /.exec(first.out)?.[1] ?? '', { method: 'POST' });
  await first.interrupt();
  const again = await terminal.sandbox(
    ...flags,
    '--setting',
    'codeLockout=false',
    '--fault',
    'GetUser -> drop',
  );
  expect(again.out).toContain('State: going on from said.json; --seed counts at the next reset');
  await again.interrupt();
});

test('users say which client and flow they take, and names nobody has stand apart', async () => {
  const { out } = await terminal.sandbox();
  expect(out).not.toContain('Otherwise than usual');
  expect(out).toMatch(/^eu-west-1_Kq7Zt2mXa {2}MFA optional$/m);
  expect(out).toMatch(/^eu-west-1_Rv4Hn9pLc {2}MFA required$/m);
  expect(out).toMatch(/^eu-west-1_Gd5Xk2vQe {2}Remembers every device, MFA OPTIONAL$/m);
  expect(out).toMatch(/^ {2}user {3}hal .*, client “server, with a secret”$/m);
  expect(out).toMatch(/^ {2}user {3}ivy .*, by USER_PASSWORD_AUTH$/m);
  expect(out).toMatch(/^ {2}user {3}bob .*nothing else$/m);
  expect(out).toMatch(/^ {2}not there, to be tried all the same:\n {4}zoe /m);
});

test('a seed without stories: its users are printed, and the settings name one of them', async () => {
  await put('seed.yaml', SEED);
  const { out } = await terminal.sandbox('--seed', 'seed.yaml');
  expect(out).toContain(`  user   una  it's "q"-Horse-1`);
  expect(out).toContain(`--auth-parameters '{"USERNAME":"una","PASSWORD":"it'\\''s \\"q\\"-Horse-1"}'`);
  expect(out).toContain("userPoolClientId: 'smallclient'");
});

describe('a mistake is told before anything starts', () => {
  const line = 'line 2: rule 2: match.operation: InitiateAut is no operation here';
  test.each([
    [['--port', '70000'], '--port 70000: must be a whole number from 0 to 65535'],
    [['--seed', 'nowhere.yaml'], '--seed nowhere.yaml: there is no such file; name one that is there'],
    [
      ['--seed', 'bad.yaml'],
      '--seed bad.yaml: line 13: pools[0].Users[0].Statuss is not a name that is known here. There are: Username',
    ],
    [['--seed', 'torn.yaml'], '--seed torn.yaml: line 3: '],
    [['--faults', 'bad-faults.yaml'], `--faults bad-faults.yaml: ${line}`],
    [['--faults', 'torn.yaml'], '--faults torn.yaml: line 3: '],
    [['--fault', 'InitiateAuth'], '--fault InitiateAuth: put “->” before what happens'],
    [['--status-profile', 'aws'], '--status-profile aws: must be one of wire, documented, sdk'],
    [['--setting', 'codeLockout'], '--setting codeLockout: write NAME=VALUE, for example codeLockout=false'],
    [
      ['--setting', 'codelockout=false'],
      'codelockout is no setting; codeLockout is one: --setting codeLockout=',
    ],
    [['--setting', 'codeLockout=1'], '--setting codeLockout=1: codeLockout: must be true or false.'],
    [['--at', 'noon'], '--at noon: must be an ISO time'],
    [['--token', 'a b'], '--token: must be 8 to 256 letters, digits or signs without a space'],
    [['--state', 'nowhere/x'], '--state nowhere/x: cannot be read and written (ENOENT)'],
    [['--state', 'newer.json'], '--state newer.json: version: this is 2, and only 1 can be read.'],
    [['--state', 'seed.yaml.json'], '--state seed.yaml.json: kind: this is no snapshot'],
    [['--freeze=yes'], "error: unknown option '--freeze=yes'"],
  ])('%j: %s', async (flags, message) => {
    await put('bad.yaml', SEED.replace('UserStatus', 'Statuss'));
    await put('torn.yaml', '- a\n- b\n- [');
    await put('bad-faults.yaml', '- GetUser -> drop\n- InitiateAut -> drop\n');
    await put('newer.json', '{"kind":"countersign sandbox snapshot","version":2}');
    await put('seed.yaml.json', '{}');
    const { code, out, err } = await terminal.end('sandbox', ...flags);
    expect(err).toContain(message);
    expect(err).toContain('--help');
    expect([code, out]).toEqual([EXIT.usage.code, '']);
    // What was refused is as it was.
    expect(await readFile(join(terminal.folder(), 'newer.json'), 'utf8')).toContain('"version":2');
  });
});

test('a port in use says so', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const port = String((taken.address() as AddressInfo).port);
  const { code, err } = await terminal.end('sandbox', '--port', port);
  taken.close();
  expect(err).toBe(
    `The sandbox could not start: Port ${port} is taken by another program. Choose another, or 0 for any free one.\n`,
  );
  expect(code).toBe(EXIT.sandbox.code);
});

test('a damaged state file is kept beside, told, and the sandbox begins at its seed', async () => {
  await put('torn.json', '{"kind":"countersign sandbox snap');
  const { out, interrupt } = await terminal.sandbox('--state', 'torn.json', '--json');
  expect((JSON.parse(out) as Facts).users.length).toBeGreaterThan(30);
  await interrupt();
  await put('torn.json', '{"kind":');
  const said = await terminal.sandbox('--state', 'torn.json');
  expect(said.out).toMatch(
    /^State: torn\.json was damaged and is kept as torn\.json\.unreadable-\S+; the .*\n$/m,
  );
  expect(said.out.trimEnd().split('\n').at(-1)).toContain('State: torn.json was damaged');
  await said.interrupt();
  const aside = (await readdir(terminal.folder())).filter((name) => name.startsWith('torn.json.unreadable-'));
  expect(aside).toHaveLength(2);
  expect(await readFile(join(terminal.folder(), aside.sort()[0] ?? ''), 'utf8')).toBe(
    '{"kind":"countersign sandbox snap',
  );
});

test('--list-settings names every setting with its default, as text and as JSON', async () => {
  const { out } = await terminal.end('sandbox', '--list-settings');
  for (const { name, usual } of describeSettings()) expect(out).toContain(`${name}=${String(usual)}\n`);
  const { out: json } = await terminal.end('sandbox', '--list-settings', '--json');
  expect(JSON.parse(json)).toEqual(describeSettings());
});
