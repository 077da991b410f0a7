import * as v from 'valibot';
import type { Handlers, Settings } from '../../contract.ts';
import type { Parts } from '../parts.ts';
import { openStoredFile } from '../stored-file.ts';

const Stored: v.GenericSchema<unknown, Settings> = v.object({
  theme: v.picklist(['system', 'dark', 'light']),
});

export async function settingsHandlers({
  ports,
}: Parts): Promise<Pick<Handlers, 'app.info' | 'settings.get' | 'settings.set'>> {
  const file = await openStoredFile(ports.files, {
    name: 'settings.json',
    version: 1,
    schema: Stored,
    ups: [],
    empty: { theme: 'system' },
  });
  const { version, kind, electron, platform } = ports.runtime;
  return {
    'app.info': async () => ({
      version,
      runtime: kind,
      platform,
      ...(electron === undefined ? {} : { electron }),
    }),
    'settings.get': async () => file.get(),
    'settings.set': async ({ theme }) => {
      await file.set({ ...file.get(), ...(theme === undefined ? {} : { theme }) });
      return file.get();
    },
  };
}
