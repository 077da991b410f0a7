import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';
import { SetupError } from '../setup/setup-error.mjs';

/*
 * The daemon unlocks (and on first use creates) the login keyring with the password on its stdin.
 * Its failure to start must not look like a failing test.
 */
const script = [
  'printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || {',
  '  echo "The test keyring did not start: gnome-keyring-daemon failed." >&2',
  '  exit 1',
  '}',
  'exec "$@"',
].join('\n');
const busConfig = join(root, 'scripts', 'e2e', 'session-bus.conf');

/**
 * The command that runs `command` in a D-Bus session of its own with an unlocked keyring.
 * @param {readonly string[]} command
 */
export function withKeyring(command) {
  const missing = ['dbus-run-session', 'gnome-keyring-daemon'].filter((name) => !isOnPath(name));
  if (missing.length > 0) {
    throw new SetupError(
      `The end-to-end tests need ${missing.join(' and ')}: install dbus and gnome-keyring.`,
    );
  }
  return ['dbus-run-session', `--config-file=${busConfig}`, '--', 'sh', '-c', script, 'sh', ...command];
}

/** @param {string} name */
function isOnPath(name) {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name]).status === 0;
}
