import { beforeEach, describe, expect, it } from 'vitest';
import { chainOf } from '../chain/model.ts';
import type { CommandInput, CommandName, CommandOutput, HostEvent, Result } from '../contract.ts';
import { testHost, type TestHost } from './testing/test-host.ts';

const POOL = 'eu-west-1_Kq7Zt2mXa';
const WEB = '4k2p7v9m1x6c8b3n5q0z2l7t4h';

let test: TestHost;
let events: HostEvent[];

beforeEach(async () => {
  test = await testHost();
  events = [];
  test.host.listen((event) => events.push(event));
});

const ask = async <N extends CommandName>(name: N, input: CommandInput<N>) =>
  (await test.host.ask(name, input)) as Result<CommandOutput<N>>;
async function value<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  const result = await ask(name, input);
  if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail}`);
  return result.value;
}
async function ended(chainId: string) {
  for (;;) {
    const chain = chainOf(await value('chain.events', { chainId }));
    if (chain && chain.status !== 'sending' && (chain.status !== 'tokens' || chain.tokens)) return chain;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
async function signIn(USERNAME: string, PASSWORD: string, targetId = `sandbox:${WEB}`) {
  const answer = {
    name: 'USER_PASSWORD_AUTH',
    inputs: { USERNAME, PASSWORD },
    responses: {},
    members: {},
  };
  return ended((await value('chain.start', { targetId, answer })).chainId);
}
const userNamed = async (name: string, userPoolId = POOL) =>
  (await value('sandbox.users', { userPoolId })).find(({ Username }) => Username === name);

describe('users', () => {
  const vic = { Username: 'vic', Password: 'Correct-horse-1', UserAttributes: { email: 'vic@example.com' } };

  it('are added, changed, signed in as, reset and removed', async () => {
    const added = await value('sandbox.putUser', { userPoolId: POOL, user: vic });
    expect(added).toContainEqual({ ...vic, UserStatus: 'CONFIRMED', seeded: false });
    expect((await signIn('vic', 'Correct-horse-1')).status).toBe('tokens');
    await value('sandbox.putUser', {
      userPoolId: POOL,
      user: { ...(await userNamed('vic')), Enabled: false },
    });
    expect((await signIn('vic', 'Correct-horse-1')).steps.at(-1)?.outcome).toMatchObject({
      message: 'User is disabled.',
    });
    const left = await value('sandbox.removeUser', { userPoolId: POOL, username: 'vic' });
    expect(left.map(({ Username }) => Username)).not.toContain('vic');
    expect(await ask('sandbox.resetUser', { userPoolId: POOL, username: 'vic' })).toMatchObject({
      ok: false,
      error: { code: 'SANDBOX_CONTROL', detail: expect.stringContaining('The seed has no user vic') },
    });

    const ivy = await userNamed('ivy');
    expect(ivy?.seeded).toBe(true);
    await value('sandbox.putUser', { userPoolId: POOL, user: { ...ivy, Password: 'Another-horse-2' } });
    expect((await signIn('ivy', 'Correct-horse-1')).status).toBe('failed');
    await value('sandbox.resetUser', { userPoolId: POOL, username: 'ivy' });
    expect((await signIn('ivy', 'Correct-horse-1')).status).toBe('tokens');
    expect(await userNamed('ivy')).toEqual(ivy);
  });

  it.each([
    [
      { Username: 'vic', TotpSecret: 'short' },
      'TotpSecret',
      'TotpSecret: must be Base32, 16 letters or more',
    ],
    [{ Username: '' }, 'Username', 'Username: must have 1 to 128 characters'],
    [{ Username: 'vic', UserMFASettingList: ['SMS'] }, 'UserMFASettingList.0', 'must be one of'],
    [{ Username: 'vic', Groups: ['nope'] }, 'Groups', 'Groups: nope is not a group of the pool.'],
    [{ Username: 'vic', Pasword: 'x' }, 'Pasword', 'Pasword: is not a name that is known here'],
  ])('%j is refused by the name of the field', async (user, field, detail) => {
    const before = await value('sandbox.users', { userPoolId: POOL });
    expect(await ask('sandbox.putUser', { userPoolId: POOL, user })).toMatchObject({
      ok: false,
      error: { code: 'SANDBOX_CONTROL', field, detail: expect.stringContaining(detail) },
    });
    expect(await value('sandbox.users', { userPoolId: POOL })).toEqual(before);
  });

  it('keep their private keys and device secrets in the host, over an edit, too', async () => {
    const { users } = await value('sandbox.start', {});
    const pia = users.find(({ username }) => username === 'pia');
    const userPoolId = pia?.userPoolId ?? '';
    const shown = await userNamed('pia', userPoolId);
    expect(shown?.Passkeys?.[0]).toMatchObject({ CredentialId: pia?.passkey?.id });
    expect(JSON.stringify(await value('sandbox.users', { userPoolId }))).not.toContain('PrivateKey');

    const attributes = { ...shown?.UserAttributes, name: 'Pia the Second' };
    await value('sandbox.putUser', { userPoolId, user: { ...shown, UserAttributes: attributes } });
    const { chainId } = await value('chain.startSeeded', { userPoolId, username: 'pia' });
    for (const inputs of [{ ANSWER: 'WEB_AUTHN' }, {}]) {
      const { pending } = await ended(chainId);
      const answer = { name: pending?.name ?? '', inputs, responses: {}, members: {} };
      await value('chain.answer', { chainId, parentId: pending?.stepId ?? '', answer });
    }
    expect((await ended(chainId)).status).toBe('tokens');
  });

  it('keep a device’s salt and verifier', async () => {
    const device = { DeviceKey: 'eu-west-1_0a1b', Salt: 'ab12', PasswordVerifier: 'cd34', Remembered: true };
    await value('sandbox.putUser', { userPoolId: POOL, user: { ...vic, Devices: [device] } });
    const shown = await userNamed('vic');
    expect(shown?.Devices).toEqual([{ DeviceKey: 'eu-west-1_0a1b', Remembered: true }]);
    const renamed = shown?.Devices?.map((known) => ({ ...known, DeviceName: 'Laptop' }));
    await value('sandbox.putUser', { userPoolId: POOL, user: { ...shown, Devices: renamed } });
    const seeded = (await test.ports.sandbox.control('GET', `users/${POOL}`)) as { users: object[] };
    expect(seeded.users).toContainEqual(
      expect.objectContaining({ Username: 'vic', Devices: [{ ...device, DeviceName: 'Laptop' }] }),
    );
  });

  it('are not filled in for with what was learned before', async () => {
    const { chainId } = await value('chain.startSeeded', { userPoolId: POOL, username: 'eli' });
    for (const inputs of [{}, { NEW_PASSWORD: 'Changed-horse-2' }]) {
      const { pending } = await ended(chainId);
      const answer = { name: pending?.name ?? '', inputs, responses: {}, members: {} };
      await value('chain.answer', { chainId, parentId: pending?.stepId ?? '', answer });
    }
    expect((await ended(chainId)).status).toBe('tokens');
    await value('sandbox.resetUser', { userPoolId: POOL, username: 'eli' });
    const again = await value('chain.startSeeded', { userPoolId: POOL, username: 'eli' });
    const { pending } = await ended(again.chainId);
    const answer = { name: pending?.name ?? '', inputs: {}, responses: {}, members: {} };
    await value('chain.answer', { chainId: again.chainId, parentId: pending?.stepId ?? '', answer });
    expect((await ended(again.chainId)).pending?.name).toBe('NEW_PASSWORD_REQUIRED');
  });
});

describe('app clients', () => {
  const mine = {
    ClientId: 'mine',
    ClientName: 'Mine',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    ClientSecrets: ['fixture-secret-of-mine-000'],
  };

  it('are targets from the moment they are there', async () => {
    await value('sandbox.start', {});
    events.length = 0;
    expect(await value('sandbox.putClient', { userPoolId: POOL, client: mine })).toContainEqual(mine);
    expect(events).toContainEqual({ type: 'targets.changed' });
    expect(await value('targets.list', {})).toContainEqual(
      expect.objectContaining({ id: 'sandbox:mine', hasClientSecret: true, userPoolId: POOL }),
    );
    expect((await signIn('ivy', 'Correct-horse-1', 'sandbox:mine')).status).toBe('tokens');
    const left = await value('sandbox.removeClient', { userPoolId: POOL, clientId: 'mine' });
    expect(left).toEqual(await value('sandbox.clients', { userPoolId: POOL }));
    expect((await value('targets.list', {})).map(({ id }) => id)).not.toContain('sandbox:mine');
  });

  it.each([
    [{ ...mine, AuthSessionValidity: 99 }, 'AuthSessionValidity'],
    [{ ...mine, ClientId: '' }, 'ClientId'],
    [{ ...mine, ExplicitAuthFlow: [] }, 'ExplicitAuthFlow'],
  ])('%j is refused by the name of the field', async (client, field) => {
    expect(await ask('sandbox.putClient', { userPoolId: POOL, client })).toMatchObject({
      ok: false,
      error: { code: 'SANDBOX_CONTROL', field },
    });
  });
});

describe('the clock', () => {
  const told = (chainId: string) =>
    events.flatMap((event) =>
      event.type === 'chain.event' && event.chainId === chainId && event.event.type === 'clock.moved'
        ? [event.event.ms]
        : [],
    );

  it('is moved, set back and frozen, and chains are told by how much', async () => {
    const { chainId } = await value('chain.startSeeded', { userPoolId: POOL, username: 'cy' });
    await ended(chainId);
    expect(await value('sandbox.changeClock', { advanceSeconds: 60 })).toMatchObject({ offsetSeconds: 60 });
    const back = new Date(test.clock.now() - 30_000).toISOString();
    expect(await value('sandbox.changeClock', { set: back })).toMatchObject({
      now: back,
      offsetSeconds: -30,
    });
    expect(told(chainId)).toEqual([60_000, -90_000]);
    expect(await value('sandbox.changeClock', { frozen: true })).toMatchObject({ frozen: true });
    test.clock.move(10_000);
    expect(await value('sandbox.clock', {})).toEqual({ now: back, offsetSeconds: -40, frozen: true });
    await value('sandbox.changeClock', { frozen: false });
    expect(told(chainId)).toEqual([60_000, -90_000, -10_000]);
    expect(await ask('sandbox.changeClock', { set: 'tomorrow' })).toMatchObject({
      ok: false,
      error: { code: 'SANDBOX_CONTROL', field: 'set' },
    });
  });

  it('stands still for codes and proofs, too', async () => {
    const { users } = await value('sandbox.start', {});
    const ann = users.find(({ username }) => username === 'ann');
    await value('sandbox.changeClock', { frozen: true });
    test.clock.move(3_600_000);
    const { chainId } = await value('chain.startSeeded', {
      userPoolId: ann?.userPoolId ?? '',
      username: 'ann',
    });
    for (let step = 0; step < 2; step++) {
      const { pending } = await ended(chainId);
      const answer = { name: pending?.name ?? '', inputs: {}, responses: {}, members: {} };
      await value('chain.answer', { chainId, parentId: pending?.stepId ?? '', answer });
    }
    expect((await ended(chainId)).status).toBe('tokens');
  });
});

describe('faults, settings, triggers and the log', () => {
  it('add, count and take away rules; a mistake is named', async () => {
    const [rule] = await value('sandbox.addFault', {
      rule: 'InitiateAuth id=one -> TooManyRequestsException',
    });
    expect(rule).toEqual({ id: 'one', text: 'InitiateAuth id=one -> TooManyRequestsException', fired: 0 });
    expect((await signIn('ivy', 'Correct-horse-1')).failure).toBe('TooManyRequestsException');
    expect(await value('sandbox.faults', {})).toEqual([{ ...rule, fired: 1 }]);
    expect(await value('sandbox.removeFault', { id: 'one' })).toEqual([]);
    expect(await ask('sandbox.addFault', { rule: 'InitiateAuth' })).toMatchObject({
      ok: false,
      error: { field: 'rule', detail: expect.stringContaining('put “->” before') },
    });
    expect(await ask('sandbox.removeFault', { id: 'one' })).toMatchObject({
      ok: false,
      error: { field: 'id' },
    });
  });

  it('tell settings with their guide, and change them', async () => {
    const changed = await value('sandbox.changeSettings', {
      settings: { codeLockout: false },
      statusProfile: 'sdk',
    });
    expect(changed.statusProfile).toBe('sdk');
    expect(changed.statusProfiles.map(({ name }) => name)).toEqual(['wire', 'documented', 'sdk']);
    const lockout = changed.settings.find(({ name }) => name === 'codeLockout');
    expect(lockout).toMatchObject({ value: false, usual: true, question: '13.7', values: { kind: 'flag' } });
    expect(await value('sandbox.settings', {})).toEqual(changed);
    expect(await ask('sandbox.changeSettings', { settings: { emailMfaDigits: 99 } })).toMatchObject({
      ok: false,
      error: { field: 'settings', detail: expect.stringContaining('emailMfaDigits') },
    });
  });

  it('set triggers and show what they did', async () => {
    const before = await value('sandbox.triggers', { userPoolId: POOL });
    const trigger = before.find(({ name }) => name === 'PostAuthentication');
    expect(trigger?.source).toBeUndefined();
    const source = "export const handler = () => { console.log('hello'); throw new Error('not today'); };";
    const set = await value('sandbox.setTrigger', {
      userPoolId: POOL,
      trigger: 'PostAuthentication',
      source,
    });
    expect(set.find(({ name }) => name === 'PostAuthentication')).toEqual({ ...trigger, source });
    await signIn('ivy', 'Correct-horse-1');
    const [call] = (await value('sandbox.log', { since: 0 })).slice(-1);
    expect(call).toMatchObject({
      operation: 'InitiateAuth',
      username: 'ivy',
      error: 'UserLambdaValidationException',
      triggers: [{ trigger: 'PostAuthentication', error: 'not today', console: ['hello'] }],
    });
    expect(await value('sandbox.log', { since: call?.number ?? 0 })).toEqual([]);
    expect(
      await ask('sandbox.setTrigger', {
        userPoolId: POOL,
        trigger: 'PostAuthentication',
        source: 'const = 1',
      }),
    ).toMatchObject({ ok: false, error: { field: 'source', detail: expect.stringContaining('line 1') } });
    expect(
      await value('sandbox.setTrigger', { userPoolId: POOL, trigger: 'PostAuthentication', source: null }),
    ).toEqual(before);
  });
});

describe('the whole state', () => {
  it('goes out and comes in as a seed file, whose mistakes are named with their line', async () => {
    const { text } = await value('sandbox.seed', {});
    expect(text).toContain('version: 1');
    expect(text).toMatch(/PrivateKey:\s+kept-0\b/);
    expect(text).not.toMatch(/PrivateKey:\s+(?!kept-)/);
    const whole = async () => {
      await value('sandbox.copySeed', {});
      return test.clipboard();
    };
    const before = await whole();
    expect(before).toMatch(/PrivateKey:\s+MI/);
    await value('sandbox.loadSeed', { text });
    expect(await whole()).toBe(before);
    const renamed = text.replace(/PoolName: .*/, 'PoolName: Renamed');
    expect((await value('sandbox.loadSeed', { text: renamed })).pools[0]?.name).toBe('Renamed');
    expect((await value('targets.list', {}))[0]?.name).toContain('Renamed');
    expect(await ask('sandbox.loadSeed', { text: 'version: 2\npools: []' })).toMatchObject({
      ok: false,
      error: { code: 'SANDBOX_CONTROL', detail: expect.stringContaining('line 1: version must be 1') },
    });
    expect((await value('sandbox.reset', {})).pools[0]?.name).toBe('Renamed');
  });

  it('is kept once and taken back', async () => {
    expect(await value('sandbox.snapshotNote', {})).toBeNull();
    expect(await ask('sandbox.restoreSnapshot', {})).toMatchObject({
      ok: false,
      error: { code: 'SANDBOX_SNAPSHOT' },
    });
    const note = await value('sandbox.takeSnapshot', {});
    expect(note).toEqual({ takenAt: test.clock.now() });
    await value('sandbox.removeUser', { userPoolId: POOL, username: 'ivy' });
    expect((await signIn('ivy', 'Correct-horse-1')).status).toBe('failed');
    await value('sandbox.restoreSnapshot', {});
    expect((await signIn('ivy', 'Correct-horse-1')).status).toBe('tokens');
    expect(await value('sandbox.snapshotNote', {})).toEqual(note);
  });

  it('empties the inbox', async () => {
    await signIn('cy', 'Correct-horse-1');
    expect(await value('sandbox.inbox', {})).toHaveLength(1);
    await value('sandbox.clearInbox', {});
    expect(await value('sandbox.inbox', {})).toEqual([]);
  });

  it('gives the control token to the clipboard only', async () => {
    const { token, url } = test.ports.sandbox.access();
    const control = await value('sandbox.control', {});
    expect(control.url).toBe(url);
    expect(control.tokenMask).toMatch(/^fixt… \d+ chars$/);
    await value('sandbox.copyControlToken', {});
    expect(test.clipboard()).toBe(token);
    expect(JSON.stringify([events, control])).not.toContain(token);
  });

  it('tells faces of changes by others', async () => {
    await value('sandbox.start', {});
    events.length = 0;
    await test.ports.sandbox.control('POST', 'clock', { advanceSeconds: 60 });
    await expect.poll(() => events).toContainEqual({ type: 'sandbox.changed' });
    expect(events).toContainEqual({ type: 'inbox.changed' });
    expect(events).toContainEqual({ type: 'tokens.changed' });
    expect((await value('sandbox.start', {})).offsetSeconds).toBe(60);
  });
});

it.each(['sandbox.reset', 'sandbox.resetUser'] as const)(
  '%s forgets the devices that it ends',
  async (name) => {
    const { users } = await value('sandbox.start', {});
    const ada = users.find(({ username }) => username === 'ada');
    const begin = async () =>
      ended(
        (await value('chain.startSeeded', { userPoolId: ada?.userPoolId ?? '', username: 'ada' })).chainId,
      );
    const goOn = async (chain: Awaited<ReturnType<typeof ended>>) => {
      const parentId = chain.steps.at(-1)?.id ?? '';
      const answer = { name: chain.pending?.name ?? '', inputs: {}, responses: {}, members: {} };
      await value('chain.answer', { chainId: chain.id, parentId, answer });
      return ended(chain.id);
    };
    const signedIn = await goOn(await goOn(await begin()));
    const parentId = signedIn.steps.at(-1)?.id ?? '';
    await value('chain.operate', { chainId: signedIn.id, parentId, operation: 'ConfirmDevice', inputs: {} });
    await ended(signedIn.id);
    expect((await goOn(await begin())).pending?.name).toBe('DEVICE_SRP_AUTH');
    if (name === 'sandbox.reset') await value(name, {});
    else await value(name, { userPoolId: ada?.userPoolId ?? '', username: 'ada' });
    expect((await goOn(await begin())).pending?.name).toBe('SOFTWARE_TOKEN_MFA');
  },
);
