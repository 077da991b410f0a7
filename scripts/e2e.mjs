import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInOurPlace } from './child-process.mjs';
import { openDisplay } from './e2e/display.mjs';
import { shrinkPictures } from './e2e/small-pictures.mjs';
import { runAsGroup } from './e2e/process-group.mjs';
import { privateHome } from './e2e/private-home.mjs';
import { withKeyring } from './e2e/keyring.mjs';
import { electronEnv, sandboxArgs } from './electron-launch.mjs';
import { describeRuntime, giveUp, setUp } from './setup.mjs';
import { root } from './setup/paths.mjs';

const args = process.argv.slice(2);
const isHeaded = args.includes('--headed');
/** Renews the pictures the project keeps; without it a run leaves them as they are. */
const renewsScreens = args.includes('--screens');
const forPlaywright = args.filter((arg) => arg !== '--headed' && arg !== '--screens');

try {
  process.exitCode = await run();
  if (renewsScreens) shrinkPictures(join(root, 'e2e/screens'));
} catch (error) {
  giveUp(error);
}

async function run() {
  const { runtime } = await setUp({ electron: true, libraries: ['window', 'tests'] });
  if (runtime === undefined) throw new Error('Set-up returned no Electron.');
  console.log(`End to end in ${describeRuntime(runtime)}`);
  const cli = createRequire(join(root, 'package.json')).resolve('@playwright/test/cli');
  const playwright = [
    process.execPath,
    cli,
    'test',
    '--config',
    'e2e/playwright.config.ts',
    ...forPlaywright,
  ];
  const env = {
    ...electronEnv(),
    ...(renewsScreens ? { COUNTERSIGN_SCREENS: '1' } : {}),
    COUNTERSIGN_ELECTRON: runtime.executable,
    // Separated by spaces.
    COUNTERSIGN_ELECTRON_ARGS: sandboxArgs().join(' '),
  };
  if (process.platform !== 'linux') {
    const [file = '', ...rest] = playwright;
    return runInOurPlace(file, rest, { cwd: root, env });
  }

  const home = privateHome();
  const display = isHeaded ? undefined : await openDisplay();
  try {
    const displayEnv = display
      ? { DISPLAY: display.name, WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' }
      : {};
    return await runAsGroup(withKeyring(playwright), { ...env, ...home.env, ...displayEnv });
  } finally {
    display?.close();
    home.remove();
  }
}
