import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lastLines, runCommand } from './command.mjs';
import { debianPackages, missingPackages, newerNames, wantedPackages } from './debian-packages.mjs';
import { failedLately, rememberFailure } from './failures.mjs';

/** @typedef {import('./debian-packages.mjs').Purpose} Purpose */

const failure = 'system libraries';

/**
 * Installs what is missing on Debian-like Linux as root; as anyone else says the one line that does.
 * Missing libraries never stop the set-up: most of it works without them.
 * @param {readonly Purpose[]} purposes
 * @param {{ say: (line: string) => void, warn: (line: string) => void }} voice
 * @returns {Promise<string[]>} what is still missing
 */
export async function ensureSystemLibraries(purposes, { say, warn }) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return [];
  const missing = findMissing(purposes);
  if (missing.length === 0) return [];

  const reason = purposes
    .filter((purpose) => debianPackages[purpose].packages.some((name) => missing.includes(name)))
    .map((purpose) => debianPackages[purpose].why)
    .join(' and ');
  if (process.getuid?.() !== 0) {
    warn(
      `System libraries for ${reason} are missing. Install them with: sudo apt-get install -y ${missing.join(' ')}`,
    );
    return missing;
  }
  const circumstances = missing.join(' ');
  if (failedLately(failure, circumstances)) {
    warn(`Still missing for ${reason}: ${circumstances}. Install them, or run: npm run setup -- --retry`);
    return missing;
  }

  say(`Installing system libraries for ${reason}: ${circumstances}`);
  const problem = await install(missing);
  const left = findMissing(purposes);
  if (left.length === 0) return [];
  rememberFailure(failure, left.join(' '));
  warn(`apt-get could not install ${left.join(' ')}:\n${lastLines(problem)}`);
  warn(`Install them by hand (apt-get install -y ${left.join(' ')}), then run: npm run setup -- --retry`);
  return left;
}

/** @param {readonly Purpose[]} purposes */
function findMissing(purposes) {
  const wanted = wantedPackages(purposes, works);
  if (wanted.length === 0) return [];
  const query = spawnSync(
    'dpkg-query',
    ['-W', '-f=${Package} ${db:Status-Status}\n', ...wanted.flatMap(newerNames)],
    { encoding: 'utf8' },
  );
  return missingPackages(wanted, query.stdout ?? '');
}

/** @param {readonly string[]} command */
function works([file = '', ...args]) {
  return spawnSync(file, args, { stdio: 'ignore' }).status === 0;
}

/** @param {readonly string[]} names @returns {Promise<string>} what apt-get said */
async function install(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const patience = [
    '-o',
    'Acquire::http::Timeout=20',
    '-o',
    'Acquire::Retries=1',
    '-o',
    'DPkg::Lock::Timeout=120',
  ];
  const update = await runCommand('apt-get', [...patience, 'update'], { env, stallSeconds: 90 });
  // A failed update is no reason to stop: the lists may already be there.
  // One name that apt does not know would keep it from installing all others.
  const available = names.flatMap((name) => newerNames(name).find(isKnownToApt) ?? []);
  const unknown = names.filter((name) => !newerNames(name).some(isKnownToApt));
  const told = unknown.length === 0 ? '' : `\nNot known to apt: ${unknown.join(' ')}`;
  if (available.length === 0) return `${update.output}${told}`;
  // No stall limit here: ending dpkg half way would leave the machine's packages broken.
  const installed = await runCommand(
    'apt-get',
    [...patience, 'install', '-y', '--no-install-recommends', ...available],
    { env },
  );
  return (installed.code === 0 ? installed.output : `${update.output}\n${installed.output}`) + told;
}

/** @param {string} name */
function isKnownToApt(name) {
  // A purely virtual package (the old name after the move to 64-bit time) has no record to show.
  return spawnSync('apt-cache', ['show', '--no-all-versions', name], { stdio: 'ignore' }).status === 0;
}
