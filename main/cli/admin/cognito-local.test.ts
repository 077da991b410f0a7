import { expect, test } from 'vitest';
import { cognitoLocalFor } from '../../testing/cognito-local-side.ts';
import { startServer } from '../../../scripts/bench/sandbox/server.mjs';
import { bothAt, type Both } from './testing/both.ts';
import { PASSWORD } from './testing/cases.ts';

/** What earlier answers gave. */
interface Made {
  readonly pool: string;
  readonly client: string;
  readonly token: string;
}

type Words = readonly string[];

/** What an administrator does, one after the other; each call may need what earlier ones made. */
const STEPS: readonly ((made: Made) => Words)[] = [
  () => ['create-user-pool', '--pool-name', 'beside', '--mfa-configuration', 'OFF'],
  ({ pool }) => ['describe-user-pool', '--user-pool-id', pool],
  ({ pool }) => [
    ...['create-user-pool-client', '--user-pool-id', pool, '--client-name', 'app'],
    ...['--explicit-auth-flows', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH'],
  ],
  ({ pool, client }) => ['describe-user-pool-client', '--user-pool-id', pool, '--client-id', client],
  ({ pool, client }) => [
    ...['update-user-pool-client', '--user-pool-id', pool, '--client-id', client, '--client-name', 'renamed'],
  ],
  ({ pool }) => ['list-user-pool-clients', '--user-pool-id', pool],
  () => ['list-user-pools', '--max-results', '1'],
  ({ pool }) => ['get-user-pool-mfa-config', '--user-pool-id', pool],
  ({ pool }) => ['create-group', '--user-pool-id', pool, '--group-name', 'testers', '--precedence', '3'],
  ({ pool }) => [
    'update-group',
    '--user-pool-id',
    pool,
    '--group-name',
    'testers',
    '--description',
    'who test',
  ],
  ({ pool }) => ['get-group', '--user-pool-id', pool, '--group-name', 'testers'],
  ({ pool }) => ['list-groups', '--user-pool-id', pool],
  ({ pool }) => [
    ...['admin-create-user', '--user-pool-id', pool, '--username', 'una', '--message-action', 'SUPPRESS'],
    ...['--user-attributes', 'Name=email,Value=una@example.com', 'Name=email_verified,Value=true'],
  ],
  ({ pool }) => ['admin-create-user', '--user-pool-id', pool, '--username', 'una'],
  ({ pool }) => [
    ...['admin-set-user-password', '--user-pool-id', pool, '--username', 'una'],
    ...['--password', PASSWORD, '--permanent'],
  ],
  ({ pool }) => ['admin-get-user', '--user-pool-id', pool, '--username', 'una'],
  ({ pool }) => ['admin-get-user', '--user-pool-id', pool, '--username', 'nobody'],
  ({ pool }) => [
    ...['admin-update-user-attributes', '--user-pool-id', pool, '--username', 'una'],
    ...['--user-attributes', '[{"Name":"nickname","Value":"ü"}]'],
  ],
  ({ pool }) => ['admin-disable-user', '--user-pool-id', pool, '--username', 'una'],
  ({ pool }) => ['admin-enable-user', '--user-pool-id', pool, '--username', 'una'],
  ({ pool }) => [
    ...['admin-add-user-to-group', '--user-pool-id', pool, '--username', 'una', '--group-name', 'testers'],
  ],
  ({ pool }) => ['admin-list-groups-for-user', '--user-pool-id', pool, '--username', 'una'],
  ({ pool }) => ['list-users-in-group', '--user-pool-id', pool, '--group-name', 'testers'],
  ({ pool }) => ['list-users', '--user-pool-id', pool, '--filter', 'email ^= "una"'],
  ({ pool, client }) => [
    ...['admin-initiate-auth', '--user-pool-id', pool, '--client-id', client],
    ...['--auth-flow', 'ADMIN_USER_PASSWORD_AUTH', '--auth-parameters', `USERNAME=una,PASSWORD=${PASSWORD}`],
  ],
  ({ token }) => ['get-user', '--access-token', token],
  ({ client }) => [
    ...['initiate-auth', '--client-id', client, '--auth-flow', 'USER_PASSWORD_AUTH'],
    ...['--auth-parameters', 'USERNAME=una,PASSWORD=Wrong-horse-1'],
  ],
  ({ pool }) => [
    ...['admin-delete-user-attributes', '--user-pool-id', pool, '--username', 'una'],
    ...['--user-attribute-names', 'nickname'],
  ],
  ({ pool }) => [
    ...[
      'admin-remove-user-from-group',
      '--user-pool-id',
      pool,
      '--username',
      'una',
      '--group-name',
      'testers',
    ],
  ],
  ({ client }) => [
    ...['sign-up', '--client-id', client, '--username', 'ugo', '--password', PASSWORD],
    ...['--user-attributes', 'Name=email,Value=ugo@example.com'],
  ],
  ({ pool }) => ['admin-confirm-sign-up', '--user-pool-id', pool, '--username', 'ugo'],
  ({ pool }) => ['admin-list-devices', '--user-pool-id', pool, '--username', 'una'],
  ({ pool }) => ['delete-group', '--user-pool-id', pool, '--group-name', 'testers'],
  ({ pool }) => ['admin-delete-user', '--user-pool-id', pool, '--username', 'una'],
  ({ pool, client }) => ['delete-user-pool-client', '--user-pool-id', pool, '--client-id', client],
  ({ pool }) => ['delete-user-pool', '--user-pool-id', pool],
];

interface Done {
  readonly words: string;
  readonly failed: boolean;
  readonly out: string;
  readonly err: string;
}

async function allSteps(say: Both['aws']): Promise<readonly Done[]> {
  let made: Made = { pool: '', client: '', token: '' };
  const done: Done[] = [];
  for (const step of STEPS) {
    const words = step(made);
    const { code, out, err } = await say(words);
    const found = (pattern: RegExp) => pattern.exec(out)?.[1];
    if (words[0] === 'create-user-pool') made = { ...made, pool: found(/"Id": "([^"]+)"/) ?? '' };
    if (words[0] === 'create-user-pool-client')
      made = { ...made, client: found(/"ClientId": "([^"]+)"/) ?? '' };
    made = { ...made, token: found(/"AccessToken": "([^"]+)"/) ?? made.token };
    const plain = (text: string) => alike(text, made);
    done.push({
      words: words[0] ?? '',
      failed: code !== 0,
      out: plain(out),
      err: plain(err.split('\n  ')[0] ?? '').trim(),
    });
  }
  return done;
}

/** Without what either of two pools has for itself: ids, times, tokens; and how often it was tried: ours shows the first. */
function alike(text: string, { pool, client }: Made): string {
  return text
    .replace(/ \(reached max retries: \d+\)/, '')
    .replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'UUID')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d/g, 'TIME')
    .replace(/"(AccessToken|IdToken|RefreshToken)": "[^"]+"/g, '"$1": "TOKEN"')
    .replaceAll(pool === '' ? /^$/ : pool, 'POOL')
    .replaceAll(client === '' ? /^$/g : client, 'CLIENT');
}

test('cognito-local answers the AWS CLI and ours alike', { timeout: 500_000 }, async (context) => {
  const side = await cognitoLocalFor(context);
  const server = await startServer(side);
  const both = bothAt(`http://127.0.0.1:${String(server.port)}`, 'us-east-1');
  try {
    const ours = await allSteps((words) => both.ours(words));
    const aws = await allSteps((words) => both.aws(words));
    expect(ours).toEqual(aws);
    // It knows no devices; the others are refused for what is wrong with them.
    expect(ours.filter(({ failed }) => failed).map(({ words }) => words)).toEqual([
      ...['admin-create-user', 'admin-get-user', 'initiate-auth', 'admin-list-devices'],
    ]);
  } finally {
    both.remove();
    await server.stop();
    side.discard();
  }
});
