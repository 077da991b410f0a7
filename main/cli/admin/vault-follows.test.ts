import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createThings } from '@core/host/things/things.ts';
import { createVault } from '@core/host/vault.ts';
import { systemClock, systemRandom } from '../../ports/system.ts';
import { useRunningSandbox } from '../../testing/running-sandbox.ts';
import { keyring, noKeyring, type How, type Shell, shell } from '../evidence/testing/typed.ts';
import { EXIT } from '../exit-codes.ts';
import { DEVICE_POOL, DORA } from './testing/cases.ts';

// The window's vault, which a call of the terminal finds as the window left it.

const DEVICE = 'eu-west-1_0c0ffee0-0000-4000-8000-00000000c0de';
const OTHER = 'eu-west-1_11111111-0000-4000-8000-00000000c0de';
const sandbox = useRunningSandbox();
let at: Shell;
let entries: Map<string, string>;

function vaultThings() {
  const vault = createVault(keyring(entries), systemClock, () => undefined);
  return { vault, things: createThings(vault, systemClock, systemRandom, () => undefined) };
}

beforeEach(async () => {
  at = shell(sandbox().script);
  entries = new Map();
  await sandbox().port.control('PUT', `users/${DEVICE_POOL}`, DORA);
  const { vault, things } = vaultThings();
  await vault.probe();
  for (const [name, deviceKey, userPoolId] of [
    ['telephone', DEVICE, DEVICE_POOL],
    ['laptop', OTHER, DEVICE_POOL],
    ['telephone elsewhere', DEVICE, 'eu-west-1_Elsewhere'],
  ] as const)
    await things.add({
      ...{ kind: 'device', name, deviceKey, userPoolId, targetId: `target of ${name}` },
      ...{ username: 'dora', aliases: [], source: 'ConfirmDevice', deviceGroupKey: '-g', password: 'secret' },
    });
});
afterEach(() => at.remove());

async function kept(): Promise<Record<string, unknown>> {
  const { vault, things } = vaultThings();
  await vault.probe();
  const all = (await things.list()).map(({ thing }) => thing);
  return Object.fromEntries(all.map((thing) => [thing.name, thing.kind === 'device' && thing.remembered]));
}

const where = () => ['--endpoint', sandbox().info.endpoint, '--user-pool-id', DEVICE_POOL];
const typed = (words: readonly string[], how: How = { keychain: keyring(entries) }) =>
  at.type(['admin', ...words, ...where(), '--username', 'dora', '--device-key', DEVICE], how);

describe('what the service forgets by a call of the terminal', () => {
  it.each([['unkept'], ['--record']])('the window’s vault forgets, too (%s)', async (record) => {
    const more = record === '--record' ? [record] : [];
    const { code, out, err } = await typed(['admin-forget-device', ...more]);
    expect({ code, out, err }).toEqual({
      ...{ code: EXIT.ok.code, out: '' },
      err: 'In the console’s vault telephone is forgotten, too.\n',
    });
    expect(Object.keys(await kept()).toSorted()).toEqual(['laptop', 'telephone elsewhere']);
  });

  it('or marks, is marked there', async () => {
    const mark = ['admin-update-device-status', '--device-remembered-status', 'not_remembered'];
    expect((await typed(mark)).err).toBe('In the console’s vault telephone is not remembered, too.\n');
    expect(await kept()).toMatchObject({ telephone: false, laptop: undefined });
  });

  it('stays where the service refused, and no other call opens the keychain', async () => {
    await typed(['admin-forget-device']);
    const before = await kept();
    const refused = await typed(['admin-forget-device']);
    expect(refused.code).toBe(EXIT.refused.code);
    expect(refused.err).toContain(
      'try: Look at the devices that the user has: ListDevices, or AdminListDevices.',
    );
    expect(refused.err).not.toContain('DEVICE_KEY');
    expect(await kept()).toEqual(before);
    const read = await at.type(
      ['admin', 'admin-list-devices', ...where(), '--username', 'dora', '--limit', '5'],
      { keychain: noKeyring },
    );
    expect(read).toMatchObject({ code: EXIT.ok.code, err: '' });
  });

  it('is done all the same where no keychain answers, and that is said', async () => {
    const { code, out, err } = await typed(['admin-forget-device'], { keychain: noKeyring });
    expect({ code, out }).toEqual({ code: EXIT.ok.code, out: '' });
    expect(err).toMatch(
      /^Whether the console’s vault holds this device could not be looked up: .+ remove it in the window\.\n$/,
    );
    expect(Object.keys(await kept())).toContain('telephone');
  });
});
