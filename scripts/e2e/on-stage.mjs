import { electronEnv, sandboxArgs } from '../electron-launch.mjs';
import { runInOurPlace } from '../child-process.mjs';
import { root } from '../setup/paths.mjs';
import { openDisplay } from './display.mjs';
import { withKeyring } from './keyring.mjs';
import { privateHome } from './private-home.mjs';
import { runAsGroup } from './process-group.mjs';

/**
 * Runs a Node script that opens our windows where they disturb nobody and find nothing of anyone's: on Linux a display,
 * a home and a keyring of their own.
 * @param {string} executable of Electron
 * @param {readonly string[]} command file and arguments
 * @param {{ headed?: boolean, env?: NodeJS.ProcessEnv }} [options] `headed`: on the display that is there
 * @returns {Promise<number>} exit code
 */
export async function onStage(executable, command, { headed = false, env: more = {} } = {}) {
  const env = {
    ...electronEnv(),
    ...more,
    COUNTERSIGN_ELECTRON: executable,
    // Separated by spaces.
    COUNTERSIGN_ELECTRON_ARGS: sandboxArgs().join(' '),
  };
  if (process.platform !== 'linux') {
    const [file = '', ...rest] = command;
    return runInOurPlace(file, rest, { cwd: root, env });
  }
  const home = privateHome();
  const display = headed ? undefined : await openDisplay();
  try {
    const displayEnv = display
      ? { DISPLAY: display.name, WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' }
      : {};
    return await runAsGroup(withKeyring(command), { ...env, ...home.env, ...displayEnv });
  } finally {
    display?.close();
    home.remove();
  }
}
