import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { runInOurPlace } from '../child-process.mjs';
import { root } from '../setup/paths.mjs';

const patienceMs = 10_000;

/**
 * Runs a command as a process group of its own and returns when all of it has ended.
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export async function runAsGroup([file = '', ...args], env) {
  let group = 0;
  const code = await runInOurPlace(file, args, { cwd: root, env, detached: true }, (child) => {
    group = child.pid ?? 0;
  });
  // Playwright still closes its windows after its session went away.
  await endOfGroup(group);
  return code;
}

/** Waits until every process of a group has ended, and ends those that take too long. @param {number} group */
export async function endOfGroup(group) {
  for (const deadline = Date.now() + patienceMs; isAlive(group) && Date.now() < deadline;) await wait(50);
  signal(group, 'SIGKILL');
}

/**
 * Whether anyone of a group still runs. Where nobody collects orphans (a container's first process seldom does), the
 * dead of a group stay in it, and a signal reaches them all the same.
 * @param {number} group
 */
function isAlive(group) {
  return (
    signal(group, 0) &&
    readdirSync('/proc').some((pid) => {
      const [state, , leader] = /^\d+$/.test(pid) ? statusOf(pid) : [];
      return Number(leader) === group && state !== 'Z' && state !== 'X';
    })
  );
}

/** State, parent and group: what follows the name, which may hold anything. @param {string} pid */
function statusOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    // It has ended.
    return [];
  }
}

/** @param {number} group @param {NodeJS.Signals | 0} name @returns {boolean} whether there was anyone to hear it */
function signal(group, name) {
  try {
    return group > 0 && process.kill(-group, name);
  } catch {
    return false;
  }
}
