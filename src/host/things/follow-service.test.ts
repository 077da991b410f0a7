import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';
import { createVault } from '../vault.ts';
import { followCall } from './follow-service.ts';
import { createThings } from './things.ts';

const POOL = 'eu-west-1_Kq7Zt2mXa';
const TARGET = 'sandbox:4k2p7v9m1x6c8b3n5q0z2l7t4h';
const DEVICE = 'eu-west-1_11111111-2222-4333-8444-555555555555';
const OTHER = 'eu-west-1_00000000-2222-4333-8444-555555555555';
const ELSEWHERE = 'sandbox:1q9w3e7r5t2y6u8i0o4p1a3s7d';

const vic = {
  ...{ Username: 'vic', Password: 'Correct-horse-1', UserAttributes: { email: 'vic@example.com' } },
  Devices: [{ DeviceKey: DEVICE, DeviceName: 'phone', Salt: '0a', PasswordVerifier: '0b', Remembered: true }],
};

let host: DrivenHost;
beforeEach(async () => {
  host = await drivenHost();
  await host.value('sandbox.start', {});
  await host.value('vault.retry', {});
  await host.value('sandbox.putUser', { userPoolId: POOL, user: vic });
  for (const [name, deviceKey, targetId] of [
    ['phone', DEVICE, TARGET],
    ['laptop', OTHER, TARGET],
    ['phone elsewhere', DEVICE, ELSEWHERE],
  ] as const)
    await host.value('things.addDevice', {
      ...{ name, deviceKey, targetId, username: 'vic', deviceGroupKey: '-group', password: 'secret' },
    });
});

const kept = async () => (await host.value('things.list', {})).map(({ name }) => name).toSorted();

/** Calls an operation of the service, and waits for its end. @returns what it came to */
async function called(operation: string, body: JsonObject) {
  const { chainId } = await host.value('service.call', { targetId: TARGET, operation, body });
  return (await host.chain(chainId)).steps.at(-1)?.status;
}

describe('a device that the service forgets', () => {
  const body = { UserPoolId: POOL, Username: 'vic', DeviceKey: DEVICE };
  const left = ['laptop', 'phone elsewhere'];

  it('by an action of an administrator goes from the vault, and no other does', async () => {
    const wanted = { actId: 'act', targetId: TARGET, action: 'forget-device', username: 'vic' };
    const values = { DeviceKey: DEVICE };
    const { notes } = await host.value('action.plan', { ...wanted, values });
    expect(notes.map(({ text }) => text)).toContain('What the vault here holds of it goes, too.');
    expect(await kept()).toEqual(['laptop', 'phone', 'phone elsewhere']);
    await host.value('action.do', { ...wanted, values });
    expect(await kept()).toEqual(left);
  });

  it('by the operation itself goes from the vault, too', async () => {
    expect(await called('AdminForgetDevice', body)).toBe('ok');
    expect(await kept()).toEqual(left);
  });

  it('stays where the service refused it', async () => {
    expect(await called('AdminForgetDevice', { ...body, DeviceKey: OTHER })).toBe('error');
    expect(await kept()).toEqual(['laptop', 'phone', 'phone elsewhere']);
  });

  it('or marks, is marked here', async () => {
    await called('AdminUpdateDeviceStatus', { ...body, DeviceRememberedStatus: 'not_remembered' });
    const things = await host.value('things.list', {});
    expect(things.map((thing) => [thing.name, thing.kind === 'device' && thing.remembered])).toContainEqual([
      ...['phone', false],
    ]);
    expect(await kept()).toEqual(['laptop', 'phone', 'phone elsewhere']);
  });
});

describe('a device that its user forgets by a call that is no step of a chain', () => {
  const part = (claims: object) => btoa(JSON.stringify(claims)).replaceAll('=', '');
  const tokenOf = (pool: string) => `${part({})}.${part({ iss: `https://cognito.example/${pool}` })}.c2ln`;

  it('is found by the pool of the access token where the place is known by its endpoint alone', async () => {
    const vault = createVault(host.ports.keychain, host.ports.clock, () => undefined);
    vault.useMemory();
    const things = createThings(vault, host.ports.clock, host.ports.random, () => undefined);
    for (const [name, userPoolId] of [
      ['phone', POOL],
      ['phone elsewhere', 'eu-west-1_Elsewhere'],
    ] as const)
      await things.add({
        ...{ kind: 'device', name, deviceKey: DEVICE, userPoolId, targetId: `of ${name}`, username: 'vic' },
        ...{ aliases: [], source: 'ConfirmDevice', deviceGroupKey: '-group', password: 'secret' },
      });
    const call = (AccessToken: string) =>
      followCall(things, {
        ...{ operation: 'ForgetDevice', body: { AccessToken, DeviceKey: DEVICE } },
        target: { id: 'lent', userPoolId: '' },
      });
    expect(await call('no token')).toEqual({ deed: 'forgotten', names: [] });
    expect(await call(tokenOf(POOL))).toEqual({ deed: 'forgotten', names: ['phone'] });
    expect((await things.list()).map(({ thing }) => thing.name)).toEqual(['phone elsewhere']);
  });
});
