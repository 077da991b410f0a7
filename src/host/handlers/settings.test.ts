import { describe, expect, it } from 'vitest';
import type { Settings } from '../../contract.ts';
import { createHost, type Host } from '../host.ts';
import { testHost } from '../testing/test-host.ts';

const settingsOf = async (host: Host): Promise<Settings> => {
  const result = await host.ask('settings.get', {});
  if (!result.ok) throw new Error(result.error.detail);
  return result.value as Settings;
};
const stored = (files: ReadonlyMap<string, string>): unknown =>
  JSON.parse(files.get('settings.json') ?? 'null') as unknown;

describe('settings', () => {
  it('changes what is named, keeps the rest and tells everybody', async () => {
    const { host, files } = await testHost();
    const told: unknown[] = [];
    host.listen((event) => told.push(event));
    await host.ask('settings.set', { zoom: 150 });
    await host.ask('settings.set', { keys: { palette: 'mod+p', keySheet: '' } });
    const expected = {
      theme: 'system',
      contrast: 'system',
      motion: 'system',
      zoom: 150,
      keys: { palette: 'mod+p', keySheet: '' },
    };
    expect(await settingsOf(host)).toEqual(expected);
    expect(told.at(-1)).toEqual({ type: 'settings.changed', settings: expected });
    expect(stored(files)).toEqual({ version: 2, data: expected });
  });

  it('lifts a file of version 1, and keeps keys of actions it does not know', async () => {
    const { ports, host } = await testHost();
    await ports.files.write('settings.json', '{"version":1,"data":{"theme":"light"}}');
    const lifted = await createHost(ports);
    expect(await settingsOf(lifted)).toMatchObject({ theme: 'light', zoom: 100, keys: {} });
    await lifted.ask('settings.set', { keys: { ofLater: 'f9' } });
    expect(await settingsOf(await createHost(ports))).toMatchObject({ keys: { ofLater: 'f9' } });
    await host.close();
  });

  it.each([
    [{ zoom: 75 }, 'zoom'],
    [{ contrast: 'pink' }, 'contrast'],
    [{ motion: 'full' }, 'motion'],
    [{ keys: { palette: 'Ctrl+K' } }, 'keys.palette'],
    [{ keys: { palette: 'shift+mod+k' } }, 'keys.palette'],
    [{ keys: { palette: 'mod+' } }, 'keys.palette'],
  ])('refuses %j', async (input, field) => {
    const { host } = await testHost();
    expect(await host.ask('settings.set', input)).toMatchObject({
      ok: false,
      error: { code: 'INPUT_INVALID', field },
    });
  });
});
