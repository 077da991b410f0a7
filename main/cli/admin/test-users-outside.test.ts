import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STATES } from '@core/admin/test-users/kinds.ts';
import type { JsonObject } from '@core/json.ts';
import { cognitoLocalFor } from '../../testing/cognito-local-side.ts';
import { startServer } from '../../../scripts/bench/sandbox/server.mjs';
import { useRunningSandbox } from '../../testing/running-sandbox.ts';
import { type Shell, shell } from '../evidence/testing/typed.ts';
import { EXIT } from '../exit-codes.ts';
import { bothAt, type Both } from './testing/both.ts';

// Whether the AWS CLI sees test users as they were asked for, and none of them once they are removed.

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const sandbox = useRunningSandbox();
let at: Shell;
beforeEach(() => {
  at = shell();
});
afterEach(() => at.remove());

interface Seen {
  readonly status: unknown;
  readonly enabled: unknown;
  readonly email: unknown;
}

/** The users of a pool by their names, as the AWS CLI lists them. */
async function listedBy(aws: Both['aws'], pool: string): Promise<Readonly<Record<string, Seen>>> {
  const { code, out, err } = await aws(['list-users', '--user-pool-id', pool]);
  if (code !== 0) throw new Error(err);
  const { Users } = JSON.parse(out) as { Users: JsonObject[] };
  return Object.fromEntries(
    Users.map((user) => {
      const attributes = user['Attributes'] as { Name: string; Value: string }[];
      const email = attributes.find(({ Name }) => Name === 'email')?.Value;
      return [String(user['Username']), { status: user['UserStatus'], enabled: user['Enabled'], email }];
    }),
  );
}

function seen(state: string, username: string): Seen {
  const disabled = state === 'disabled';
  return {
    status: disabled ? 'CONFIRMED' : state,
    enabled: !disabled,
    email: `${username}@example.com`,
  };
}

/** What `{state}` stands for in names. */
const NAMES: Readonly<Record<(typeof STATES)[number], string>> = {
  UNCONFIRMED: 'by-unconfirmed',
  CONFIRMED: 'by-confirmed',
  FORCE_CHANGE_PASSWORD: 'by-temporary',
  RESET_REQUIRED: 'by-reset',
  disabled: 'by-disabled',
};

const batchIn = (out: string) => /^Batch ([0-9a-f]{8}):/m.exec(out)?.[1] ?? '';

async function make(place: readonly string[], states: readonly string[]) {
  const template = at.path('users.yaml');
  writeFileSync(template, `states: [${states.join(', ')}]\nusername: by-{state}\ngroups: [testers]\n`);
  return at.type(['admin', 'create-test-users', template, ...place]);
}

describe('test users of the sandbox', () => {
  it('are to the AWS CLI what was asked for, and gone when they are removed', async () => {
    const [pool, client] = ['eu-west-1_Kq7Zt2mXa', '4k2p7v9m1x6c8b3n5q0z2l7t4h'];
    const { endpoint, region } = sandbox().info;
    const both = bothAt(endpoint, region);
    try {
      const before = await listedBy(both.aws, pool);
      const made = await make(
        ['--endpoint', endpoint, '--user-pool-id', pool, '--client-id', client],
        STATES,
      );
      expect(made).toMatchObject({ code: EXIT.ok.code, err: '' });
      const ours = Object.fromEntries(
        STATES.map((state) => {
          return [NAMES[state], seen(state, NAMES[state])];
        }),
      );
      expect(await listedBy(both.aws, pool)).toEqual({ ...before, ...ours });
      const groups = await both.aws([
        ...['admin-list-groups-for-user', '--user-pool-id', pool, '--username', 'by-confirmed'],
      ]);
      expect(groups.out).toContain('"GroupName": "testers"');
      const removed = await at.type(['admin', 'remove-test-users', batchIn(made.out)]);
      expect(removed).toMatchObject({ code: EXIT.ok.code, err: '' });
      expect(await listedBy(both.aws, pool)).toEqual(before);
    } finally {
      both.remove();
    }
  });
});

describe('test users of cognito-local', () => {
  it('are made in every state that it knows, the others are listed, and all are removed', async (context) => {
    const side = await cognitoLocalFor(context);
    const server = await startServer(side);
    const endpoint = `http://127.0.0.1:${String(server.port)}`;
    const both = bothAt(endpoint, 'us-east-1');
    try {
      const { UserPool } = await both.result('create-user-pool', '--pool-name', 'test users');
      const pool = String((UserPool as JsonObject)['Id']);
      const { UserPoolClient } = await both.result(
        ...['create-user-pool-client', '--user-pool-id', pool, '--client-name', 'app'],
      );
      const client = String((UserPoolClient as JsonObject)['ClientId']);
      await both.result('create-group', '--user-pool-id', pool, '--group-name', 'testers');
      const made = await make(
        ['--endpoint', endpoint, '--region', 'us-east-1', '--user-pool-id', pool, '--client-id', client],
        STATES,
      );
      expect(made.code).toBe(EXIT.unusable.code);
      // It has no AdminResetUserPassword.
      expect(made.out.split('\n').filter((line) => line.startsWith('✕'))).toEqual([
        expect.stringMatching(/^✕ by-reset {2}AdminResetUserPassword: .*\(Unsupported\)$/) as string,
      ]);
      const listed = await listedBy(both.aws, pool);
      for (const state of STATES.filter((each) => each !== 'RESET_REQUIRED')) {
        const username = NAMES[state];
        expect({ username, ...listed[username] }).toEqual({ username, ...seen(state, username) });
      }
      const removed = await at.type(['admin', 'remove-test-users', batchIn(made.out)]);
      expect(removed.out).toContain(`${String(STATES.length)} users removed, 0 left alone, 0 still there.`);
      expect(await listedBy(both.aws, pool)).toEqual({});
    } finally {
      both.remove();
      await server.stop();
      side.discard();
    }
  });
});
