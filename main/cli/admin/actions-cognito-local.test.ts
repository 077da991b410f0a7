import { expect, test } from 'vitest';
import { actions } from '@core/cognito/actions/actions.ts';
import type { ActionValues } from '@core/contract/actions.ts';
import type { JsonObject } from '@core/json.ts';
import { cognitoLocalFor } from '../../testing/cognito-local-side.ts';
import { startServer } from '../../../scripts/bench/sandbox/server.mjs';
import { shell } from '../evidence/testing/typed.ts';
import { valueIn } from '../value-in.ts';
import { withAdminHost } from './admin-host.ts';
import { bothAt } from './testing/both.ts';
import { PASSWORD } from './testing/cases.ts';

/** Each action of the window in an order in which each can be done; `who`: another user than una. */
const DONE: readonly (readonly [id: string, values: ActionValues, who?: string])[] = [
  [
    'create',
    { Username: 'una', Delivery: 'EMAIL', UserAttributes: { email: 'una@example.com', nickname: 'U' } },
    '',
  ],
  ['resend-invitation', {}],
  ['set-password', { PasswordFrom: 'typed', Password: PASSWORD, Permanent: 'true' }],
  ['confirm', {}, 'ugo'],
  ['set-attributes', { UserAttributes: { nickname: 'Ü' } }],
  ['delete-attributes', { UserAttributeNames: ['nickname'] }],
  ['add-to-group', { GroupName: 'testers' }],
  ['remove-from-group', { GroupName: 'testers' }],
  ['disable', {}],
  ['enable', {}],
  ['reset-password', {}],
  ['mfa-preference', { SMSMfaSettings: 'preferred' }],
  ['reset-totp', {}],
  ['forget-device', { DeviceKey: 'us-east-1_0c0ffee0-0000-4000-8000-00000000c0de' }],
  ['mark-device', { DeviceKey: 'us-east-1_0c0ffee0-0000-4000-8000-00000000c0de' }],
  ['sign-out', {}],
  ['revoke-session', { SessionId: '0c0ffee0-0000-4000-8000-00000000c0de' }],
  ['delete', {}],
];

/** What cognito-local 5.3.0 does not have. */
const UNSUPPORTED = [
  'resend-invitation',
  ...['reset-password', 'mfa-preference', 'reset-totp', 'forget-device', 'mark-device', 'sign-out'],
  'revoke-session',
];

test(
  'every action is done on cognito-local, but what it does not have',
  { timeout: 300_000 },
  async (context) => {
    expect(DONE.map(([id]) => id).toSorted()).toEqual(actions.map(({ id }) => id).toSorted());
    const side = await cognitoLocalFor(context);
    const server = await startServer(side);
    const endpoint = `http://127.0.0.1:${String(server.port)}`;
    const both = bothAt(endpoint, 'us-east-1');
    const at = shell();
    try {
      const { UserPool } = await both.result('create-user-pool', '--pool-name', 'actions');
      const userPoolId = String((UserPool as JsonObject)['Id']);
      const { UserPoolClient } = await both.result(
        ...['create-user-pool-client', '--user-pool-id', userPoolId, '--client-name', 'app'],
      );
      const clientId = String((UserPoolClient as JsonObject)['ClientId']);
      await both.result('create-group', '--user-pool-id', userPoolId, '--group-name', 'testers');
      await both.result(
        ...['sign-up', '--client-id', clientId, '--username', 'ugo', '--password', PASSWORD],
        ...['--user-attributes', 'Name=email,Value=ugo@example.com'],
      );
      const user = async (username: string) => {
        const { out } = await both.aws([
          'admin-get-user',
          '--user-pool-id',
          userPoolId,
          '--username',
          username,
        ]);
        return out === '' ? undefined : (JSON.parse(out) as JsonObject);
      };
      const refused: [string, string][] = [];
      const states: Record<string, unknown> = {};
      await withAdminHost({ data: undefined, record: false }, at.surroundings(), async ({ call }) => {
        const { id: targetId } = valueIn(
          await call('target.lend', {
            ...{ name: 'cognito-local', region: 'us-east-1', endpoint, userPoolId, clientId, profile: '' },
            ...{ fips: false, color: 'none' as const, production: false, sessionMinutes: 3 },
          }),
        );
        for (const [action, values, username = 'una'] of DONE) {
          const wanted = { actId: action, targetId, action, username, values };
          const done = valueIn(await call('action.do', wanted));
          if (done.refused !== undefined) refused.push([action, done.refused.code]);
          const { UserStatus, Enabled } = (await user(username || 'una')) ?? {};
          states[action] = UserStatus === undefined ? 'nobody' : [UserStatus, Enabled];
        }
      });
      expect(refused).toEqual(UNSUPPORTED.map((action) => [action, 'Unsupported']));
      expect(states).toMatchObject({
        create: ['FORCE_CHANGE_PASSWORD', true],
        'set-password': ['CONFIRMED', true],
        confirm: ['CONFIRMED', true],
        disable: ['CONFIRMED', false],
        enable: ['CONFIRMED', true],
        delete: 'nobody',
      });
    } finally {
      at.remove();
      both.remove();
      await server.stop();
      side.discard();
    }
  },
);
