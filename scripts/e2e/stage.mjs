import { openDisplay } from './display.mjs';
import { openKeyring } from './keyring.mjs';
import { privateHome } from './private-home.mjs';

/** @typedef {{ env: NodeJS.ProcessEnv, close: () => Promise<void> }} Stage */

/**
 * Where windows disturb nobody and find nothing of anyone's, as environment: on Linux a home, a display and a keyring
 * of its own.
 * @param {{ headed?: boolean }} options `headed`: on the display that is there
 * @returns {Promise<Stage>}
 */
export async function openStage({ headed = false }) {
  /** @type {(() => unknown)[]} */
  const closers = [];
  const close = async () => {
    for (const closeOne of closers.reverse()) await closeOne();
  };
  try {
    const home = privateHome();
    closers.push(home.remove);
    const display = headed ? undefined : await openDisplay();
    if (display) closers.push(display.close);
    const onDisplay = display
      ? { DISPLAY: display.name, WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' }
      : {};
    const env = { ...home.env, ...onDisplay };
    const keyring = await openKeyring({ ...process.env, ...env });
    closers.push(keyring.close);
    return { env: { ...env, ...keyring.env }, close };
  } catch (error) {
    await close();
    throw error;
  }
}
