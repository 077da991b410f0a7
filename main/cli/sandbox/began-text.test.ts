import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { likelySettings } from '@core/sandbox/settings.ts';
import { beganText, type Began } from './began-text.ts';
import { meantSetting } from './meant-setting.ts';
import { watchState } from './state-note.ts';

const usual: Began = {
  clock: { now: '2026-09-08T09:00:00.000Z', offsetSeconds: 0, frozen: false },
  faults: { rules: [] },
  settings: { settings: { ...likelySettings }, statusProfile: 'wire' },
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-state-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('what is as usual needs no word', () => {
  expect(beganText(usual)).toEqual([]);
});

test('everything else has its line', () => {
  const state = { says: 'State: kept.json is new and kept from now on', damaged: false };
  const settings = { settings: { ...likelySettings, codeLockout: false }, statusProfile: 'sdk' };
  const faults = { rules: [{ text: 'id=1 GetUser -> drop' }] };
  expect(beganText({ clock: { ...usual.clock, frozen: true }, faults, settings, state })).toEqual([
    'Clock: stands still at 2026-09-08T09:00:00.000Z',
    'State: kept.json is new and kept from now on',
    'Fault rule: id=1 GetUser -> drop',
    'Setting: codeLockout=false (usually true)',
    'Status profile: sdk (usually wire)',
  ]);
  expect(beganText({ ...usual, clock: { ...usual.clock, offsetSeconds: 60 } })).toEqual([
    'Clock: set to 2026-09-08T09:00:00.000Z, and goes on from there',
  ]);
});

test('a state file is new, gone on from, or damaged and kept beside', async () => {
  const path = join(folder, 'kept.json');
  expect(await (await watchState(path, true))()).toEqual({
    says: `State: ${path} is new and kept from now on`,
    damaged: false,
  });
  await writeFile(path, '{}');
  expect((await (await watchState(path, false))()).says).toBe(`State: going on from ${path}`);
  expect((await (await watchState(path, true))()).says).toContain('; --seed counts at the next reset');
  await writeFile(`${path}.unreadable-2020`, 'of an earlier start');
  const note = await watchState(path, false);
  await rename(path, `${path}.unreadable-2026`);
  expect(await note()).toEqual({
    says: `State: ${path} was damaged and is kept as ${path}.unreadable-2026; the sandbox began at its seed`,
    damaged: true,
  });
});

test('a setting mistyped in its capitals or with dashes says which is meant', () => {
  expect(meantSetting('codelockout=false')).toBe(
    '--setting codelockout=false: codelockout is no setting; codeLockout is one: --setting codeLockout=false',
  );
  expect(meantSetting('code-lockout = false')).toContain('--setting codeLockout=false');
  expect(meantSetting('codeLockout=1')).toBeUndefined();
  expect(meantSetting('nothing=1')).toBeUndefined();
});
