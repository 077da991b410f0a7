import { describe, expect, test } from 'vitest';
import { controlRoutes } from '@core/sandbox/control-routes.ts';
import { settingNames } from '@core/sandbox/read-settings.ts';
import { likelySettings } from '@core/sandbox/settings.ts';
import { STATUS_PROFILES } from '@core/sandbox/status-profiles.ts';
import { TRIGGER_NAMES } from '@core/sandbox/triggers/trigger.ts';
import { answerControl } from './answer-control.ts';
import { testControl } from './testing/control.ts';

const POOL = 'eu-west-1_Kq7Zt2mXa';
const WEB = '4k2p7v9m1x6c8b3n5q0z2l7t4h';
const NOW = '2026-09-08T09:05:07.000Z';

/** GET users. */
interface Told {
  readonly users: readonly { readonly Username: string }[];
  readonly seeded: readonly string[];
}

describe('what there is', () => {
  test('help lists every route', async () => {
    const { control } = testControl();
    const [status, body] = await control('GET', 'help');
    expect(status).toBe(200);
    expect(body).toEqual({
      routes: controlRoutes.map((route) => ({ ...route, path: `/_countersign/${route.path}` })),
    });
  });

  test('info', async () => {
    expect(await testControl().control('GET', 'info')).toMatchObject([
      200,
      { region: 'eu-west-1', readyMs: 7 },
    ]);
  });

  test.each([
    ['GET', 'nope', 404, 'No such control call. GET help lists them.'],
    ['GET', '', 404, 'No such control call. GET help lists them.'],
    ['GET', 'users/', 404, 'No such control call. GET help lists them.'],
    ['GET', 'users/%zz', 404, 'No such control call. GET help lists them.'],
    ['PUT', 'clock', 405, 'clock takes GET, POST.'],
    ['OPTIONS', 'info', 405, 'info takes GET.'],
  ])('%s %s: %d', async (method, path, status, message) => {
    expect(await testControl().control(method, path)).toEqual([status, { message }]);
  });
});

describe('a pool', () => {
  test('is told as the seed writes it, without its people', async () => {
    const [status, body] = await testControl().control('GET', `pools/${POOL}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ Id: POOL, MfaConfiguration: 'OPTIONAL' });
    expect(Object.keys(body as object)).not.toEqual(expect.arrayContaining(['Users']));
    expect((await testControl().control('GET', 'pools/eu-west-1_Nobody000'))[0]).toBe(404);
  });
});

describe('the clock', () => {
  test('is told, moved, set and frozen', async () => {
    const { control, clock } = testControl();
    expect(await control('GET', 'clock')).toEqual([200, { now: NOW, offsetSeconds: 0, frozen: false }]);
    expect(await control('POST', 'clock', { advanceSeconds: 60 })).toEqual([
      200,
      { now: '2026-09-08T09:06:07.000Z', offsetSeconds: 60, frozen: false },
    ]);
    const set = { set: '2030-01-01T00:00:00+01:00', frozen: true };
    expect(await control('POST', 'clock', set)).toMatchObject([
      200,
      { now: '2029-12-31T23:00:00.000Z', frozen: true },
    ]);
    clock.ms += 5_000;
    expect(await control('GET', 'clock')).toMatchObject([200, { now: '2029-12-31T23:00:00.000Z' }]);
    expect(await control('POST', 'clock', { frozen: false })).toMatchObject([200, { frozen: false }]);
    clock.ms += 5_000;
    expect(await control('GET', 'clock')).toMatchObject([200, { now: '2029-12-31T23:00:05.000Z' }]);
  });

  const ISO = 'must be an ISO time from 1980 to 2099, such as 2026-09-08T09:05:07Z';
  const NONE =
    'say what to change: { "advanceSeconds": 60 }, { "set": "2026-09-08T09:05:07Z" } or { "frozen": true }';
  test.each([
    ['', 'The body must be JSON.'],
    ['[]', 'must be an object'],
    ['{}', NONE],
    [
      '{"set":"2030-01-01","advanceSeconds":1}',
      'set and advanceSeconds: give one of the two; frozen may stand with either',
    ],
    ['{"advanceSeconds":0}', 'advanceSeconds: must be a whole number from 1 to 31536000'],
    ['{"advanceSeconds":0.5}', 'advanceSeconds: must be a whole number from 1 to 31536000'],
    ['{"advanceSeconds":"1"}', 'advanceSeconds: must be a whole number from 1 to 31536000'],
    ['{"set":"tomorrow"}', `set: ${ISO}`],
    ['{"set":"2030-02-31T25:00:00Z"}', `set: ${ISO}`],
    ['{"set":"9999-01-01"}', `set: ${ISO}`],
    ['{"frozen":"yes"}', 'frozen: must be true or false'],
    ['{"freeze":true}', 'freeze: is unknown here; the fields are advanceSeconds, set, frozen'],
  ])('%s: %s', async (body, message) => {
    const { control } = testControl();
    expect(await control('POST', 'clock', body)).toEqual([400, { message }]);
    expect(await control('GET', 'clock')).toMatchObject([200, { now: NOW }]);
  });
});

describe('the inbox', () => {
  const signIn = (username: string) => ({
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: WEB,
    AuthParameters: { USERNAME: username, PASSWORD: 'Correct-horse-1' },
  });

  test('is narrowed by user and time, and emptied', async () => {
    const { control, call, clock } = testControl();
    await call('InitiateAuth', signIn('cy'));
    clock.ms += 1_000;
    await call('InitiateAuth', signIn('cy'));
    const [, all] = (await control('GET', 'inbox')) as [number, { at: number; username: string }[]];
    expect(all).toHaveLength(2);
    expect((await control('GET', 'inbox?username=CY'))[1]).toEqual(all);
    expect((await control('GET', 'inbox?username=dee'))[1]).toEqual([]);
    expect((await control('GET', `inbox?since=${String(all[1]?.at)}`))[1]).toEqual([all[1]]);
    expect(await control('GET', 'inbox?since=noon')).toEqual([
      400,
      { message: 'since: must be a time in epoch milliseconds' },
    ]);
    expect(await control('DELETE', 'inbox')).toEqual([200, []]);
    expect((await control('GET', 'inbox'))[1]).toEqual([]);
  });

  test('knows a user of a pool with sign-in by email by any name', async () => {
    const { control, call } = testControl();
    const pool = 'eu-west-1_Dw8Ys3fJe';
    const ClientId = '6z2x8c4v1b9n5m3k7j0h6g2f8d';
    await control('PUT', `users/${pool}`, {
      Username: 'rex@example.com',
      Password: 'Correct-horse-1',
      UserAttributes: { email: 'rex@example.com', email_verified: 'true', phone_number: '+447700900555' },
    });
    await call('ForgotPassword', { ClientId, Username: 'rex@example.com' });
    await call('ForgotPassword', { ClientId, Username: 'nia@example.com' });
    const to = async (name: string) => (await control('GET', `inbox?username=${name}`))[1];
    const [, all] = (await control('GET', 'inbox')) as [number, { username: string }[]];
    expect(all).toHaveLength(2);
    const [first] = all;
    expect(first?.username).toMatch(/^[0-9a-f-]{36}$/);
    for (const name of ['rex@example.com', 'REX@Example.com', String(first?.username).toUpperCase()]) {
      expect(await to(name)).toEqual([first]);
    }
    for (const name of ['+447700900555', encodeURIComponent('+447700900555')]) {
      expect(await to(name)).toEqual([first]);
    }
    expect(await to('nobody@example.com')).toEqual([]);
    await control('DELETE', `users/${pool}/rex@example.com`);
    expect(await to('Rex@example.com')).toEqual([first]);
  });
});

describe('a query', () => {
  test.each([
    ['GET', 'inbox?user=cy', 'user: is unknown here; GET inbox takes ?username= and ?since='],
    ['GET', 'log?Since=1', 'Since: is unknown here; GET log takes ?since='],
    ['POST', 'reset?all', 'all: is unknown here; POST reset takes nothing after a ?'],
  ])('%s %s is refused by its name', async (method, path, message) => {
    expect(await testControl().control(method, path)).toEqual([400, { message }]);
  });
});

test('without the token, the answer says how to send it', async () => {
  const { sandbox } = testControl();
  const reply = await answerControl(
    { sandbox, token: 'another token', readyMs: 7 },
    { method: 'GET', path: '/_countersign/info', headers: {}, body: new Uint8Array() },
  );
  expect([reply.status, JSON.parse(new TextDecoder().decode(reply.body))]).toEqual([
    401,
    { message: 'The control token is missing or wrong. Send it as Authorization: Bearer TOKEN' },
  ]);
});

describe('fault rules', () => {
  const drop = { id: 'fault-1', match: {}, answer: { drop: true }, text: 'id=fault-1 -> drop', fired: 0 };
  const slow = { id: 'slow', match: {}, answer: { delayMs: 5 }, text: 'id=slow -> delay 5ms', fired: 0 };

  test('are listed, added, replaced and removed', async () => {
    const { control, call } = testControl();
    expect(await control('GET', 'faults')).toEqual([200, { rules: [] }]);
    expect(await control('POST', 'faults', { rule: '-> drop' })).toEqual([200, { rules: [drop] }]);
    await call('GetUser', {});
    expect(await control('GET', 'faults')).toEqual([200, { rules: [{ ...drop, fired: 1 }] }]);
    const rule = { id: 'slow', match: {}, answer: { delayMs: 5 } };
    expect(await control('POST', 'faults', { rule })).toEqual([
      200,
      { rules: [{ ...drop, fired: 1 }, slow] },
    ]);
    expect(await control('PUT', 'faults', { rules: [rule, '-> drop'] })).toEqual([
      200,
      { rules: [slow, drop] },
    ]);
    expect(await control('DELETE', 'faults/slow')).toEqual([200, { rules: [drop] }]);
    expect(await control('DELETE', 'faults/slow')).toEqual([
      404,
      { message: 'id: there is no fault rule slow; GET faults lists them' },
    ]);
  });

  test.each([
    [
      'POST',
      { rule: 'InitiateAuth' },
      'rule: put “->” before what happens, for example: InitiateAuth -> TooManyRequestsException',
    ],
    ['POST', {}, 'rule: is missing'],
    [
      'POST',
      { rule: { match: {}, answer: {} } },
      'rule: answer: must have one of exception, throttle, cut, html, redirect, contentType, oversize, unnamed, drop or delayMs',
    ],
    ['PUT', { rules: ['-> drop', 7] }, 'rules: rule 2: must be an object'],
    ['PUT', { rules: 'x' }, 'rules: must be a list of fault rules'],
    ['PUT', [], 'must be an object'],
  ])('%s %j: %s', async (method, body, message) => {
    const { control } = testControl();
    expect(await control(method, 'faults', body)).toEqual([400, { message }]);
    expect(await control('GET', 'faults')).toEqual([200, { rules: [] }]);
  });
});

describe('settings', () => {
  test('change by name, with the status profile', async () => {
    const { control } = testControl();
    const changed = { settings: { ...likelySettings, codeLockout: false }, statusProfile: 'sdk' };
    expect(
      await control('PUT', 'settings', { settings: { codeLockout: false }, statusProfile: 'sdk' }),
    ).toMatchObject([200, changed]);
    expect(await control('GET', 'settings')).toMatchObject([200, changed]);
  });

  test('are told with what each decides', async () => {
    const [, body] = await testControl().control('GET', 'settings');
    const { guide, statusProfiles } = body as { guide: { name: string }[]; statusProfiles: object[] };
    expect(guide.map(({ name }) => name).sort()).toEqual([...settingNames].sort());
    expect(guide).toContainEqual({
      name: 'codeLockout',
      question: '13.7',
      says: expect.stringContaining('lock the user'),
      values: { kind: 'flag' },
      usual: true,
    });
    expect(statusProfiles).toEqual(STATUS_PROFILES.map((name) => ({ name, says: expect.any(String) })));
  });

  test.each([
    [
      { settings: { codeLockuot: true } },
      `settings: codeLockuot: is no setting. There are: ${settingNames.join(', ')}.`,
    ],
    [{ statusProfile: 'aws' }, 'statusProfile: must be one of wire, documented, sdk'],
    [{ settings: [], statusProfile: 'sdk' }, 'settings: must be an object of settings by name'],
  ])('%j: %s', async (body, message) => {
    const { control } = testControl();
    expect(await control('PUT', 'settings', body)).toEqual([400, { message }]);
    expect(await control('GET', 'settings')).toMatchObject([200, { statusProfile: 'wire' }]);
  });
});

describe('users and clients', () => {
  const vic = { Username: 'vic', Password: 'Correct-horse-1', UserAttributes: { email: 'vic@example.com' } };

  test('a user is added, changed, signed in as, and removed', async () => {
    const { control, call } = testControl();
    const signIn = () =>
      call('InitiateAuth', {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: WEB,
        AuthParameters: { USERNAME: 'vic', PASSWORD: 'Correct-horse-1' },
      });
    const [status, body] = await control('PUT', `users/${POOL}`, vic);
    expect(status).toBe(200);
    expect((body as { users: object[] }).users).toContainEqual({ ...vic, UserStatus: 'CONFIRMED' });
    expect((await signIn()).status).toBe(200);
    await control('PUT', `users/${POOL}`, { ...vic, Enabled: false });
    expect((await signIn()).error).toBe('NotAuthorizedException: User is disabled.');
    expect((await control('DELETE', `users/${POOL}/vic`))[0]).toBe(200);
    expect((await signIn()).error).toMatch('Incorrect username or password.');
    expect(await control('DELETE', `users/${POOL}/vic`)).toEqual([404, { message: 'User does not exist.' }]);
  });

  test('a user goes back to the seed, with the sign-in of the start screen', async () => {
    const { control, call } = testControl();
    const signIn = (PASSWORD: string) =>
      call('InitiateAuth', {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: WEB,
        AuthParameters: { USERNAME: 'ivy', PASSWORD },
      });
    const [, before] = (await control('GET', `users/${POOL}`)) as [number, Told];
    const ivy = before.users.find(({ Username }) => Username === 'ivy');
    await control('PUT', `users/${POOL}`, { ...ivy, Password: 'Another-horse-2' });
    expect((await signIn('Correct-horse-1')).status).toBe(400);
    expect(await control('POST', `users/${POOL}/IVY/reset`)).toMatchObject([200, { seeded: before.seeded }]);
    expect((await signIn('Correct-horse-1')).status).toBe(200);
    await control('DELETE', `users/${POOL}/ivy`);
    const [, after] = (await control('POST', `users/${POOL}/ivy/reset`)) as [number, Told];
    expect(after.users).toContainEqual(ivy);
    const [, info] = (await control('GET', 'info')) as [number, { users: { username: string }[] }];
    expect(info.users.filter(({ username }) => username === 'ivy')).toHaveLength(1);
    await control('PUT', `users/${POOL}`, vic);
    expect(await control('POST', `users/${POOL}/vic/reset`)).toEqual([
      404,
      {
        message: 'The seed has no user vic, so there is nothing to go back to. Edit or remove this one.',
      },
    ]);
  });

  test('a changed user keeps their place on the start screen', async () => {
    const { control } = testControl();
    const names = async () => {
      const [, info] = (await control('GET', 'info')) as [number, { users: { username: string }[] }];
      return info.users.map(({ username }) => username);
    };
    const before = await names();
    const [, { users }] = (await control('GET', `users/${POOL}`)) as [number, Told];
    await control('PUT', `users/${POOL}`, { ...users[0], Enabled: false });
    expect(await names()).toEqual(before);
  });

  test('names are percent-encoded in paths', async () => {
    const { control } = testControl();
    await control('PUT', `users/${POOL}`, { ...vic, Username: 'a/b ü' });
    expect((await control('DELETE', `users/${POOL}/${encodeURIComponent('a/b ü')}`))[0]).toBe(200);
  });

  test.each([
    ['PUT', `users/${POOL}`, { Username: 'vic', Pasword: 'x' }, 400, /^Pasword: /],
    ['PUT', `users/${POOL}`, { username: 'vic' }, 400, /^username: is not .* Write Username\.$/],
    ['PUT', `users/${POOL}`, { Username: 5 }, 400, /^Username: must have 1 to 128 characters$/],
    ['PUT', `users/${POOL}`, { Password: 'x' }, 400, /^Username: is missing$/],
    ['POST', `users/${POOL}/nobody/reset`, '', 404, /^The seed has no user nobody/],
    ['GET', 'clients/eu-west-1_Nope', '', 404, /^User pool eu-west-1_Nope does not exist\.$/],
    [
      'PUT',
      `users/${POOL}`,
      { ...vic, Groups: ['crew'] },
      400,
      /^Groups: crew is not a group of the pool\.$/,
    ],
    [
      'PUT',
      `users/${POOL}`,
      { ...vic, Story: { ClientId: 'x', AuthFlow: 'USER_AUTH', Shows: '', Path: [] } },
      400,
      /^Story\.ClientId: x is not an app client of the pool\.$/,
    ],
    ['GET', 'users/eu-west-1_Nope', '', 404, /^User pool eu-west-1_Nope does not exist\.$/],
    [
      'PUT',
      `clients/${POOL}`,
      { ClientId: 'x', ClientName: 'x', ExplicitAuthFlow: [] },
      400,
      /^ExplicitAuthFlow is not a name/,
    ],
    [
      'PUT',
      `clients/${POOL}`,
      { ClientId: 'x', ClientName: 'x', AuthSessionValidity: 99 },
      400,
      /^The client is refused by AWS’s rules/,
    ],
    ['PUT', `clients/${POOL}`, { ClientName: 'x' }, 400, /^ClientId: /],
    ['DELETE', `clients/${POOL}/nope`, '', 404, /^User pool client nope does not exist\.$/],
  ])('%s %s %j: %d', async (method, path, body, status, message) => {
    const [answered, answer] = await testControl().control(method, path, body);
    expect(answered).toBe(status);
    expect((answer as { message: string }).message).toMatch(message);
  });

  test('what DescribeUserPoolClient tells is taken as it is', async () => {
    const { control, call, sandbox } = testControl();
    sandbox.changeSettings({ signatureNeeded: false });
    const told = await call('DescribeUserPoolClient', { UserPoolId: POOL, ClientId: WEB });
    expect((await control('PUT', `clients/${POOL}`, told.body))[0]).toBe(200);
    const again = await call('DescribeUserPoolClient', { UserPoolId: POOL, ClientId: WEB });
    expect(again.body).toEqual(told.body);
    expect(told.body).toHaveProperty('UserPoolClient.ClientId', WEB);
  });

  test('a client is added and removed', async () => {
    const { control } = testControl();
    const client = { ClientId: 'mine', ClientName: 'mine', ExplicitAuthFlows: ['ALLOW_USER_AUTH'] };
    const [, added] = await control('PUT', `clients/${POOL}`, client);
    expect(JSON.stringify(added)).toContain('"clientId":"mine"');
    const [, told] = (await control('GET', `clients/${POOL}`)) as [number, { clients: object[] }];
    expect(told.clients).toContainEqual(client);
    for (const same of told.clients) expect((await control('PUT', `clients/${POOL}`, same))[0]).toBe(200);
    expect(await control('GET', `clients/${POOL}`)).toEqual([200, told]);
    const [, removed] = await control('DELETE', `clients/${POOL}/mine`);
    expect(JSON.stringify(removed)).not.toContain('"clientId":"mine"');
  });
});

describe('triggers', () => {
  const source = 'export const handler = async (event) => event;';

  test('are set, told and taken away', async () => {
    const { control } = testControl();
    const at = `triggers/${POOL}/PreAuthentication`;
    const set = { triggers: { PreAuthentication: source }, seeded: {}, all: expect.any(Array) };
    expect(await control('PUT', at, { source })).toEqual([200, set]);
    expect(await control('GET', `triggers/${POOL}`)).toEqual([200, set]);
    expect(await control('DELETE', at)).toEqual([200, { ...set, triggers: {} }]);
  });

  test.each(TRIGGER_NAMES)('%s: what it begins with is accepted', async (name) => {
    const { control } = testControl();
    const [, body] = await control('GET', `triggers/${POOL}`);
    const { all } = body as { all: { name: string; says: string; template: string }[] };
    const { template, says } = all.find((trigger) => trigger.name === name) ?? { template: '', says: '' };
    expect(says).not.toBe('');
    expect(await control('PUT', `triggers/${POOL}/${name}`, { source: template })).toMatchObject([
      200,
      { triggers: { [name]: template } },
    ]);
  });

  test.each([
    ['PreAuthentication', { source: 'export const handler = (' }, 400, /^source: line 1: /],
    ['PreAuthentication', { source: '' }, 400, /^source: must be JavaScript; DELETE takes a trigger away$/],
    [
      'OnLogin',
      { source },
      404,
      new RegExp(`^trigger: OnLogin is none; there are ${TRIGGER_NAMES.join(', ')}$`),
    ],
  ])('%s %j: %d', async (trigger, body, status, message) => {
    const { control } = testControl();
    const [answered, answer] = await control('PUT', `triggers/${POOL}/${trigger}`, body);
    expect(answered).toBe(status);
    expect((answer as { message: string }).message).toMatch(message);
    expect(await control('GET', `triggers/${POOL}`)).toMatchObject([200, { triggers: {} }]);
  });
});

test('the log tells what is new', async () => {
  const { control, call } = testControl();
  await call('GetUser', {});
  await call('Nope', {});
  const [, body] = (await control('GET', 'log?since=1')) as [number, { entries: object[] }];
  expect(body.entries).toMatchObject([
    { number: 2, operation: 'Nope', status: 400, error: 'UnknownOperationException' },
  ]);
  expect((await control('GET', 'log?since=x'))[0]).toBe(400);
});

describe('the state', () => {
  const token = async ({ call }: ReturnType<typeof testControl>) => {
    const { body } = await call('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: WEB,
      AuthParameters: { USERNAME: 'ivy', PASSWORD: 'Correct-horse-1' },
    });
    return String((body['AuthenticationResult'] as Record<string, unknown>)['AccessToken']);
  };

  test('a snapshot goes on where it was taken; a reset goes back to the seed', async () => {
    const tested = testControl();
    const { control, call } = tested;
    const AccessToken = await token(tested);
    const [, snapshot] = await control('GET', 'snapshot');
    expect((await control('POST', 'reset'))[0]).toBe(200);
    expect((await call('GetUser', { AccessToken })).status).toBe(400);
    expect(await control('PUT', 'snapshot', snapshot)).toMatchObject([200, { region: 'eu-west-1' }]);
    expect((await call('GetUser', { AccessToken })).status).toBe(200);
  });

  test.each([
    ['', 'The body must be a snapshot: JSON as GET snapshot gives it.'],
    ['{}', 'kind: this is no snapshot of a Countersign sandbox.'],
  ])('snapshot %s: %s', async (body, message) => {
    expect(await testControl().control('PUT', 'snapshot', body)).toEqual([400, { message }]);
  });

  test('what a seed tells makes the same sandbox, also in another one', async () => {
    const { control, call, sandbox } = testControl();
    await control('PUT', `users/${POOL}`, {
      Username: 'vic',
      Password: 'Correct-horse-1',
      Groups: ['testers'],
      TotpSecret: 'JBSWY3DPEHPK3PXPGEZDGNBVGY3TQOJQ',
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
    });
    await control('POST', 'faults', { rule: 'GetUser times=2 -> delay 5ms then drop' });
    await control('PUT', 'settings', { settings: { signatureNeeded: false }, statusProfile: 'sdk' });
    // Its sign-ins go with it.
    await control('DELETE', `clients/${POOL}/${WEB}`);
    await call('CreateUserPool', { PoolName: 'by request', MfaConfiguration: 'OFF' });
    const [, yaml] = await control('GET', 'seed');
    expect(yaml).toContain('by request');
    const other = testControl();
    for (const target of [{ control, sandbox }, other]) {
      expect(await target.control('PUT', 'seed', yaml)).toEqual([200, expect.anything()]);
      expect(await target.control('GET', 'seed')).toEqual([200, yaml]);
    }
    expect(other.sandbox.info().pools).toEqual(sandbox.info().pools);
    expect(other.sandbox.users(POOL)).toEqual(sandbox.users(POOL));
    expect(other.sandbox.users(POOL)).toContainEqual(expect.objectContaining({ Username: 'vic' }));
  });

  test('a seed is told as YAML, changed, and taken as YAML or JSON', async () => {
    const { control, sandbox } = testControl();
    const [status, yaml] = await control('GET', 'seed');
    expect(status).toBe(200);
    const changed = String(yaml).replace('PoolName: MFA optional', 'PoolName: Renamed');
    const loaded = await control('PUT', 'seed', changed);
    expect(loaded).toMatchObject([
      200,
      { pools: expect.arrayContaining([expect.objectContaining({ name: 'Renamed' })]) },
    ]);
    await control('POST', 'reset');
    expect(sandbox.seed().pools[0]?.PoolName).toBe('Renamed');
    expect((await control('PUT', 'seed', JSON.stringify(sandbox.seed())))[0]).toBe(200);
    expect(await control('PUT', 'seed', 'version: 2\npools: []')).toMatchObject([
      400,
      { message: expect.stringContaining('line 1: version must be 1') },
    ]);
    expect(sandbox.seed().pools[0]?.PoolName).toBe('Renamed');
    expect((await control('DELETE', 'seed'))[0]).toBe(200);
    expect(sandbox.seed().pools[0]?.PoolName).toBe('MFA optional');
  });
});
