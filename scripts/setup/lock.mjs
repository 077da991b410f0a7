import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cacheDir } from './paths.mjs';

const file = join(cacheDir, 'setup.lock');
// The holder renews its lock every second. Its process id alone proves little: after a restart
// of a container the same number soon belongs to something else.
const renewMs = 1000;
const abandonedMs = 15_000;

/**
 * Runs `work` while no other set-up of this checkout runs: two `npm ci` or two builds at once
 * would delete each other's files.
 * @template T
 * @param {(line: string) => void} say
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(say, work) {
  mkdirSync(cacheDir, { recursive: true });
  const since = Date.now();
  let told = false;
  while (!take()) {
    if (isAbandoned()) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told && Date.now() - since > 1000) {
      say('Waiting for another set-up of this checkout to finish.');
      told = true;
    }
    await wait(50);
  }
  const renewal = setInterval(renew, renewMs);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    process.off('exit', release);
    release();
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

function renew() {
  const now = new Date();
  if (existsSync(file)) utimesSync(file, now, now);
}

function isAbandoned() {
  try {
    const age = Date.now() - statSync(file).mtimeMs;
    const pid = Number(readFileSync(file, 'utf8'));
    // Empty for the moment between its creation and its first byte.
    return age > abandonedMs || (pid > 0 && !isRunning(pid));
  } catch {
    // Released in the meantime: not abandoned, just free.
    return false;
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
