import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lastLines, npmCommand, runCommand } from './command.mjs';
import { failedLately, rememberFailure } from './failures.mjs';
import { root } from './paths.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

const moduleDir = join(root, 'node_modules', 'keytar');
const failure = 'keytar';
// keytar's download has no time limit of its own; compiling says something every few seconds.
const stallSeconds = 60;

/**
 * Gets keytar's native part: downloaded by its own install script, or compiled here.
 * Without it the app runs and shows the keychain as unavailable, so failing is no error.
 * @param {{ say: (line: string) => void, warn: (line: string) => void }} voice
 */
export async function ensureKeychainModule({ say, warn }) {
  if (!existsSync(moduleDir) || isBuilt()) return;
  // libsecret's headers must be there before the compiler runs.
  const missing = await ensureSystemLibraries(['keychain'], { say, warn });
  const { version } = JSON.parse(readFileSync(join(moduleDir, 'package.json'), 'utf8'));
  const circumstances = [version, process.version, process.platform, process.arch, ...missing].join(' ');
  if (failedLately(failure, circumstances)) {
    warn(
      "keytar's native part is missing, so the keychain is unavailable. Try again with: npm run setup -- --retry",
    );
    return;
  }

  say("Getting keytar's native part (keychain access).");
  let outcome = await rebuild({});
  if (!isBuilt() && outcome.stalled) outcome = await rebuild({ npm_config_build_from_source: 'keytar' });
  if (isBuilt()) return;
  rememberFailure(failure, circumstances);
  warn(`keytar's native part could not be built:\n${lastLines(outcome.output)}`);
  warn(
    `The app works, with the keychain unavailable. To fix it, install ${needed()}, then run: npm run setup -- --retry`,
  );
}

/** @param {NodeJS.ProcessEnv} extra */
function rebuild(extra) {
  const [file, args, options] = npmCommand(['rebuild', 'keytar', '--foreground-scripts']);
  const env = { ...process.env, ...localHeaders(), ...extra };
  return runCommand(file, args, { cwd: root, env, stallSeconds, ...options });
}

/** Node's own headers, where they were installed along with it, let node-gyp work without a download. */
function localHeaders() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include', 'node', 'node.h')) ? { npm_config_nodedir: prefix } : {};
}

function isBuilt() {
  return existsSync(join(moduleDir, 'build', 'Release', 'keytar.node'));
}

function needed() {
  if (process.platform === 'darwin') return "Xcode's command line tools (xcode-select --install)";
  if (process.platform === 'win32') return 'Visual Studio Build Tools (C++) and Python 3';
  return 'libsecret with its headers, g++, make and python3 (Debian: libsecret-1-dev g++ make python3)';
}
