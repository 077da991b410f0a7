import { describe, expect, it } from 'vitest';
import type { CommandInput, CommandName, CommandOutput, HostEvent } from '../../contract.ts';
import type { Host } from '../host.ts';
import { testHost } from '../testing/test-host.ts';
import { readThing, writeThing } from './stored.ts';

const SEED = 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU';

function asking(host: Host) {
  const ask = async <N extends CommandName>(name: N, input: CommandInput<N>) => host.ask(name, input);
  const value = async <N extends CommandName>(name: N, input: CommandInput<N>) => {
    const result = await ask(name, input);
    if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail}`);
    return result.value as CommandOutput<N>;
  };
  return { ask, value };
}

async function started() {
  const test = await testHost();
  const events: HostEvent[] = [];
  test.host.listen((event) => events.push(event));
  return { ...test, ...asking(test.host), events };
}

const addSeed = { name: 'Phone', username: 'zoe', seed: SEED };

describe('things in the vault', () => {
  it('tell the page everything but their secret, which it may ask for', async () => {
    const { value, events, clipboard, keychainEntries } = await started();
    const seed = await value('things.addTotp', addSeed);
    const device = await value('things.addDevice', {
      name: '',
      username: 'zoe',
      deviceKey: 'eu-west-1_0a',
      deviceGroupKey: '-group',
      password: 'a-device-password',
    });
    expect(await value('things.list', {})).toEqual(
      [seed, device].map((thing) => expect.objectContaining(thing)),
    );
    expect(JSON.stringify([await value('things.list', {}), events])).not.toMatch(`${SEED}|a-device-password`);
    expect(await value('things.reveal', { id: seed.id })).toEqual({ value: SEED });
    await value('things.copy', { id: device.id });
    expect(clipboard()).toBe('a-device-password');
    expect([...keychainEntries().keys()]).toContain(`thing:${seed.id}`);
    expect(events.filter(({ type }) => type === 'things.changed')).toHaveLength(2);
  });

  it('wait for a vault, and go to memory once that was chosen', async () => {
    const { value, lockKeychain, keychainEntries } = await started();
    await value('tokens.list', {});
    lockKeychain(true);
    await value('vault.retry', {});
    expect(await value('things.addTotp', addSeed)).toMatchObject({ where: 'waiting' });
    await value('vault.useMemory', {});
    expect(await value('things.list', {})).toMatchObject([{ name: 'Phone', where: 'memory' }]);
    expect([...keychainEntries().keys()].filter((account) => account.startsWith('thing:'))).toEqual([]);
    lockKeychain(false);
    await value('vault.retry', {});
    expect(await value('things.list', {})).toMatchObject([{ name: 'Phone', where: 'keychain' }]);
  });

  it('come back for some seconds after they were removed', async () => {
    const { ask, value, keychainEntries } = await started();
    const { id } = await value('things.addTotp', addSeed);
    await value('things.remove', { id });
    expect([...keychainEntries().values()].join()).not.toContain(SEED);
    expect(await ask('things.totp', { id })).toMatchObject({ error: { code: 'THING_UNKNOWN' } });
    await value('things.restore', { id });
    expect(await value('things.list', {})).toMatchObject([{ id, name: 'Phone' }]);
    await value('things.rename', { id, name: 'Old phone' });
    expect(await value('things.list', {})).toMatchObject([{ id, name: 'Old phone' }]);
  });

  it('were devices alone once: those become things, and their old entries go', async () => {
    const { value, ports, keychainEntries } = await started();
    await value('things.list', {});
    const account = 'device:target-1:ann:b@example.com';
    const old = { v: 1, DeviceKey: 'eu-west-1_0a', DeviceGroupKey: '-group', password: 'a-password' };
    await ports.keychain.set(account, JSON.stringify(old));
    await ports.keychain.set('index', JSON.stringify([account]));
    await value('vault.retry', {});
    expect(await value('things.list', {})).toMatchObject([
      { kind: 'device', username: 'ann:b@example.com', targetId: 'target-1', deviceKey: 'eu-west-1_0a' },
    ]);
    expect([...keychainEntries().keys()].filter((name) => name.startsWith('device:'))).toEqual([]);
  });

  it('of a newer version are left alone', () => {
    const lifting = { account: 'thing:x', id: 'x', now: 0 };
    expect(readThing('{"v":3,"kind":"totp"}', lifting)).toBeUndefined();
    expect(readThing('no JSON', lifting)).toBeUndefined();
    const device = readThing('{"v":1,"DeviceKey":"k","DeviceGroupKey":"g","password":"p"}', {
      account: 'device:sandbox:client:ann',
      id: 'x',
      now: 7,
    });
    expect(device).toMatchObject({ targetId: 'sandbox:client', username: 'ann', createdAt: 7 });
    expect(device && readThing(writeThing(device), lifting)).toEqual(device);
  });

  it.each([
    ['things.addTotp', { ...addSeed, seed: '0189' }, 'TOTP_SECRET_INVALID', 'seed'],
    ['things.addTotp', { ...addSeed, username: ' ' }, 'INPUT_INVALID', 'username'],
    [
      'things.addDevice',
      { name: '', username: 'zoe', deviceKey: 'k', deviceGroupKey: 'g', password: '' },
      'DEVICE_INVALID',
      'password',
    ],
    ['things.importPasskey', { name: '', username: 'zoe', passkey: '{}' }, 'PASSKEY_INVALID', 'PASSKEY'],
    [
      'things.importPasskey',
      { name: '', username: 'zoe', passkey: '{"id":"a","privateKey":"b","rpId":"c","userHandle":"d"}' },
      'PASSKEY_KEY_INVALID',
      'passkey',
    ],
  ] as const)('%s refuses %j with %s at %s', async (name, input, code, field) => {
    const { host, value } = await started();
    expect(await host.ask(name, input)).toMatchObject({ ok: false, error: { code, field } });
    expect(await value('things.list', {})).toEqual([]);
  });
});

describe('TOTP codes', () => {
  it('are those of the step before, of now and after, as an app computes them', async () => {
    const { value, clock } = await started();
    const seed = `otpauth://totp/x:y?secret=${SEED}&algorithm=SHA256&digits=8&period=60`;
    const { id } = await value('things.addTotp', { ...addSeed, seed });
    const before = await value('things.totp', { id });
    expect(before).toMatchObject({ period: 60, aheadMs: 0 });
    expect(before.steps.map(({ offset }) => offset)).toEqual([-1, 0, 1]);
    expect(before.steps.every(({ code }) => /^\d{8}$/.test(code))).toBe(true);
    expect(before.steps.map(({ endsInMs, startsInMs }) => endsInMs - startsInMs)).toEqual([
      60_000, 60_000, 60_000,
    ]);
    clock.move(before.steps[1]?.endsInMs ?? 0);
    const after = await value('things.totp', { id });
    expect(after.steps[0]?.code).toBe(before.steps[1]?.code);
    expect(after.steps[1]?.code).toBe(before.steps[2]?.code);
    expect((await value('things.export', { id })).otpauthUri).toMatch(/algorithm=SHA256&digits=8&period=60$/);
  });
});
