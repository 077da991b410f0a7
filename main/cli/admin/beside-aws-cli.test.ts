import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { isSigned } from '@core/cognito/service/service.ts';
import { operations } from '@core/sandbox/operations/table.ts';
import { awsVersion } from '../../testing/aws-tools.ts';
import { useRunningSandbox } from '../../testing/running-sandbox.ts';
import { EXIT } from '../exit-codes.ts';
import { bothAt, type Both, compared } from './testing/both.ts';
import { CASES, DEVICE_POOL, DORA, NEVER_SIGNED_UP, POOL, UNA } from './testing/cases.ts';

// Every admin operation of the sandbox by the AWS CLI and by ours, from the same state: what is printed, what is said of
// an error, and what it left have to be the same.

const sandbox = useRunningSandbox();
// Each command of the AWS CLI starts Python anew, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

let both: Both;
let version = 2;
beforeAll(async () => {
  const { info, script } = sandbox();
  both = bothAt(info.endpoint, info.region, script);
  [version] = await awsVersion();
});
beforeEach(async () => {
  const { port } = sandbox();
  await port.control('POST', 'clock', { frozen: true });
  await port.control('PUT', `users/${POOL}`, UNA);
  await port.control('PUT', `users/${POOL}`, NEVER_SIGNED_UP);
  await port.control('PUT', `users/${DEVICE_POOL}`, DORA);
});
afterAll(() => both.remove());

/** Version 1 tells no kinds of failure apart; ours are those of version 2. */
function code(ours: number): number {
  if (version !== 1 || ours < EXIT.badRequest.code) return ours;
  return ours === EXIT.badRequest.code ? 2 : 255;
}

const all = Object.entries(CASES).flatMap(([operation, cases]) =>
  cases.map((each, index) => [`${operation} ${String(index + 1)}`, each] as const),
);

test.each(all)('%s', async (_, each) => {
  const words = typeof each === 'function' ? await each(both) : each;
  const { aws, ours } = await compared(both, sandbox(), words);
  // An AWS CLI that is older than the operation can say nothing of it.
  if (/invalid choice/i.test(aws.err)) return expect(ours.code).toBe(EXIT.ok.code);
  expect(ours.out).toBe(aws.out);
  expect(ours.left).toEqual(aws.left);
  expect(aws.code).toBe(code(ours.code));
  // Ours says what to try below the AWS CLI's own line.
  expect(ours.err.split('\n  ')[0]?.trim()).toBe(aws.err.trim());
});

test('every signed operation of the sandbox is among them', () => {
  const left = [...operations.keys()].filter((name) => isSigned(name) && CASES[name] === undefined);
  expect(left).toEqual([]);
});

describe('pages', () => {
  test('either of the two goes on where the other stopped', async () => {
    const list = ['list-users', '--user-pool-id', POOL, '--page-size', '4'];
    const whole = await both.result(...list);
    const names = (text: string) => {
      const { Users, NextToken } = JSON.parse(text) as { Users: { Username: string }[]; NextToken?: string };
      return { names: Users.map(({ Username }) => Username), next: NextToken };
    };
    const expected = names(JSON.stringify(whole)).names;
    const found: string[] = [];
    let token: string[] = [];
    for (const who of ['ours', 'aws', 'ours', 'aws', 'ours', 'aws'] as const) {
      const { out } = await both[who]([...list, '--max-items', '3', ...token]);
      const page = names(out);
      found.push(...page.names);
      if (page.next === undefined) break;
      token = ['--starting-token', page.next];
    }
    expect(found).toEqual(expected);
  });

  test('--no-paginate goes with none of their flags', async () => {
    const words = ['list-users', '--user-pool-id', POOL, '--no-paginate', '--max-items', '3'];
    const { aws, ours } = await compared(both, sandbox(), words);
    const line = 'Cannot specify --no-paginate along with pagination arguments: --max-items';
    expect(aws.err).toContain(line);
    expect(ours.err).toContain(line);
    expect(ours.code).toBe(EXIT.badRequest.code);
  });
});

describe('what can’t be sent', () => {
  test.each([
    [
      'required',
      ['admin-get-user', '--user-pool-id', POOL],
      'the following arguments are required: --username',
    ],
    [
      'a key twice',
      [
        'admin-initiate-auth',
        '--user-pool-id',
        POOL,
        '--client-id',
        'c',
        '--auth-flow',
        'x',
        '--auth-parameters',
        'a=b,a=c',
      ],
      'Second instance of key "a"',
    ],
    [
      'no shorthand',
      ['admin-create-user', '--user-pool-id', POOL, '--username', 'x', '--user-attributes', 'Name'],
      "Expected: '=', received: 'EOF'",
    ],
    [
      'an unknown member',
      ['admin-create-user', '--cli-input-json', `{"UserPoolId":"${POOL}","Username":"x","Usrname":"y"}`],
      'Unknown parameter in input: "Usrname", must be one of: UserPoolId, Username',
    ],
    [
      'a missing member of JSON',
      ['admin-get-user', '--cli-input-json', '{}'],
      'Missing required parameter in input: "UserPoolId"',
    ],
    [
      'an empty name',
      ['admin-delete-user', '--user-pool-id', POOL, '--username', ''],
      'Invalid length for parameter Username, value: 0, valid min length: 1',
    ],
    [
      'a member of another type',
      ['admin-get-user', '--cli-input-json', `{"UserPoolId":"${POOL}","Username":5}`],
      'Invalid type for parameter Username',
    ],
    [
      'a missing member of a structure',
      ['admin-create-user', '--user-pool-id', POOL, '--username', 'x', '--user-attributes', 'Value=a'],
      'Missing required parameter in UserAttributes[0]: "Name"',
    ],
    [
      'a folder',
      ['admin-get-user', '--user-pool-id', POOL, '--username', 'file:///'],
      "Error parsing parameter '--username': Unable to load paramfile file:///",
    ],
    [
      'no JSON',
      ['admin-get-user', '--cli-input-json', '{'],
      "Error parsing parameter 'cli-input-json': Invalid JSON: ",
    ],
    [
      'no file',
      ['admin-get-user', '--user-pool-id', POOL, '--username', 'file:///none'],
      'Unable to load paramfile',
    ],
  ])('%s', async (_, words, line) => {
    const { aws, ours } = await compared(both, sandbox(), words);
    expect(aws.err).toContain(line);
    expect(ours.err).toContain(line);
    expect(ours.code).toBe(EXIT.badRequest.code);
    expect(aws.code).not.toBe(0);
    expect(ours.out).toBe('');
  });
});
