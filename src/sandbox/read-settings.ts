import { isJsonObject, type JsonValue } from '../json.ts';
import type { Read } from './problem.ts';
import { likelySettings, type Settings } from './settings.ts';

const LARGEST_NUMBER = 1_000_000;

/** Names of all settings, for those who mistype one. */
export const settingNames = Object.keys(likelySettings) as readonly (keyof Settings)[];

/** Some settings by name, each of its default's type. */
export function readSettings(input: unknown): Read<Partial<Settings>> {
  if (!isJsonObject(input as JsonValue)) return { problem: 'must be an object of settings by name' };
  const given = Object.entries(input as Record<string, unknown>);
  for (const [name, value] of given) {
    const problem = settingProblem(name, value);
    if (problem !== undefined) return { problem: `${name}: ${problem}` };
  }
  return { value: Object.fromEntries(given) };
}

/** What is wrong with a setting, in words that go on after its name. */
export function settingProblem(name: string, value: unknown): string | undefined {
  if (!Object.hasOwn(likelySettings, name)) {
    return `is no setting. There are: ${settingNames.join(', ')}.`;
  }
  const usual = likelySettings[name as keyof Settings];
  if (typeof usual === 'boolean') return typeof value === 'boolean' ? undefined : 'must be true or false.';
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_NUMBER;
  return fits ? undefined : `must be a whole number from 0 to ${String(LARGEST_NUMBER)}.`;
}

/** `NAME=VALUE`, as the command line takes it. */
export function readSettingText(text: string): Read<Partial<Settings>> {
  const [, name = '', value = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(text) ?? [];
  if (name === '') return { problem: 'write NAME=VALUE, for example codeLockout=false' };
  const number = /^\d+$/.test(value) ? Number(value) : value;
  return readSettings({ [name]: value === 'true' ? true : value === 'false' ? false : number });
}
