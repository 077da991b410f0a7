import { expect, test } from 'vitest';
import { readSettings, readSettingText, settingNames } from './read-settings.ts';
import { likelySettings } from './settings.ts';

test('every setting can be set to its default', () => {
  expect(readSettings(likelySettings)).toEqual({ value: likelySettings });
  for (const name of settingNames) {
    expect(readSettingText(`${name}=${String(likelySettings[name])}`)).toEqual({
      value: { [name]: likelySettings[name] },
    });
  }
});

test.each([
  ['codeLockout', 'write NAME=VALUE, for example codeLockout=false'],
  ['codeLockuot=true', `codeLockuot: is no setting. There are: ${settingNames.join(', ')}.`],
  ['toString=1', `toString: is no setting. There are: ${settingNames.join(', ')}.`],
  ['codeLockout=yes', 'codeLockout: must be true or false.'],
  ['codeLockout=1', 'codeLockout: must be true or false.'],
  ['sessionMaximum=true', 'sessionMaximum: must be a whole number from 0 to 1000000.'],
  ['sessionMaximum=-1', 'sessionMaximum: must be a whole number from 0 to 1000000.'],
])('%s: told what to do', (text, problem) => {
  expect(readSettingText(text)).toEqual({ problem });
});

test.each([[[]], [null], ['x']])('%j is no object of settings', (input) => {
  expect(readSettings(input)).toEqual({ problem: 'must be an object of settings by name' });
});
