import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSealing, type Sealing, SEALING_KEY } from '@core/host/history/sealing.ts';
import type { Keychain } from '@core/host/ports.ts';
import { createVault } from '@core/host/vault.ts';
import { systemClock, systemRandom } from '../../ports/system.ts';
import { slowKeychain } from '../../testing/slow-keychain.ts';
import { keyring } from '../evidence/testing/typed.ts';
import { laneKeychain } from './lane-keychain.ts';

const PLACE = 'chain/0';
/** Each write takes so much longer: who wrote first could read its own key back before another is written over it. */
const LONGER_MS = 60;

/** A keychain of files whose every write takes longer than the one before. */
function slowerAndSlower(folder: string): Keychain {
  const keychain = slowKeychain(folder, 0);
  let writes = 0;
  return {
    ...keychain,
    async set(account, value) {
      await pause(LONGER_MS * writes++);
      await keychain.set(account, value);
    },
  };
}

test('what lanes seal at the same moment is opened with the one key that is kept', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-lanes-'));
  const shared = slowerAndSlower(folder);
  const sealing = async (): Promise<Sealing> => {
    const vault = createVault(laneKeychain(shared), systemClock, () => undefined);
    await vault.probe();
    return createSealing(vault, systemRandom);
  };
  const lanes = [await sealing(), await sealing(), await sealing()];
  const sealed = await Promise.all(lanes.map((lane, at) => lane.seal(`secret ${String(at)}`, PLACE)));

  const later = await sealing();
  const opened = await Promise.all(sealed.map((bytes) => bytes && later.unseal(bytes, PLACE)));
  expect(opened).toEqual(['secret 0', 'secret 1', 'secret 2']);
  await rm(folder, { recursive: true });
});

test('a lane reads what is there, and puts nothing there but the history’s key', async () => {
  const entries = new Map([['tokens:t:ann', 'kept']]);
  const lane = laneKeychain(keyring(entries));
  expect(await lane.get('tokens:t:ann')).toBe('kept');

  await lane.set('tokens:t:ann', 'own');
  await lane.set(SEALING_KEY, 'key');
  expect(await lane.get('tokens:t:ann')).toBe('own');
  await lane.delete('tokens:t:ann');
  expect(await lane.get('tokens:t:ann')).toBeUndefined();
  expect(Object.fromEntries(entries)).toEqual({ 'tokens:t:ann': 'kept', [SEALING_KEY]: 'key' });
});
