import { beforeEach, describe, expect, test } from 'vitest';
import type {
  Call,
  CommandInput,
  CommandName,
  CommandOutput,
  HostEvent,
  Result,
  Target,
} from '../../contract.ts';
import type { UserFilter } from '../../contract/users.ts';
import type { SeedFile } from '../../sandbox/seed/schema.ts';
import { testHost, type TestHost } from '../testing/test-host.ts';

const POOL = 'eu-west-1_Watched1';
const PASSWORD = 'Correct-horse-1';
const NAMES = ['amy', 'ben', 'bella', 'cora', 'dov'];

/** A pool that threat protection watches, with somebody who is in a group, keeps a device and a passkey. */
const seed: SeedFile = {
  version: 1,
  pools: [
    {
      Id: POOL,
      PoolName: 'watched',
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' },
      AliasAttributes: ['email'],
      Groups: [
        { GroupName: 'staff', Precedence: 5, Description: 'Works here' },
        { GroupName: 'admins', Precedence: 1 },
      ],
      Clients: [
        {
          ClientId: 'web',
          ClientName: 'web',
          ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        },
      ],
      Users: NAMES.map((Username, at) => ({
        Username,
        Password: PASSWORD,
        Enabled: at !== 4,
        Groups: at === 0 ? ['staff', 'admins'] : [],
        UserAttributes: { email: `${Username}@example.com`, email_verified: 'true', name: `The ${Username}` },
      })),
    },
  ],
};

let at: TestHost;
let events: HostEvent[];
let target: Target;
let call: Call;
async function value<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  const result = await call(name, input);
  if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail}`);
  return result.value;
}

beforeEach(async () => {
  at = await testHost();
  events = [];
  at.host.listen((event) => events.push(event));
  call = async <N extends CommandName>(name: N, input: CommandInput<N>) =>
    (await at.host.ask(name, input)) as Result<CommandOutput<N>>;
  await value('sandbox.start', {});
  await value('sandbox.loadSeed', { text: JSON.stringify(seed) });
  const found = (await value('targets.list', {})).find(({ userPoolId }) => userPoolId === POOL);
  if (found === undefined) throw new Error('no target');
  target = found;
});

const listed = async (filter?: UserFilter) => {
  const { users } = await value('users.page', { targetId: target.id, ...(filter && { filter }) });
  return users.map(({ username }) => username);
};

/** Signs somebody in, as they were typed, and waits for the end. */
async function signIn(username: string, password = PASSWORD): Promise<string> {
  const { chainId } = await value('chain.start', {
    targetId: target.id,
    answer: {
      name: 'USER_PASSWORD_AUTH',
      inputs: { USERNAME: username, PASSWORD: password },
      ...{ responses: {}, members: {} },
    },
  });
  await expect
    .poll(async () => (await value('chain.events', { chainId })).some(({ type }) => type === 'step.ended'))
    .toBe(true);
  return chainId;
}

describe('users of a pool', () => {
  test('are listed with what people know them by', async () => {
    const { users, next } = await value('users.page', { targetId: target.id });
    expect(next).toBeUndefined();
    expect(users).toHaveLength(5);
    expect(users[0]).toMatchObject({
      ...{ username: 'amy', status: 'CONFIRMED', enabled: true },
      attributes: { email: 'amy@example.com', email_verified: 'true', name: 'The amy' },
    });
    expect(users[0]?.createdAt).toBeGreaterThan(Date.UTC(2020, 0, 1));
    expect(users[4]).toMatchObject({ username: 'dov', enabled: false });
  });

  test.each([
    [{ attribute: 'username', match: '^=', value: 'be' }, ['ben', 'bella']],
    [{ attribute: 'email', match: '=', value: 'cora@example.com' }, ['cora']],
    [{ attribute: 'status', match: '=', value: 'Disabled' }, ['dov']],
    [{ attribute: 'cognito:user_status', match: '=', value: 'confirmed' }, NAMES],
    [{ attribute: 'name', match: '=', value: 'The "amy"' }, []],
  ] as const)('are filtered by the service: %o', async (filter, expected) => {
    expect(await listed(filter)).toEqual(expected);
  });

  test('are read to the end, page by page, and told of', async () => {
    for (let more = 0; more < 150; more++)
      await value('service.call', {
        targetId: target.id,
        operation: 'AdminCreateUser',
        body: { UserPoolId: POOL, Username: `more-${more}`, MessageAction: 'SUPPRESS' },
      });
    await expect.poll(async () => listed()).toHaveLength(60);
    await expect
      .poll(async () => listed({ attribute: 'username', match: '=', value: 'more-149' }))
      .toHaveLength(1);
    await value('users.all', { listingId: 'all', targetId: target.id });
    const news = () => events.flatMap((event) => (event.type === 'users.read' ? [event] : []));
    await expect.poll(() => news().at(-1)?.state).toBe('done');
    expect(news().at(-1)?.read).toBe(155);
    expect(new Set(news().flatMap(({ users }) => users.map(({ username }) => username))).size).toBe(155);
  });

  test('wait in sight while the service asks to slow down', async () => {
    await value('sandbox.addFault', { rule: 'ListUsers times=1 -> TooManyRequestsException' });
    const asked = value('users.page', { targetId: target.id });
    const waits = () => events.flatMap((event) => (event.type === 'users.waiting' ? [event] : []));
    await expect.poll(() => waits().length).toBe(1);
    expect(waits()[0]?.until).toBeGreaterThan(at.clock.now() - 1);
    at.clock.move(5_000);
    expect((await asked).users).toHaveLength(5);
    expect(waits().at(-1)?.until).toBeUndefined();
  });

  test('need a pool, and say so before anything is sent', async () => {
    const saved = await value('target.save', {
      ...{ name: 'Shop', region: 'eu-west-1', endpoint: '', userPoolId: '', clientId: 'abc' },
      ...{ fips: false, color: 'none' as const, production: false, sessionMinutes: 3 },
    });
    expect(await call('users.page', { targetId: saved.id })).toMatchObject({
      error: { code: 'TARGET_NO_POOL', field: 'userPoolId' },
    });
  });
});

describe('one user', () => {
  const amy = () => ({ targetId: target.id, username: 'amy' });

  test('has status, attributes, factors and groups', async () => {
    const account = await value('user.account', amy());
    expect(account).toMatchObject({ username: 'amy', status: 'CONFIRMED', enabled: true, mfa: [] });
    expect(account.attributes).toContainEqual({ name: 'email', value: 'amy@example.com' });
    expect((await value('user.factors', amy())).factors).toContain('PASSWORD');
    expect(await value('user.groups', amy())).toEqual([
      { name: 'admins', precedence: 1 },
      { name: 'staff', precedence: 5, description: 'Works here' },
    ]);
    expect(await value('user.devices', amy())).toEqual([]);
    expect(await value('user.passkeys', amy())).toEqual([]);
  });

  test('is found by an alias, and by nobody’s name is not', async () => {
    const byMail = await value('user.account', { ...amy(), username: 'amy@example.com' });
    expect(byMail.username).toBe('amy');
    expect(await call('user.account', { ...amy(), username: 'nobody-here' })).toMatchObject({
      error: { code: 'UserNotFoundException' },
    });
  });

  test('has sessions where the pool tracks them, each with the chain it came from', async () => {
    expect(await call('user.sessions', amy())).toMatchObject({
      error: { code: 'OperationNotEnabledException' },
    });
    const { chainId: set } = await value('service.call', {
      targetId: target.id,
      operation: 'SetUserPoolSessionConfiguration',
      body: { UserPoolId: POOL, UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 5 } },
    });
    await expect
      .poll(async () =>
        (await value('chain.events', { chainId: set })).some(({ type }) => type === 'step.ended'),
      )
      .toBe(true);
    const chainId = await signIn('amy');
    const [session, ...others] = await value('user.sessions', amy());
    expect(others).toEqual([]);
    expect(session).toMatchObject({ type: 'TOKEN', clientId: 'web', chain: { chainId, by: 'time' } });
  });

  test('has sign-in events beside the chains of this computer, under whatever name they were typed', async () => {
    const wrong = await signIn('amy', 'wrong');
    at.clock.move(60_000);
    const right = await signIn('amy@example.com');
    at.clock.move(60_000);
    await signIn('ben');
    const { events: told, chains, moreChains, fault } = await value('user.signIns', amy());
    expect(fault).toBeUndefined();
    expect(told.map(({ type, response, chain }) => [type, response, chain?.chainId, chain?.by])).toEqual([
      ['SignIn', 'Pass', right, 'time'],
      ['SignIn', 'Fail', wrong, 'time'],
    ]);
    expect(chains.map(({ chainId, username }) => [chainId, username])).toEqual([
      [right, 'amy@example.com'],
      [wrong, 'amy'],
    ]);
    expect(chains[0]?.requestIds).toHaveLength(1);
    expect(moreChains).toBe(false);
  });

  test('whose events can’t be read says why, and has the chains all the same', async () => {
    await value('sandbox.addFault', { rule: 'AdminListUserAuthEvents -> UserPoolAddOnNotEnabledException' });
    const chainId = await signIn('amy');
    const { events: told, chains, fault } = await value('user.signIns', amy());
    expect(told).toEqual([]);
    expect(fault?.code).toBe('UserPoolAddOnNotEnabledException');
    expect(chains.map((chain) => chain.chainId)).toEqual([chainId]);
  });

  test('is not told of to the history: reading leaves no chain', async () => {
    await value('user.account', amy());
    await value('user.signIns', amy());
    expect(await value('chains.list', {})).toEqual([]);
  });

  test('outside the sandbox shows passkeys with a token of theirs alone', async () => {
    const { endpoint } = target;
    const saved = await value('target.save', {
      ...{ name: 'Emulator', region: 'eu-west-1', endpoint, userPoolId: POOL, clientId: 'web' },
      ...{ fips: false, color: 'none' as const, production: false, sessionMinutes: 3 },
    });
    const there = { targetId: saved.id, username: 'amy' };
    expect(await call('user.passkeys', there)).toMatchObject({ error: { code: 'PASSKEYS_UNREADABLE' } });
    target = saved;
    await signIn('amy');
    await expect.poll(async () => call('user.passkeys', there)).toEqual({ ok: true, value: [] });
  });
});
