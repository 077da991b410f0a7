import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A home of its own for one test run, so that the keyring, settings and history of whoever runs
 * the tests are neither read nor written.
 */
export function privateHome() {
  // Short: a Unix socket's path may not exceed about 100 characters.
  const dir = mkdtempSync(join(tmpdir(), 'cs-e2e-'));
  /** @param {string} name */
  const folder = (name) => {
    const path = join(dir, name);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  };
  const env = {
    HOME: dir,
    XDG_DATA_HOME: folder('data'),
    XDG_CONFIG_HOME: folder('config'),
    XDG_CACHE_HOME: folder('cache'),
    XDG_STATE_HOME: folder('state'),
    XDG_RUNTIME_DIR: folder('run'),
    // The accessibility bus would start services that outlive the run.
    NO_AT_BRIDGE: '1',
    // An inherited bus or keyring would be the real user's.
    DBUS_SESSION_BUS_ADDRESS: undefined,
    GNOME_KEYRING_CONTROL: undefined,
  };
  const remove = () => {
    try {
      rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    } catch {
      // Someone may still write there; a leftover in the temporary folder changes no result.
      console.error(`Left behind: ${dir}`);
    }
  };
  return { env, remove };
}
