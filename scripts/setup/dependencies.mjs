import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, npmCommand, runCommand } from './command.mjs';
import { root, stampDir } from './paths.mjs';
import { SetupError } from './setup-error.mjs';

const lockFile = join(root, 'package-lock.json');
const stampFile = join(stampDir, 'package-lock.sha256');
// npm's own record of what lies in node_modules.
const installedFile = join(root, 'node_modules', '.package-lock.json');

/**
 * Makes node_modules what package-lock.json says.
 * Install scripts stay off: only keytar has one, and its failure must not fail the install.
 * @param {{ say: (line: string) => void }} voice
 */
export async function ensureDependencies({ say }) {
  const lock = readFileSync(lockFile);
  const hash = createHash('sha256').update(lock).digest('hex');
  if (existsSync(installedFile)) {
    if (readIfThere(stampFile) === hash) return;
    // Someone ran npm themselves: what they installed may already be right.
    if (isInstalled(JSON.parse(lock.toString()), JSON.parse(readFileSync(installedFile, 'utf8')))) {
      writeStamp(hash);
      return;
    }
  }
  say(
    existsSync(installedFile)
      ? 'Installing dependencies: package-lock.json changed.'
      : 'Installing dependencies.',
  );
  const [file, args, options] = npmCommand(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  const { code, output } = await runCommand(file, args, { cwd: root, ...options });
  if (code !== 0) {
    throw new SetupError(
      `npm ci failed:\n${lastLines(output, 25)}\nCheck that npm reaches its registry, then run the command again.`,
    );
  }
  writeStamp(hash);
}

/**
 * @typedef {{ packages?: Record<string, { version?: string, resolved?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }> }} Lock
 * Packages beyond the wanted ones do no harm, so they are no reason to install again.
 * @param {Lock} wanted
 * @param {Lock} installed
 */
export function isInstalled(wanted, installed) {
  const there = installed.packages ?? {};
  return Object.entries(wanted.packages ?? {}).every(([path, entry]) => {
    if (path === '') return true;
    const found = there[path];
    // npm leaves out optional packages that are for another platform.
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** @param {string} hash */
function writeStamp(hash) {
  mkdirSync(stampDir, { recursive: true });
  writeFileSync(stampFile, hash);
}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
