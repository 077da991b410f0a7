import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { endOfGroup } from './process-group.mjs';

/*
 * The daemon unlocks (and on first use creates) the login keyring with the password on its stdin.
 * Its failure to start must not look like a failing test. The session lasts until our end of stdin closes: with us,
 * however we end.
 */
const script = [
  'printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || exit 1',
  'echo "$DBUS_SESSION_BUS_ADDRESS"',
  'exec cat',
].join('\n');
const busConfig = join(root, 'scripts', 'e2e', 'session-bus.conf');

/**
 * A D-Bus session of its own with an unlocked keyring.
 * @param {NodeJS.ProcessEnv} env whose home it lives in
 * @returns {Promise<{ env: { DBUS_SESSION_BUS_ADDRESS: string }, close: () => Promise<void> }>}
 */
export async function openKeyring(env) {
  const missing = ['dbus-run-session', 'gnome-keyring-daemon'].filter((name) => !isOnPath(name));
  if (missing.length > 0) {
    throw new SetupError(
      `The end-to-end tests need ${missing.join(' and ')}: install dbus and gnome-keyring.`,
    );
  }
  const session = spawn('dbus-run-session', [`--config-file=${busConfig}`, '--', 'sh', '-c', script], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl+C must not take the keyring away before the windows that use it are closed.
    detached: true,
  });
  // It may have ended by itself.
  session.stdin.on('error', () => {});
  const close = async () => {
    session.stdin.end();
    await endOfGroup(session.pid ?? 0);
  };
  const address = await Promise.race([
    once(session.stdout, 'data').then(([chunk]) => String(chunk).trim()),
    once(session, 'exit').then(() => undefined),
  ]).catch(() => undefined);
  if (address === undefined) {
    await close();
    throw new SetupError('The test keyring did not start: gnome-keyring-daemon failed.');
  }
  return { env: { DBUS_SESSION_BUS_ADDRESS: address }, close };
}

/** @param {string} name */
function isOnPath(name) {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name]).status === 0;
}
