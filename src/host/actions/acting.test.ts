import { beforeEach, describe, expect, test } from 'vitest';
import { chainOf } from '../../chain/model.ts';
import { changedBy } from '../../chain/snapshots.ts';
import type { ActionDone, ActionPlan, ActionValues } from '../../contract/actions.ts';
import type { CommandInput, CommandName, HostEvent, TargetDraft } from '../../contract.ts';
import type { JsonObject } from '../../json.ts';
import type { Http } from '../ports.ts';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';
import { refusingAfter } from '../testing/refusing-after.ts';

const POOL = 'eu-west-1_Kq7Zt2mXa';
const TARGET = 'sandbox:4k2p7v9m1x6c8b3n5q0z2l7t4h';
const BY_EMAIL = 'sandbox:6z2x8c4v1b9n5m3k7j0h6g2f8d';
const DEVICE = 'eu-west-1_11111111-2222-4333-8444-555555555555';

/** Somebody with everything that an action can take or give. */
const vic = {
  Username: 'vic',
  Password: 'Correct-horse-1',
  UserAttributes: {
    email: 'vic@example.com',
    email_verified: 'true',
    phone_number: '+15550001234',
    phone_number_verified: 'true',
    name: 'Vic',
    nickname: 'V',
  },
  UserMFASettingList: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'],
  PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
  TotpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  Groups: ['testers'],
  Devices: [{ DeviceKey: DEVICE, DeviceName: 'phone', Salt: '0a', PasswordVerifier: '0b', Remembered: true }],
};

let host: DrivenHost;
beforeEach(async () => {
  host = await drivenHost();
  await host.value('sandbox.start', {});
});

const put = (changes: JsonObject = {}) =>
  host.value('sandbox.putUser', { userPoolId: POOL, user: { ...vic, ...changes } });
let serial = 0;
const wanted = (
  action: string,
  values: ActionValues = {},
  more: Partial<CommandInput<'action.plan'>> = {},
) => ({
  ...{ actId: `act-${String(++serial)}`, targetId: TARGET, action, username: 'vic', values },
  ...more,
});
const plan = (...given: Parameters<typeof wanted>): Promise<ActionPlan> =>
  host.value('action.plan', wanted(...given));
const act = (...given: Parameters<typeof wanted>): Promise<ActionDone> =>
  host.value('action.do', wanted(...given));
const refused = async <N extends CommandName>(name: N, input: CommandInput<N>) => {
  const answer = await host.host.ask(name, input);
  return answer.ok ? undefined : answer.error;
};
const steps = async (chainId: string) =>
  (chainOf(await host.value('chain.events', { chainId }))?.steps ?? []).map(({ operation }) => operation);

const PASSWORD = { PasswordFrom: 'typed', Password: 'Another-horse-2' };
const reads = (operation: string, ...lists: string[]) => {
  const snapshot = ['AdminGetUser', ...lists];
  return [...snapshot, operation, ...snapshot];
};

describe('an action', () => {
  test.each<
    [action: string, values: ActionValues, state: JsonObject, steps: string[], changes: JsonObject[]]
  >([
    [
      'set-password',
      PASSWORD,
      {},
      reads('AdminSetUserPassword'),
      [{ name: 'UserStatus', before: 'CONFIRMED', after: 'FORCE_CHANGE_PASSWORD' }],
    ],
    [
      'set-password',
      { ...PASSWORD, Permanent: 'true' },
      { UserStatus: 'FORCE_CHANGE_PASSWORD' },
      reads('AdminSetUserPassword'),
      [{ name: 'UserStatus', before: 'FORCE_CHANGE_PASSWORD', after: 'CONFIRMED' }],
    ],
    [
      'reset-password',
      {},
      {},
      reads('AdminResetUserPassword'),
      [{ name: 'UserStatus', before: 'CONFIRMED', after: 'RESET_REQUIRED' }],
    ],
    ['resend-invitation', {}, { UserStatus: 'FORCE_CHANGE_PASSWORD' }, reads('AdminCreateUser'), []],
    [
      'confirm',
      {},
      { UserStatus: 'UNCONFIRMED' },
      reads('AdminConfirmSignUp'),
      [{ name: 'UserStatus', before: 'UNCONFIRMED', after: 'CONFIRMED' }],
    ],
    [
      'enable',
      {},
      { Enabled: false },
      reads('AdminEnableUser'),
      [{ name: 'Enabled', before: 'false', after: 'true' }],
    ],
    ['disable', {}, {}, reads('AdminDisableUser'), [{ name: 'Enabled', before: 'true', after: 'false' }]],
    [
      'set-attributes',
      { UserAttributes: { email: 'new@example.com', nickname: '' }, phone_number_verified: 'false' },
      {},
      reads('AdminUpdateUserAttributes'),
      [
        { name: 'email', before: 'vic@example.com', after: 'new@example.com' },
        { name: 'email_verified', before: 'true', after: 'false' },
        { name: 'nickname', before: 'V' },
        { name: 'phone_number_verified', before: 'true', after: 'false' },
      ],
    ],
    [
      'set-attributes',
      { UserAttributes: { email: 'new@example.com' }, email_verified: 'true' },
      {},
      reads('AdminUpdateUserAttributes'),
      [{ name: 'email', before: 'vic@example.com', after: 'new@example.com' }],
    ],
    [
      'delete-attributes',
      { UserAttributeNames: ['nickname', 'phone_number'] },
      { UserMFASettingList: [], PreferredMfaSetting: undefined as never },
      reads('AdminDeleteUserAttributes'),
      [
        { name: 'nickname', before: 'V' },
        { name: 'phone_number', before: '+15550001234' },
        { name: 'phone_number_verified', before: 'true' },
      ],
    ],
    [
      'mfa-preference',
      { SMSMfaSettings: 'preferred', SoftwareTokenMfaSettings: 'off' },
      {},
      reads('AdminSetUserMFAPreference', 'AdminGetUserAuthFactors'),
      [
        {
          name: 'ConfiguredUserAuthFactors',
          before: 'PASSWORD\nSMS_OTP\nSOFTWARE_TOKEN',
          after: 'PASSWORD\nSMS_OTP',
        },
        { name: 'UserMFASettingList', before: 'SMS_MFA, SOFTWARE_TOKEN_MFA', after: 'SMS_MFA' },
        { name: 'PreferredMfaSetting', before: 'SOFTWARE_TOKEN_MFA', after: 'SMS_MFA' },
      ],
    ],
    [
      'reset-totp',
      {},
      {},
      reads('AdminDeleteSoftwareToken', 'AdminGetUserAuthFactors'),
      [
        {
          name: 'ConfiguredUserAuthFactors',
          before: 'PASSWORD\nSMS_OTP\nSOFTWARE_TOKEN',
          after: 'PASSWORD\nSMS_OTP',
        },
        { name: 'UserMFASettingList', before: 'SMS_MFA, SOFTWARE_TOKEN_MFA', after: 'SMS_MFA' },
        { name: 'PreferredMfaSetting', before: 'SOFTWARE_TOKEN_MFA' },
      ],
    ],
    [
      'forget-device',
      {},
      {},
      reads('AdminForgetDevice', 'AdminListDevices'),
      [{ name: 'Devices', before: `${DEVICE} (phone) remembered` }],
    ],
    [
      'mark-device',
      { DeviceRememberedStatus: 'not_remembered' },
      {},
      reads('AdminUpdateDeviceStatus', 'AdminListDevices'),
      [
        {
          name: 'Devices',
          before: `${DEVICE} (phone) remembered`,
          after: `${DEVICE} (phone) not_remembered`,
        },
      ],
    ],
    ['sign-out', {}, {}, reads('AdminUserGlobalSignOut'), []],
    [
      'add-to-group',
      { GroupName: 'testers' },
      { Groups: [] },
      reads('AdminAddUserToGroup', 'AdminListGroupsForUser'),
      [{ name: 'Groups', after: 'testers' }],
    ],
    [
      'remove-from-group',
      {},
      {},
      reads('AdminRemoveUserFromGroup', 'AdminListGroupsForUser'),
      [{ name: 'Groups', before: 'testers' }],
    ],
  ])(
    '%s %j does what its plan says, between two reads that are kept',
    async (action, values, state, sent, changes) => {
      await put(state);
      const { changes: planned, faults, unread } = await plan(action, values);
      expect({ planned: byName(planned), faults, unread }).toEqual({
        planned: byName(changes),
        faults: [],
        unread: [],
      });
      const done = await act(action, values);
      expect({ ...done, changes: byName(done.changes) }).toMatchObject({ changes: byName(changes) });
      expect(done.refused).toBeUndefined();
      expect(await steps(done.chainId)).toEqual(sent);
    },
  );

  test('that will be refused promises nothing, and the refusal names the rules that are not kept', async () => {
    await put();
    const values = { PasswordFrom: 'typed', Password: 'short' };
    const { changes, notes, faults } = await plan('set-password', values);
    expect({ changes, kinds: notes.map(({ kind }) => kind), faults }).toEqual({
      ...{ changes: [], kinds: ['refuses'], faults: [] },
    });
    const done = await act('set-password', values);
    expect(done.refused?.code).toBe('InvalidPasswordException');
    expect(done.unmet).toContain('8 characters or more');
    expect(done.unmet).not.toContain('a lowercase letter');
    expect((await act('confirm')).unmet).toBeUndefined();
  });

  test('that sets a seeded user’s password is where the next sign-in has it from', async () => {
    await act('set-password', { ...PASSWORD, Password: 'short' }, { username: 'ann' });
    const begin = async () => {
      const answer = {
        ...{ name: 'USER_SRP_AUTH', inputs: { USERNAME: 'ann' }, responses: {}, members: {} },
      };
      const { chainId } = await host.value('chain.start', { targetId: TARGET, answer });
      await host.chain(chainId);
      const kept = await host.value('chain.remembered', { chainId });
      return kept.find(({ key }) => key === 'PASSWORD')?.from;
    };
    expect(await begin()).toBe('sandbox seed');
    const { refused: no } = await act('set-password', PASSWORD, { username: 'ann' });
    expect(no).toBeUndefined();
    expect(await begin()).toBe('AdminSetUserPassword');
  });

  test('makes a user as its plan says, called by name or by email', async () => {
    const values = {
      Username: 'wim',
      UserAttributes: { email: 'wim@example.com', name: 'Wim' },
      email_verified: true,
      PasswordFrom: 'made',
    };
    const { changes } = await plan('create', values, { username: '' });
    const done = await act('create', values, { username: '' });
    const known = done.changes.filter(({ name }) => name !== 'sub');
    expect(byName(known)).toEqual(byName(changes));
    expect(await steps(done.chainId)).toEqual(['AdminCreateUser', 'AdminGetUser']);

    const byEmail = { Username: 'una@example.com', PasswordFrom: 'cognito', Delivery: 'usual' };
    const made = await act('create', byEmail, { username: '', targetId: BY_EMAIL });
    expect(made.changes).toContainEqual({ name: 'email', after: 'una@example.com' });
    expect(made.changes).toContainEqual({ name: 'Username', after: made.username });
    expect(await host.value('sandbox.inbox', {})).toContainEqual(
      expect.objectContaining({ destination: 'una@example.com', medium: 'EMAIL' }),
    );
  });

  test('removes a user, and what was known of them stays as steps', async () => {
    await put();
    const done = await act('delete');
    expect(await steps(done.chainId)).toEqual([
      ...['AdminGetUser', 'AdminListGroupsForUser', 'AdminListDevices', 'AdminDeleteUser'],
    ]);
    expect(done.changes).toContainEqual({ name: 'email', before: 'vic@example.com' });
    const [read] = (await host.value('chain.events', { chainId: done.chainId })).filter(
      (event) => event.type === 'step.ended',
    );
    expect(JSON.stringify(read)).toContain('vic@example.com');
    expect(await refused('action.plan', wanted('delete'))).toMatchObject({ code: 'UserNotFoundException' });
  });

  /** Vic, signed in twice where sessions are tracked. */
  const signedInTwice = async () => {
    await put({ UserMFASettingList: [], PreferredMfaSetting: undefined as never });
    const { chainId: tracking } = await host.value('service.call', {
      ...{ targetId: TARGET, operation: 'SetUserPoolSessionConfiguration' },
      body: { UserPoolId: POOL, UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 5 } },
    });
    await host.chain(tracking);
    const answer = {
      name: 'USER_PASSWORD_AUTH',
      inputs: { USERNAME: 'vic', PASSWORD: 'Correct-horse-1' },
      ...{ responses: {}, members: {} },
    };
    for (let at = 0; at < 2; at++) {
      const { chainId } = await host.value('chain.start', { targetId: TARGET, answer });
      await host.chain(chainId);
    }
  };

  test.each([
    ['sign-out', 'AdminUserGlobalSignOut'],
    ['disable', 'AdminDisableUser'],
  ])('%s shows the sessions that end, where the pool tracks them', async (action, operation) => {
    await signedInTwice();
    const { changes, unread } = await plan(action);
    expect(unread).toEqual([]);
    const sessions = changes.find(({ name }) => name === 'Sessions');
    expect(sessions?.before?.split('\n')).toHaveLength(2);
    const done = await act(action);
    expect(byName(done.changes)).toEqual(byName(changes));
    expect(await steps(done.chainId)).toEqual(reads(operation, 'AdminListUserSessions'));
  });

  test('delete shows the sessions that end with the user', async () => {
    await signedInTwice();
    const { changes } = await plan('delete');
    expect(changes.find(({ name }) => name === 'Sessions')?.before?.split('\n')).toHaveLength(2);
    expect(byName((await act('delete')).changes)).toEqual(byName(changes));
  });

  test('no right to see sessions is said, a pool that tracks none is not', async () => {
    await put();
    expect((await plan('sign-out')).unread).toEqual([]);
    const message = 'User: x is not authorized to perform: cognito-idp:AdminListUserSessions on resource: y';
    await host.value('sandbox.addFault', {
      rule: `AdminListUserSessions -> AccessDeniedException "${message}"`,
    });
    const [unread] = (await plan('sign-out')).unread;
    expect(unread).toContain('cognito-idp:AdminListUserSessions');
  });

  test('reads a long list to its end, before and after', async () => {
    const [other, target] = ['eu-west-1_00000000-2222-4333-8444-555555555555', 'AdminListDevices'];
    const inPages = (service: Http): Http => ({
      async send(request, signal) {
        const isList = request.headers.some(([, value]) => value.endsWith(`.${target}`));
        if (!isList) return service.send(request, signal);
        const asked = new TextDecoder().decode(request.body ?? new Uint8Array());
        const whole = asked.replace(',"PaginationToken":"more"', '');
        const outcome = await service.send({ ...request, body: new TextEncoder().encode(whole) }, signal);
        if (!outcome.ok || whole !== asked) return outcome;
        const page = { Devices: [{ DeviceKey: other }], PaginationToken: 'more' };
        return { ...outcome, body: new TextEncoder().encode(JSON.stringify(page)) };
      },
    });
    host = await drivenHost({ between: inPages });
    await host.value('sandbox.start', {});
    await put();
    const values = { DeviceKey: DEVICE };
    const { changes } = await plan('forget-device', values);
    const done = await act('forget-device', values);
    expect(done.changes).toEqual(changes);
    expect(done.changes).toEqual([
      { name: 'Devices', before: `${other}\n${DEVICE} (phone) remembered`, after: other },
    ]);
    expect(await steps(done.chainId)).toEqual(reads('AdminForgetDevice', target, target));
    const chain = chainOf(await host.value('chain.events', { chainId: done.chainId }));
    expect(changedBy(chain?.steps ?? [], done.stepId ?? '')).toEqual(changes);
  });

  test('ends one session, and leaves the others', async () => {
    await signedInTwice();
    const { fields } = await plan('revoke-session');
    const [first, second] = fields[0]?.choices ?? [];
    for (const choice of [first, second])
      expect(choice?.label).toMatch(
        /^at 4k2p7v9m1x6c8b3n5q0z2l7t4h, since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/,
      );
    const values = { SessionId: first?.value ?? '' };
    const { changes, notes } = await plan('revoke-session', values);
    expect(notes).toHaveLength(1);
    expect(
      (await plan('revoke-session', { ...values, RevokeAssociatedSessions: 'LINKED' })).notes,
    ).toContainEqual({
      kind: 'ends',
      text: expect.stringContaining('the same single sign-on') as string,
    });
    const done = await act('revoke-session', values);
    expect(done.changes).toEqual(changes);
    expect(done.changes[0]?.after?.split('\n')).toHaveLength(1);
  });
});

describe('a password that is made', () => {
  test('signs in, and is shown to who reveals it alone', async () => {
    await put({ UserMFASettingList: [], PreferredMfaSetting: undefined as never });
    const done = await act('set-password', { Permanent: 'true' });
    const { stepId, pointer } = done.madePassword ?? { stepId: '', pointer: '' };
    const { value } = await host.value('secret.reveal', {
      ...{ chainId: done.chainId, stepId, side: 'request' as const, pointer },
    });
    expect(value).toHaveLength(16);
    const told = JSON.stringify([done, await host.value('chain.events', { chainId: done.chainId })]);
    expect(told).not.toContain(value);
    const answer = {
      name: 'USER_PASSWORD_AUTH',
      inputs: { USERNAME: 'vic', PASSWORD: value },
      ...{ responses: {}, members: {} },
    };
    const { chainId } = await host.value('chain.start', { targetId: TARGET, answer });
    expect((await host.chain(chainId)).status).toBe('tokens');
  });

  test('that is typed is told by no plan, and held against the pool’s policy', async () => {
    await put();
    const planned = await plan('set-password', { PasswordFrom: 'typed', Password: 'tiny' });
    expect(JSON.stringify({ ...planned, fields: [] })).not.toContain('tiny');
    expect(planned.cliLine).toMatch(/# Set first: PASSWORD[^]*admin-set-user-password/);
    expect(planned.passwordRules).toContainEqual({ text: '8 characters or more', kept: false });
    expect(planned.passwordRules).toContainEqual({ text: 'a lowercase letter', kept: true });
    const done = await act('set-password', { PasswordFrom: 'typed', Password: 'tiny' });
    expect(done.refused?.code).toBe('InvalidPasswordException');
    expect(done.changes).toEqual([]);
  });
});

describe('a production target', () => {
  const saved = async () => {
    const { endpoint } = await host.value('sandbox.start', {});
    const draft: TargetDraft = {
      ...{ name: 'Live', region: 'eu-west-1', endpoint, userPoolId: POOL },
      ...{
        clientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
        fips: false,
        color: 'red',
        production: true,
        sessionMinutes: 3,
      },
    };
    return (await host.value('target.save', draft)).id;
  };

  test('wants the user’s name typed: nothing is sent without', async () => {
    await put();
    const targetId = await saved();
    expect((await plan('disable', {}, { targetId })).typed).toBe('vic');
    const chains = await host.value('chains.list', {});
    for (const confirmed of [undefined, 'Live', 'vi'])
      expect(await refused('action.do', { ...wanted('disable', {}, { targetId }), confirmed })).toMatchObject(
        {
          code: 'TARGET_PRODUCTION',
        },
      );
    expect(await host.value('chains.list', {})).toEqual(chains);
    const done = await host.value('action.do', { ...wanted('disable', {}, { targetId }), confirmed: 'vic' });
    expect(done.changes).toEqual([{ name: 'Enabled', before: 'true', after: 'false' }]);
  });

  test('guards its pool by whatever other target it is addressed', async () => {
    await put();
    await saved();
    // Whose mark it is has to be said: the target in sight has none.
    expect(await plan('disable', {})).toMatchObject({ typed: 'vic', production: 'Live' });
    expect(await refused('action.do', wanted('disable', {}))).toMatchObject({ code: 'TARGET_PRODUCTION' });
    const done = await host.value('action.do', { ...wanted('disable', {}), confirmed: 'vic' });
    expect(done.refused).toBeUndefined();
  });

  test('wants the name of who is to be made, too', async () => {
    const targetId = await saved();
    const values = { Username: 'wim', UserAttributes: { email: 'wim@example.com', name: 'Wim' } };
    const input = wanted('create', values, { targetId, username: '' });
    expect((await host.value('action.plan', input)).typed).toBe('wim');
    expect(await refused('action.do', input)).toMatchObject({ code: 'TARGET_PRODUCTION' });
    expect((await host.value('action.do', { ...input, confirmed: 'wim' })).refused).toBeUndefined();
  });
});

describe('what hinders', () => {
  const fault = (rule: string) => host.value('sandbox.addFault', { rule });
  const LACKING =
    'User: arn:aws:iam::123456789012:user/support is not authorized to perform: cognito-idp:AdminGetUser on resource: x';

  test('a field that is not filled keeps it from being sent', async () => {
    await put();
    expect((await plan('add-to-group')).faults).toEqual([
      { code: 'ACTION_UNFILLED', detail: 'Group is missing.', field: 'GroupName' },
    ]);
    expect(await refused('action.do', wanted('add-to-group'))).toMatchObject({ field: 'GroupName' });
    const both = { SMSMfaSettings: 'preferred', EmailMfaSettings: 'preferred' };
    expect((await plan('mfa-preference', both)).faults).toMatchObject([{ field: 'EmailMfaSettings' }]);
    expect((await plan('set-attributes')).faults).toMatchObject([{ field: 'UserAttributes' }]);
  });

  test('an action or a user that is not there', async () => {
    expect(await refused('action.plan', wanted('wake'))).toMatchObject({ code: 'ACTION_UNKNOWN' });
    expect(await refused('action.plan', wanted('disable', {}, { username: 'nobody' }))).toMatchObject({
      code: 'UserNotFoundException',
    });
  });

  test('no right to read: it says which, and acts all the same', async () => {
    await put();
    await fault(`AdminGetUser -> AccessDeniedException "${LACKING}"`);
    const planned = await plan('disable');
    expect(planned.unread.join(' ')).toContain('The credentials lack cognito-idp:AdminGetUser.');
    expect(planned.changes).toEqual([{ name: 'Enabled', after: 'false' }]);
    const done = await act('disable');
    expect(done).toMatchObject({ changes: [], unread: expect.stringContaining('cognito-idp:AdminGetUser') });
    expect(done.refused).toBeUndefined();
    const vicNow = (await host.value('sandbox.users', { userPoolId: POOL })).find(
      ({ Username }) => Username === 'vic',
    );
    expect(vicNow?.Enabled).toBe(false);
  });

  test('no right to read: it says who was made all the same', async () => {
    await fault(`AdminGetUser times=1 -> AccessDeniedException "${LACKING}"`);
    const byEmail = { Username: 'una@example.com', PasswordFrom: 'cognito' };
    const made = await act('create', byEmail, { username: '', targetId: BY_EMAIL });
    expect(made).toMatchObject({ changes: [], unread: expect.stringContaining('AdminGetUser') });
    const una = await host.value('user.account', { targetId: BY_EMAIL, username: made.username });
    expect(una.username).toBe(made.username);
    expect(una.attributes).toContainEqual({ name: 'email', value: 'una@example.com' });
  });

  test('a refusal is told with the chain that shows it, and nothing is said to be other', async () => {
    await put();
    const done = await act('confirm');
    expect(done.refused).toMatchObject({ code: 'NotAuthorizedException' });
    expect(await steps(done.chainId)).toEqual(['AdminGetUser', 'AdminConfirmSignUp']);
  });

  test('no answer: a look afterwards tells whether it was done', async () => {
    await put();
    await fault('AdminDisableUser times=1 -> drop');
    const done = await act('disable');
    expect(done.refused?.code).toBe('RESET');
    expect(done.changes).toEqual([]);
  });

  test.each(['CodeDeliveryFailureException', 'UnexpectedLambdaException', 'InternalErrorException'])(
    'a refusal that may come after the deed, %s: a look afterwards tells',
    async (code) => {
      host = await drivenHost({ between: refusingAfter('AdminResetUserPassword', code) });
      await host.value('sandbox.start', {});
      await put();
      const done = await act('reset-password');
      expect(done.refused?.code).toBe(code);
      expect(done.changes).toEqual([{ name: 'UserStatus', before: 'CONFIRMED', after: 'RESET_REQUIRED' }]);
    },
  );

  test('a user who was made all the same, and one who is there still', async () => {
    host = await drivenHost({ between: refusingAfter('AdminCreateUser', 'CodeDeliveryFailureException') });
    await host.value('sandbox.start', {});
    const made = await act('create', { Username: 'wim', PasswordFrom: 'made' }, { username: '' });
    expect(made.refused?.code).toBe('CodeDeliveryFailureException');
    expect(made.changes).toContainEqual({ name: 'Username', after: 'wim' });
    await put();
    await fault('AdminDeleteUser times=1 -> drop');
    const kept = await act('delete');
    expect(kept).toMatchObject({ refused: { code: 'RESET' }, changes: [] });
    await fault('AdminCreateUser -> InternalErrorException');
    const nobody = await act('create', { Username: 'xia', PasswordFrom: 'made' }, { username: '' });
    expect(nobody).toMatchObject({ refused: { code: 'CodeDeliveryFailureException' }, changes: [] });
    expect(nobody.unread).toBeUndefined();
  });

  test('throttling is waited out in sight, each try a step', async () => {
    await put();
    await fault('AdminDisableUser times=1 -> TooManyRequestsException');
    const told: HostEvent[] = [];
    host.host.listen((event) => {
      if (event.type !== 'action.waiting') return;
      told.push(event);
      // What it waits for comes at once.
      if (event.until !== undefined) setImmediate(() => host.clock.move(10_000));
    });
    const done = await act('disable');
    expect(done.refused).toBeUndefined();
    expect(await steps(done.chainId)).toEqual([
      ...['AdminGetUser', 'AdminDisableUser', 'AdminDisableUser', 'AdminGetUser'],
    ]);
    expect(told.map((event) => event.type === 'action.waiting' && event.until !== undefined)).toEqual([
      true,
      false,
    ]);
  });

  test('stopped while it waits, nothing more is sent', async () => {
    await put();
    await fault('AdminDisableUser -> TooManyRequestsException');
    const input = wanted('disable');
    host.host.listen((event) => {
      if (event.type === 'action.waiting' && event.until !== undefined)
        void host.value('action.stop', { actId: input.actId });
    });
    expect(await refused('action.do', input)).toMatchObject({ code: 'ASK_STOPPED' });
    const [newest] = await host.value('chains.list', {});
    expect(await steps(newest?.chainId ?? '')).toEqual(['AdminGetUser', 'AdminDisableUser']);
  });

  test('a target without a pool’s id', async () => {
    const draft: TargetDraft = {
      ...{ name: 'Bare', region: 'eu-west-1', endpoint: '', userPoolId: '', clientId: 'abc' },
      ...{ fips: false, color: 'none', production: false, sessionMinutes: 3 },
    };
    const { id } = await host.value('target.save', draft);
    expect(await refused('action.plan', wanted('disable', {}, { targetId: id }))).toMatchObject({
      ...{ code: 'TARGET_NO_POOL', field: 'userPoolId' },
    });
  });
});

function byName<T extends { name?: unknown }>(changes: readonly T[]): T[] {
  return [...changes].sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1));
}
