import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cliNameOf, isSigned, serviceOperationNames } from '@core/cognito/service/service.ts';
import { seededIn, useRunningSandbox } from '../../testing/running-sandbox.ts';
import { type How, type Shell, shell } from '../evidence/testing/typed.ts';
import { EXIT } from '../exit-codes.ts';

const sandbox = useRunningSandbox();
let at: Shell;
beforeEach(() => {
  at = shell(sandbox().script);
});
afterEach(() => {
  at.remove();
  vi.unstubAllEnvs();
});

const admin = (words: readonly string[], how?: How) => at.type(['admin', ...words], how);
const bob = () => seededIn(sandbox().info, 'bob');
/** At the sandbox by its address, as an emulator is. */
const there = () => ['--endpoint', sandbox().info.endpoint, '--user-pool-id', bob().userPoolId];
const statusOf = async (username: string) => {
  const { out } = await admin(['admin-get-user', ...there(), '--username', username]);
  return JSON.parse(out) as { Enabled: boolean; UserStatus: string };
};

function savedTargets(...targets: readonly object[]): void {
  mkdirSync(at.path('data'), { recursive: true });
  const data = targets.map((target, index) => ({
    ...{
      id: `t${String(index)}`,
      region: '',
      endpoint: sandbox().info.endpoint,
      userPoolId: bob().userPoolId,
    },
    ...{ clientId: bob().clientId, fips: false, color: 'none', production: false, sessionMinutes: 3 },
    ...{ hasClientSecret: false, ...target },
  }));
  writeFileSync(at.path('data/targets.json'), JSON.stringify({ version: 1, data }));
}

/** Every file of the data folder as text. */
function keptText(): string {
  const names = readdirSync(at.path('data'));
  expect(names).not.toEqual([]);
  return names.map((name) => readFileSync(join(at.path('data'), name), 'latin1')).join('\n');
}

describe('where a call goes', () => {
  it('is a saved target, whose pool and client need not be named', async () => {
    savedTargets({ name: 'Staging' });
    const { out, code } = await admin(['admin-get-user', '--target', 'staging', '--username', 'bob']);
    expect(code).toBe(EXIT.ok.code);
    expect(JSON.parse(out)).toMatchObject({ Username: 'bob', UserStatus: 'CONFIRMED' });
    const client = await admin(['describe-user-pool-client', '--target', 't0']);
    expect(JSON.parse(client.out)).toMatchObject({ UserPoolClient: { ClientId: bob().clientId } });
    expect(await admin(['list-users', '--target', 'stging'])).toMatchObject({
      code: EXIT.unreachable.code,
      err: expect.stringContaining(
        'There are: sandbox, Staging. Targets are added in the window, under Targets.',
      ) as unknown,
    });
    const { err } = await admin(['list-users']);
    expect(err).toContain(
      'the following arguments are required: --user-pool-id\n--target NAME brings --user-pool-id',
    );
  });

  it('is never what a pool or a client is removed by', async () => {
    savedTargets({ name: 'Staging' });
    for (const operation of ['delete-user-pool', 'delete-user-pool-client'])
      expect(await admin([operation, '--target', 'staging'])).toMatchObject({
        code: EXIT.badRequest.code,
        err: expect.stringContaining('the following arguments are required: --user-pool-id') as unknown,
      });
  });

  it('is a sandbox of this run: the pool of whoever is named', async () => {
    const { out, err } = await admin(['admin-get-user', '--target', 'sandbox', '--username', 'ada']);
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({ Username: 'ada' });
    expect((await admin(['list-users', '--target', 'sandbox', '--profile', 'x'])).code).toBe(
      EXIT.badRequest.code,
    );
  });

  it('has to be known', async () => {
    const unknown = { env: {} };
    vi.stubEnv('AWS_CONFIG_FILE', at.path('none'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', at.path('none'));
    expect(await admin(['list-users', '--user-pool-id', 'local'], unknown)).toMatchObject({
      code: EXIT.noCredentials.code,
      err: expect.stringContaining('(REGION_NEEDED)') as unknown,
    });
    expect((await admin(['list-users', '--target', 'a', '--endpoint', 'http://127.0.0.1:1'])).code).toBe(
      EXIT.badRequest.code,
    );
    expect(
      (await admin(['list-groups', '--user-pool-id', 'x', '--endpoint', 'ftp://x', '--region', 'x'])).code,
    ).toBe(EXIT.badRequest.code);
    const nobody = ['list-groups', '--user-pool-id', 'x_1', '--endpoint', 'http://127.0.0.1:1'];
    expect((await admin(nobody)).code).toBe(EXIT.unanswered.code);
  });
});

describe('who calls', () => {
  /** Listens while something runs at its address, and answers as it is told. */
  async function listening(
    answer: (headers: IncomingHttpHeaders) => { readonly status: number; readonly text: string },
    work: (endpoint: string) => Promise<void>,
  ): Promise<void> {
    const server = createServer((request, response) => {
      const { status, text } = answer(request.headers);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(text);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      await work(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  async function overheard(words: readonly string[]): Promise<IncomingHttpHeaders> {
    let heard: IncomingHttpHeaders = {};
    const hear = (headers: IncomingHttpHeaders) => {
      heard = headers;
      return { status: 200, text: '{}' };
    };
    await listening(hear, async (endpoint) => {
      const { code, err } = await admin([...words, '--endpoint', endpoint]);
      expect({ code, err }).toEqual({ code: 0, err: '' });
    });
    return heard;
  }

  function supportProfile(): void {
    const file = at.path('credentials');
    writeFileSync(
      file,
      '[support]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = fixture-key\naws_session_token = fixture-token\n',
    );
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file);
    vi.stubEnv('AWS_CONFIG_FILE', at.path('none'));
  }

  it('is a profile, signed for the region that is meant', async () => {
    supportProfile();
    const list = ['list-groups', '--user-pool-id', 'eu-west-1_Ab12Cd34E'];
    const { authorization } = await overheard([...list, '--profile', 'support']);
    expect(authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/cognito-idp\//,
    );
    const elsewhere = await overheard([...list, '--profile', 'support', '--region', 'eu-south-2']);
    expect(elsewhere.authorization).toContain('/eu-south-2/cognito-idp/');
    expect((await overheard(list)).authorization).not.toContain('AKIDEXAMPLE');
  });

  it('is printed and kept nowhere, not even where a refusal repeats the signature', async () => {
    supportProfile();
    const repeat = ({ authorization, ...headers }: IncomingHttpHeaders) => ({
      status: 400,
      text: JSON.stringify({
        __type: 'InvalidSignatureException',
        message: `The String-to-Sign: ${String(authorization)} ${String(headers['x-amz-security-token'])}`,
      }),
    });
    await listening(repeat, async (endpoint) => {
      for (const record of [[], ['--record']]) {
        const words = [
          'list-groups',
          '--user-pool-id',
          'local_1',
          '--profile',
          'support',
          '--endpoint',
          endpoint,
        ];
        const { code, out, err } = await admin([...words, ...record]);
        expect(code).toBe(EXIT.refused.code);
        expect(err).toContain('An error occurred (InvalidSignatureException)');
        expect(out + err).not.toMatch(/AKIDEXAMPLE|fixture-key|fixture-token|Signature=/);
      }
    });
    expect(keptText()).not.toMatch(/AKIDEXAMPLE|fixture-key|fixture-token|Signature=/);
  });

  it('needs no credentials for what a client may call', async () => {
    const { authorization } = await overheard(['get-user', '--access-token', 'x.y.z', '--profile', 'none']);
    expect(authorization).toBeUndefined();
  });

  it('is told when there are none: nothing is sent', async () => {
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', at.path('none'));
    vi.stubEnv('AWS_CONFIG_FILE', at.path('none'));
    const { code, err, out } = await admin(['list-users', ...there(), '--profile', 'nobody']);
    expect({ code, out }).toEqual({ code: EXIT.noCredentials.code, out: '' });
    expect(err).toMatch(/\(AWS_[A-Z_]+\)/);
  });
});

describe('a production target', () => {
  const change = ['admin-disable-user', '--target', 'shop', '--username', 'bob'];

  it('wants the user’s name typed for a change, and nothing for a look', async () => {
    savedTargets({ name: 'Shop', production: true });
    expect((await admin(['admin-get-user', '--target', 'shop', '--username', 'bob'])).code).toBe(0);
    const alone = await admin(change);
    expect(alone).toMatchObject({ code: EXIT.unusable.code, out: '' });
    expect(alone.err).toContain("Nothing was sent: go on with --confirm 'bob'. (TARGET_PRODUCTION)");
    expect((await admin([...change, '--confirm', 'Shop'])).code).toBe(EXIT.unusable.code);
    expect((await admin(change, { answers: ['no'] })).code).toBe(EXIT.unusable.code);
    expect(await statusOf('bob')).toMatchObject({ Enabled: true });
    const typed = await admin(change, { answers: ['bob'] });
    expect(typed).toMatchObject({ code: 0 });
    expect(typed.err).toContain('Shop is a production target. Type bob to send AdminDisableUser: ');
    expect(await statusOf('bob')).toMatchObject({ Enabled: false });
    const recorded = await admin([...change, '--confirm', 'bob', '--record']);
    expect(recorded).toMatchObject({ code: 0 });
  });

  it('counts as one however the pool is addressed', async () => {
    savedTargets({ name: 'Shop', production: true });
    const group = ['create-group', ...there(), '--group-name', 'new'];
    expect((await admin(group)).err).toContain("go on with --confirm 'Shop'");
    expect((await admin([...group, '--confirm', 'Shop'])).code).toBe(0);
  });
});

describe('--record', () => {
  it('keeps every page as a step of one chain, and without it nothing is kept', async () => {
    const list = ['list-users', ...there(), '--page-size', '5'];
    await admin(list);
    expect(readdirSync(at.folder)).not.toContain('data');
    const { out } = await admin([...list, '--record']);
    const { Users } = JSON.parse(out) as { Users: unknown[] };
    const found = await at.type(['history', 'search', '--json']);
    const lines = (JSON.parse(found.out) as { found: { line: { chainId: string; steps: number } }[] }).found;
    expect(lines).toHaveLength(1);
    const shown = await at.type(['history', 'show', lines[0]?.line.chainId ?? '', '--json']);
    const { steps } = JSON.parse(shown.out) as { steps: { operation: string }[] };
    expect(steps.map(({ operation }) => operation)).toEqual(
      Array.from({ length: Math.ceil(Users.length / 5) }, () => 'ListUsers'),
    );
  });

  it('prints what came and keeps no secret of it', async () => {
    const password = 'Another-horse-2';
    const made = await admin([
      ...['create-user-pool-client', ...there(), '--client-name', 'x', '--generate-secret', '--record'],
      ...['--explicit-auth-flows', 'ALLOW_ADMIN_USER_PASSWORD_AUTH'],
    ]);
    const { ClientSecret } = (JSON.parse(made.out) as { UserPoolClient: { ClientSecret: string } })
      .UserPoolClient;
    const set = ['admin-set-user-password', ...there(), '--username', 'bob', '--permanent', '--record'];
    expect((await admin([...set, '--password', password])).code).toBe(0);
    const signIn = await admin([
      ...['initiate-auth', '--endpoint', sandbox().info.endpoint, '--client-id', bob().clientId, '--record'],
      ...['--auth-flow', 'USER_PASSWORD_AUTH', '--auth-parameters', `USERNAME=bob,PASSWORD=${password}`],
    ]);
    const { AccessToken } = (JSON.parse(signIn.out) as { AuthenticationResult: { AccessToken: string } })
      .AuthenticationResult;
    expect(AccessToken).toMatch(/^eyJ/);
    for (const secret of [ClientSecret, password, AccessToken]) expect(keptText()).not.toContain(secret);
  });

  it('keeps a refusal, too', async () => {
    const { code } = await admin(['admin-get-user', ...there(), '--username', 'nobody', '--record']);
    expect(code).toBe(EXIT.refused.code);
    const { out } = await at.type(['history', 'search', 'error:UserNotFoundException']);
    expect(out).toContain('nobody');
  });
});

describe('what the service refuses', () => {
  it('is waited for in sight while it asks to slow down', async () => {
    const rule = 'AdminGetUser times=2 -> TooManyRequestsException';
    for (const record of [[], ['--record']]) {
      await sandbox().port.control('PUT', 'faults', { rules: [rule] });
      const { code, err } = await admin(['admin-get-user', ...there(), '--username', 'bob', ...record]);
      expect(code).toBe(EXIT.ok.code);
      expect(err.match(/^The service asks to slow down\. It is sent again in \d+ ms\.$/gm)).toHaveLength(2);
    }
  });

  it.each([
    ['custom:plan = "gold"', 'Invalid search attribute: custom:plan', 'try: Filter by username, email,'],
    ['email ~ "ann"', 'Error while parsing filter.', 'try: Write one comparison: email ^= "ann"'],
  ])('of the filter %s says what can be asked', async (filter, message, hint) => {
    const { code, err } = await admin(['list-users', ...there(), '--filter', filter]);
    expect(code).toBe(EXIT.refused.code);
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect(err).not.toContain('ExplicitAuthFlows');
  });

  it('names the permission that is lacking', async () => {
    const message = 'User: arn:aws:iam::1:user/qa is not authorized to perform: cognito-idp:ListUsers';
    const rule = `ListUsers -> AccessDeniedException "${message}"`;
    await sandbox().port.control('PUT', 'faults', { rules: [rule] });
    const { code, err } = await admin(['list-users', ...there()]);
    expect(code).toBe(EXIT.refused.code);
    expect(err).toContain(
      `\nAn error occurred (AccessDeniedException) when calling the ListUsers operation: ${message}\n`,
    );
    expect(err).toContain('  The credentials lack cognito-idp:ListUsers.\n');
  });
});

describe('what is typed', () => {
  it('may come from standard input, so that no other program sees it', async () => {
    const input = JSON.stringify({ Username: 'bob', Password: 'From-the-pipe-1', Permanent: true });
    const { code } = await admin(['admin-set-user-password', ...there(), '--cli-input-json', '-'], { input });
    expect(code).toBe(0);
  });

  it('may be a file as Windows writes it, and none that is no text', async () => {
    const request = JSON.stringify({ UserPoolId: bob().userPoolId, Username: 'bob' });
    const get = (input: string | Uint8Array, json = '-') =>
      admin(['admin-get-user', '--endpoint', sandbox().info.endpoint, '--cli-input-json', json], { input });
    expect((await get(`\uFEFF${request}\r\n`)).code).toBe(0);
    const latin = Buffer.from(request.replace('bob', 'b\u00f6b'), 'latin1');
    expect((await get(latin)).err).toContain('that is no UTF-8 text. (ADMIN_INPUT)');
    writeFileSync(at.path('latin.json'), latin);
    const { code, err } = await get('', `file://${at.path('latin.json')}`);
    expect(code).toBe(EXIT.badRequest.code);
    expect(err).toContain('latin.json: it is no UTF-8 text. fileb:// takes bytes as they are.');
    writeFileSync(at.path('marked.json'), `\uFEFF${request}`);
    expect((await get('', `file://${at.path('marked.json')}`)).code).toBe(0);
  });

  it('may be the beginning of a flag that fits no other, as the AWS CLI takes it', async () => {
    const { code, out } = await admin(['admin-get-user', ...there(), '--usern', 'bob']);
    expect({ code, name: (JSON.parse(out) as { Username: string }).Username }).toEqual({
      code: 0,
      name: 'bob',
    });
    expect((await admin(['admin-get-user', ...there(), '--usern=bob'])).code).toBe(0);
  });

  it('may begin as a skeleton', async () => {
    const skeleton = await admin(['admin-disable-user', '--generate-cli-skeleton']);
    const filled = { ...(JSON.parse(skeleton.out) as object), Username: 'bob' };
    writeFileSync(at.path('request.json'), JSON.stringify(filled));
    const json = `file://${at.path('request.json')}`;
    expect((await admin(['admin-disable-user', ...there(), '--cli-input-json', json])).code).toBe(0);
    expect(await statusOf('bob')).toMatchObject({ Enabled: false });
    const output = await admin([
      'admin-get-user',
      ...there(),
      '--username',
      'x',
      '--generate-cli-skeleton',
      'output',
    ]);
    expect(JSON.parse(output.out)).toMatchObject({ Username: 'Username', Enabled: true });
  });

  it('is helped with: every operation, and every flag of one', async () => {
    const all = await admin(['--help']);
    expect(await admin(['help'])).toEqual(all);
    for (const name of serviceOperationNames)
      expect(all.out).toMatch(new RegExp(`^(?: {2}|.* {2})${cliNameOf(name)}(?: |$)`, 'm'));
    for (const words of [['help'], ['--help']]) {
      const { code, out } = await admin(['admin-create-user', ...words]);
      expect(code).toBe(0);
      expect(out).toMatch(/--temporary-password <text> +secret: better file:\/\/PATH/);
      expect(out).toMatch(/--user-attributes <list\.\.\.> +JSON, or Name=text,Value=text \.\.\./);
    }
    expect((await admin(['list-users', 'help'])).out).toMatch(/--starting-token/);
    expect((await admin(['list-users', 'help'])).out).not.toMatch(/--pagination-token/);
    expect((await admin(['get-user', 'help'])).out).toContain(
      `needs ${isSigned('GetUser') ? '' : 'no '}AWS credentials`,
    );
  });

  it.each([
    [[], 'an operation is missing'],
    [['admin-get-usr'], 'Is admin-get-user meant?'],
    [['AdminGetUser'], 'Is admin-get-user meant?'],
    [['create-tset-users'], 'Is create-test-users meant?'],
    [['--target', 'sandbox', 'list-users'], 'name the operation first, then --target'],
    [['admin-get-user', 'bob'], 'every value follows its flag'],
    [['admin-get-user', '--usrname', 'bob'], '--username'],
    [
      ['admin-delete-user', '--user-pool-id', 'local_1', '--username', '--record'],
      'argument --username: expected one argument, and --record stands in its place. A value that begins with -- is written --username=VALUE.',
    ],
    [['admin-create-user', '--user-attributes', '--username', 'bob'], 'argument --user-attributes'],
    [
      ['list-users', '--query', 'Users[].Username'],
      '--query is not part of this command: it has no JMESPath',
    ],
    [['list-users', '--query', 'Users[].Username'], "| jp 'Users[].Username'"],
    [['list-users', '--max-items', 'many'], 'It takes a whole number.'],
    [['list-users', '--max-items', '-1'], 'It takes a whole number from 0 on.'],
    [['list-users', '--page-size', '9'.repeat(12)], 'at most nine figures'],
    [['create-group', '--precedence', '9'.repeat(20)], `a smaller number than ${'9'.repeat(20)}`],
    [
      ['admin-set-user-password', '--permanent', 'yes'],
      'argument --permanent: it takes no value, and yes stands behind it. The other is --no-permanent.',
    ],
    [
      ['admin-get-user', '--record', 'bob'],
      'argument --record: it takes no value, and bob stands behind it. (ADMIN_INPUT)',
    ],
    [['admin-get-user', '--user', 'bob'], 'ambiguous option: --user could match --user-pool-id, --username'],
    [['admin-get-user', '--cli-input-yaml', 'x'], 'give the request with --cli-input-json'],
    [['admin-get-user', '--cli-input-json', 'request.json'], 'Is file://request.json meant?'],
    [
      ['admin-get-user', '--cli-input-json', 'file:///none.json'],
      "Error parsing parameter '--cli-input-json': Unable to load paramfile file:///none.json: there is no such file.",
    ],
    [
      ['admin-get-user', '--username', `file://${tmpdir()}`],
      `Error parsing parameter '--username': Unable to load paramfile file://${tmpdir()}: it is a folder.`,
    ],
    [['list-users', '--user-pool-id', 'x_1', '--endpoint', ''], '--endpoint is empty: leave it out'],
    [['list-users', '--target', ''], '--target is empty'],
    [['list-users', '--user-pool-id', 'x_1', '--profile', ' '], '--profile is empty'],
    [['admin-get-user', '--cli-input-json', '-'], 'reads standard input, and that is empty.'],
    [['admin-get-user', '--cli-input-json', '{'], 'the JSON ends before it is complete.'],
    [['admin-get-user'], 'try: Print what the operation takes: countersign admin admin-get-user --help.'],
    [
      ['admin-get-user', '--username', 'bob', '--cli-input-json', '{"userPoolID":"x"}'],
      '"userPoolID": is UserPoolId meant?',
    ],
    [
      [
        ...['admin-create-user', '--user-pool-id', 'x_1', '--username', 'x'],
        ...['--user-attributes', 'name=email,value=a'],
      ],
      '"name": is Name meant?\n"value": is Value meant?',
    ],
    [['list-users', '--output', 'xml'], 'Allowed choices are json, text, table, yaml.'],
    [['list-users', '--output', 'yaml-stream'], 'Allowed choices are json, text, table, yaml.'],
  ])('%j is not understood', async (words, why) => {
    const { code, out, err } = await admin(words);
    expect({ code, out }).toEqual({ code: EXIT.badRequest.code, out: '' });
    expect(err).toContain(why);
  });
});
