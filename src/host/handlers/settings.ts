import { SettingsSchema } from '../../contract/settings.ts';
import type { Handlers, Settings } from '../../contract.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import type { Parts } from '../parts.ts';
import { openStoredFile } from '../stored-file.ts';

const DEFAULTS: Settings = { theme: 'system', contrast: 'system', motion: 'system', zoom: 100, keys: {} };

/** Version 1 knew the theme only. */
const withLooksAndKeys = (data: JsonValue): JsonValue =>
  isJsonObject(data) ? { ...DEFAULTS, keys: {}, ...data } : data;

export async function settingsHandlers({
  ports,
  targets,
  tell,
  keeping,
  retention,
}: Parts): Promise<Pick<Handlers, 'app.info' | 'settings.get' | 'settings.set'>> {
  const file = await openStoredFile<Settings>(ports.files, {
    name: 'settings.json',
    version: 2,
    schema: SettingsSchema,
    ups: [withLooksAndKeys],
    empty: DEFAULTS,
  });
  const problems = () =>
    [
      ...[targets.problem, file.problem, retention.problem()],
      ...[ports.history.problem?.(), keeping.problem()],
    ].filter((problem) => problem !== undefined);
  const { version, kind, electron, platform } = ports.runtime;
  return {
    'app.info': async () => ({
      version,
      runtime: kind,
      platform,
      problems: problems(),
      ...(electron === undefined ? {} : { electron }),
    }),
    'settings.get': async () => file.get(),
    'settings.set': async (changes) => {
      const settings: Settings = { ...file.get(), ...changes };
      const written = file.set(settings);
      tell({ type: 'settings.changed', settings });
      await written;
      return settings;
    },
  };
}
