import * as v from 'valibot';
import type { Handlers, Settings } from '../../contract.ts';
import type { Parts } from '../parts.ts';
import { openStoredFile } from '../stored-file.ts';

const DEFAULTS: Settings = { theme: 'system' };
const Stored: v.GenericSchema<unknown, Settings> = v.object({
  theme: v.picklist(['system', 'dark', 'light']),
});

export async function settingsHandlers({
  ports,
  targets,
}: Parts): Promise<Pick<Handlers, 'app.info' | 'settings.get' | 'settings.set'>> {
  const file = await openStoredFile<Settings>(ports.files, {
    name: 'settings.json',
    version: 1,
    schema: Stored,
    ups: [],
    empty: DEFAULTS,
  });
  const problems = [targets.problem, file.problem].filter((problem) => problem !== undefined);
  const { version, kind, electron, platform } = ports.runtime;
  return {
    'app.info': async () => ({
      version,
      runtime: kind,
      platform,
      problems,
      ...(electron === undefined ? {} : { electron }),
    }),
    'settings.get': async () => file.get(),
    'settings.set': async ({ theme }) => {
      await file.set({ ...file.get(), ...(theme === undefined ? {} : { theme }) });
      return file.get();
    },
  };
}
