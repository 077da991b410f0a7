import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a command in our place: its terminal is ours, it gets our signals, we end as it ends.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @param {(child: import('node:child_process').ChildProcess) => void} [onStart]
 * @returns {Promise<number>} the exit code a shell would report
 */
export function runInOurPlace(file, args, options = {}, onStart = () => {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', ...options });
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => {
      // Ctrl+C in a terminal reaches the child by itself; a second one would cut its tidying short.
      if (signal === 'SIGINT' && process.stdin.isTTY && !options.detached) return;
      // A detached child leads a group (POSIX), and the group is what should hear it.
      if (options.detached && child.pid) process.kill(-child.pid, signal);
      else child.kill(signal);
    };
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    // npm signals only the shell between us, and that shell does not pass it on: its end is the sign.
    const parent = process.ppid;
    const watch = process.env.npm_lifecycle_event
      ? setInterval(() => process.ppid !== parent && pass('SIGTERM'), 300)
      : undefined;
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.off(name, pass);
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']);
    });
    onStart(child);
  });
}
