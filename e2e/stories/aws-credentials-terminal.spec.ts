import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { valueOf } from '../support/bridge.ts';
import { expect, test as base } from '../support/console.ts';
import { appFolder } from '../support/folders.ts';
import { type Ended, runProgram } from '../support/program.ts';
import { filesUnder, findSecrets } from '../support/search.ts';
import { recordSecret } from '../support/secrets.ts';
import { type Answer, cognitoAnswer, startServer, type Server } from '../support/server.ts';

/** What a profile gives: it signs every call of this story, and may stand in nothing that a command says or leaves. */
const KEYS = {
  'key id in the terminal': 'ASIATYPEDINATERMINAL',
  'secret key in the terminal': 'canary/secret+key/of+the+terminal/3c9ab51e77d2',
  'session token in the terminal': 'canary//session+token+of/the+terminal/8bd2f06a==',
} as const;
const POOL = 'eu-west-1_Ab12Cd34E';

const test = base.extend<{ cognito: Server; aws: Record<string, string | undefined> }>({
  cognito: async ({}, use) => {
    const cognito = await startServer(answersWithAll);
    await use(cognito);
    await cognito.close();
  },
  aws: async ({}, use, info) => {
    const file = (name: string, text: string): string => {
      mkdirSync(info.outputPath('aws'), { recursive: true });
      writeFileSync(info.outputPath('aws', name), text);
      return info.outputPath('aws', name);
    };
    const [id, secret, token] = Object.values(KEYS);
    await use({
      AWS_CONFIG_FILE: file('config', '[profile support]\nregion = eu-west-1\n'),
      AWS_SHARED_CREDENTIALS_FILE: file(
        'credentials',
        `[support]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\naws_session_token = ${token}\n`,
      ),
      ...{ AWS_PROFILE: undefined, AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
    });
  },
  environment: async ({ aws }, use) => use(aws),
});

/** Who repeats all that it was sent: in what it says, in a header of its answer, and where it takes a sign-in as well. */
const answersWithAll: Answer = (response, request) => {
  const lines = Object.entries(request.headers).map(([name, value]) => `${name}:${value}`);
  const repeated = `The Canonical String for this request should have been\n'POST\n/\n\n${lines.join('\n')}'`;
  response.setHeader('x-amzn-ErrorMessage', encodeURI(request.headers['authorization'] ?? ''));
  response.setHeader('x-repeated', request.headers['x-amz-security-token'] ?? '');
  if (request.target.endsWith('.AdminInitiateAuth'))
    return cognitoAnswer({
      ...{ ChallengeName: 'SMS_MFA', Session: 'session-'.repeat(20) },
      ChallengeParameters: { USER_ID_FOR_SRP: 'ann', CODE_DELIVERY_DESTINATION: repeated },
    })(response, request);
  if (request.target.endsWith('.ListUsers'))
    return cognitoAnswer({ Users: [{ Username: repeated, UserStatus: 'CONFIRMED' }] })(response, request);
  cognitoAnswer({ __type: 'InvalidSignatureException', message: repeated }, 403)(response, request);
};

const SCENARIO = `version: 1
name: ann as an administrator
secrets: { PASSWORD: env:PASSWORD }
steps:
  - operate: AdminGetUser
    with: { Username: ann }
    expect: { error: InvalidSignatureException }
  - flow: ADMIN_USER_PASSWORD_AUTH
    admin: true
    with: { USERNAME: ann, PASSWORD: '\${PASSWORD}' }
    expect: { challenge: SMS_MFA }
  - answer: SMS_MFA
    with: { SMS_MFA_CODE: '123456' }
    expect: { tokens: true }
`;

test('no AWS key is in what a command prints or leaves: admin, run --debug, its reports, test users, evidence', async ({
  console: { page, userData },
  installed,
  cognito,
  aws,
}, info) => {
  test.setTimeout(240_000);
  for (const [name, value] of Object.entries(KEYS)) if (value.length >= 24) recordSecret(name, value);
  await valueOf(page, 'target.save', {
    ...{ name: 'Staging', region: 'eu-west-1', endpoint: cognito.url, profile: 'support' },
    ...{ userPoolId: POOL, clientId: 'stagingclient', fips: false, color: 'none' },
    ...{ production: false, sessionMinutes: 3 },
  });
  const evidence = dirname(userData);
  await installed.close();

  const cli = join(appFolder, 'out/main/cli.js');
  let typed = 0;
  const countersign = async (...args: readonly string[]): Promise<Ended> => {
    const before = cognito.requests.length;
    const ended = await runProgram(process.execPath, [cli, ...args], { environment: aws });
    typed += 1;
    // The leak story searches it with everything else that stories leave.
    writeFileSync(
      join(evidence, `typed-${String(typed)}.txt`),
      `${args.join(' ')}\n${ended.out}\n${ended.err}`,
    );
    const sent = cognito.requests.slice(before);
    for (const { headers } of sent) {
      expect(headers['authorization'], args.join(' ')).toContain(KEYS['key id in the terminal']);
      expect(headers['x-amz-security-token']).toBe(KEYS['session token in the terminal']);
    }
    return { ...ended, err: `${ended.err}\n${String(sent.length)} sent` };
  };
  const there = ['--endpoint', cognito.url, '--profile', 'support', '--region', 'eu-west-1'];
  const data = ['--data', userData];
  const who = ['--user-pool-id', POOL, '--username', 'ann'];

  await test.step('admin: a refusal, and an answer that is taken, kept in the history or not', async () => {
    for (const more of [[], ['--record', ...data]]) {
      const { code, err } = await countersign('admin', 'admin-get-user', ...who, ...there, ...more);
      expect(code).toBe(254);
      expect(err).toContain('x-amz-security-token:••••••');
    }
    for (const more of [[], ['--record', ...data], ['--output', 'text']]) {
      const list = ['admin', 'list-users', '--user-pool-id', POOL, ...there, ...more];
      const { code, out } = await countersign(...list);
      expect(code).toBe(0);
      expect(out).toContain('x-amz-security-token:••••••');
    }
  });

  await test.step('run --debug, with every report', async () => {
    const file = info.outputPath('ann.yaml');
    writeFileSync(file, SCENARIO);
    const reports = ['html', 'json', 'junit', 'tap', 'dot'].map(
      (kind) => `${kind}:${evidence}/report.${kind}`,
    );
    const flags = ['list', ...reports].flatMap((reporter) => ['--reporter', reporter]);
    const { code, out, err } = await countersign(
      ...['run', file, '--target', 'Staging', '--secret', 'PASSWORD=Correct-horse-1', ...data],
      ...['--debug', '--record', ...flags],
    );
    expect(code).toBe(1);
    expect(out).toContain('✕ ann as an administrator');
    expect(err).toMatch(/> POST http:.*\n(?:> .*\n)*> X-Amz-Security-Token: •/i);
    expect(err).toMatch(/< x-repeated: •/);
    expect(err).toContain('3 sent');
  });

  await test.step('test users: the plan, and what came of it', async () => {
    const file = info.outputPath('users.yaml');
    writeFileSync(file, 'states: [CONFIRMED]\nfactors: [none]\n');
    const create = ['admin', 'create-test-users', file, '--target', 'Staging', ...data];
    expect((await countersign(...create, '--plan')).out).toContain('x-amz-security-token:••••••');
    const { code, out } = await countersign(...create, '--record');
    expect(code).toBe(4);
    expect(out).toContain('0 users made, 1 failed');
  });

  await test.step('the evidence of what was recorded', async () => {
    const listed = await countersign('history', 'search', '', ...data, '--json');
    const ids = [...listed.out.matchAll(/"chainId": "([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(ids).toHaveLength(5);
    for (const id of ids) {
      expect((await countersign('history', 'show', id, ...data, '--json')).code).toBe(0);
      for (const format of ['markdown', 'har', 'bundle']) {
        const file = join(evidence, `${id}.${format}`);
        const { code } = await countersign('export', id, ...data, '--format', format, '-o', file);
        expect(code).toBe(0);
        expect(readFileSync(file).length).toBeGreaterThan(100);
      }
    }
    await countersign('reproduce', ids[0] ?? '', ...data, '--target', 'Staging');
  });

  const files = filesUnder(evidence);
  const secrets = Object.entries(KEYS).map(([name, value]) => ({ name, value }));
  expect(findSecrets(files, secrets)).toEqual([]);
});
