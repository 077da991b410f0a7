import type { Handlers, Settings } from '../../contract.ts';
import { openLink } from '../open-link.ts';
import type { Parts } from '../parts.ts';
import type { OpenFile } from '../stored-file.ts';

export function settingsHandlers(
  { ports, targets, tell, keeping, retention }: Parts,
  file: OpenFile<Settings>,
): Pick<Handlers, 'app.info' | 'link.open' | 'settings.get' | 'settings.set'> {
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
    'link.open': async ({ text }) => ({ opened: await openLink(ports, text) }),
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
