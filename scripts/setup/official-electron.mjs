import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, runCommand } from './command.mjs';
import { failedLately, rememberFailure } from './failures.mjs';
import { cacheDir, root } from './paths.mjs';

/** @typedef {import('./electron-runtime.mjs').Runtime} Runtime */

const packageDir = join(root, 'node_modules', 'electron');
const failure = 'electron download';
const defaultLimit = 20;

/** Where the executable lies inside a distribution, as the electron package has it. */
export function executableName(platform = process.platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

export function wantedVersion() {
  return JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')).version;
}

/** @returns {Runtime | undefined} */
export function installedElectron() {
  const dist = join(packageDir, 'dist');
  const executable = join(dist, executableName());
  if (!existsSync(executable) || !existsSync(join(packageDir, 'path.txt'))) return undefined;
  const version = distVersion(dist);
  return version === wantedVersion() ? { executable, kind: 'official', version } : undefined;
}

/** @param {string} dist */
export function distVersion(dist) {
  const file = join(dist, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'unknown';
}

/**
 * Runs the electron package's own installer, which checks the download against the checksums
 * in that package. It waits for ever on a closed network, so we end it when no byte arrives.
 * @param {{ say: (line: string) => void, warn: (line: string) => void }} voice
 * @returns {Promise<Runtime | undefined>}
 */
export async function downloadElectron({ say, warn }) {
  const version = wantedVersion();
  // A new mirror or proxy is a reason to try again.
  const { ELECTRON_MIRROR, npm_config_electron_mirror, HTTPS_PROXY, https_proxy } = process.env;
  const circumstances = [
    version,
    ELECTRON_MIRROR,
    npm_config_electron_mirror,
    HTTPS_PROXY ?? https_proxy,
  ].join(' ');
  if (failedLately(failure, circumstances)) return undefined;

  say(`Downloading Electron ${version}.`);
  const limit = Number(process.env.COUNTERSIGN_DOWNLOAD_LIMIT) || defaultLimit;
  const downloads = join(cacheDir, 'electron-download');
  mkdirSync(downloads, { recursive: true });
  const { bin } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  const outcome = await runCommand(process.execPath, [join(packageDir, bin['install-electron'])], {
    cwd: root,
    // Its temporary files go where we can watch them grow.
    env: { ...process.env, TMPDIR: downloads, TMP: downloads, TEMP: downloads },
    stallSeconds: limit,
    progress: () => bytesUnder(downloads) + bytesUnder(join(packageDir, 'dist')),
  });
  rmSync(downloads, { recursive: true, force: true });
  const runtime = outcome.code === 0 ? installedElectron() : undefined;
  if (runtime === undefined) {
    rememberFailure(failure, circumstances);
    const why = outcome.stalled ? `nothing arrived for ${limit} seconds` : firstError(outcome.output);
    warn(
      `Electron ${version} could not be downloaded: ${why}. Set ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH if this network has its own copy.`,
    );
  }
  return runtime;
}

/** @param {string} output */
function firstError(output) {
  const causes = [...output.matchAll(/(?:Error|cause): (.+)/g)].map((match) => match[1]?.trim());
  return (causes.at(-1) ?? lastLines(output, 1).trim()).replace(/\.+$/, '');
}

/** @param {string} dir @returns {number} */
function bytesUnder(dir) {
  try {
    return readdirSync(dir, { withFileTypes: true }).reduce((sum, entry) => {
      const path = join(dir, entry.name);
      return sum + (entry.isDirectory() ? bytesUnder(path) : statSync(path).size);
    }, 0);
  } catch {
    // Files come and go while the installer works.
    return 0;
  }
}
