import { settingNames } from '@core/sandbox/read-settings.ts';

const plain = (name: string) => name.toLowerCase().replaceAll(/[-_]/g, '');

/** What is wrong with a `NAME=VALUE` whose name is a setting's but for capitals and dashes. */
export function meantSetting(text: string): string | undefined {
  const [, name = '', value = ''] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(text) ?? [];
  if (settingNames.some((known) => known === name)) return undefined;
  const meant = settingNames.find((known) => plain(known) === plain(name));
  return meant === undefined
    ? undefined
    : `--setting ${text}: ${name} is no setting; ${meant} is one: --setting ${meant}=${value}`;
}
