import { posix, win32 } from 'node:path';

/** The app's name, as Electron takes it from package.json. */
const APP = 'countersign';

/**
 * Where the window keeps its data on a platform: Electron's `userData`, which is its `appData` and the app's name.
 * @param home the person's own folder
 */
export function dataFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  if (platform === 'win32')
    return win32.join(given(env['APPDATA']) ?? win32.join(home, 'AppData', 'Roaming'), APP);
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', APP);
  return posix.join(given(env['XDG_CONFIG_HOME']) ?? posix.join(home, '.config'), APP);
}

function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
