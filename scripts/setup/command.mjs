import { spawn, spawnSync } from 'node:child_process';

/**
 * @typedef {object} Outcome
 * @property {number | null} code  exit code; null when it was ended by a signal or never started
 * @property {string} output       stdout and stderr as they came
 * @property {boolean} stalled     true when we ended it because nothing moved for `stallSeconds`
 */

/**
 * Runs a command to its end and keeps what it said.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stallSeconds?: number, progress?: () => unknown, shell?: boolean }} [options]
 *   `progress` returns a value that changes while work goes on without output, such as bytes on disk.
 * @returns {Promise<Outcome>}
 */
export function runCommand(file, args, options = {}) {
  const { cwd, env, stallSeconds, progress, shell } = options;
  return new Promise((resolve) => {
    // Its own process group, so that a stalled npm takes its compilers and downloads with it.
    const detached = stallSeconds !== undefined && process.platform !== 'win32';
    const child = spawn(file, args, { cwd, env, shell, detached, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let stalled = false;
    let movedAt = Date.now();
    let seen = progress?.();
    /** @param {Buffer} chunk */
    const hear = (chunk) => {
      output += chunk.toString();
      movedAt = Date.now();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);

    const endAll = () => endTree(child, detached);
    // Whoever ends us ends the command too: on the way out, so that several at once all go.
    process.once('exit', endAll);
    process.once('SIGINT', exitOnInterrupt);
    process.once('SIGTERM', exitOnTerminate);
    const watch =
      stallSeconds === undefined
        ? undefined
        : setInterval(() => {
            const now = progress?.();
            if (now !== seen) {
              seen = now;
              movedAt = Date.now();
            }
            if (Date.now() - movedAt > stallSeconds * 1000) {
              stalled = true;
              endAll();
            }
          }, 250);

    /** @param {number | null} code */
    const finish = (code) => {
      clearInterval(watch);
      process.off('exit', endAll);
      process.off('SIGINT', exitOnInterrupt);
      process.off('SIGTERM', exitOnTerminate);
      resolve({ code, output, stalled });
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      finish(null);
    });
    child.on('close', (code) => finish(code));
  });
}

const exitOnInterrupt = () => process.exit(130);
const exitOnTerminate = () => process.exit(143);

/** @param {import('node:child_process').ChildProcess} child @param {boolean} isGroup */
function endTree(child, isGroup) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
  } else if (!isGroup) {
    child.kill();
  } else {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It ended by itself in the meantime.
    }
  }
}

/**
 * npm as a command: the very npm that started us when there is one, so that versions agree.
 * @param {readonly string[]} args
 * @returns {[string, string[], { shell?: boolean }]}
 */
export function npmCommand(args) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('npm-cli.js')) return [process.execPath, [own, ...args], {}];
  // On Windows npm is a .cmd file, which only a shell starts.
  return ['npm', [...args], process.platform === 'win32' ? { shell: true } : {}];
}

/**
 * The last lines a command said, indented, for a message about its failure.
 * @param {string} output
 * @param {number} [count]
 */
export function lastLines(output, count = 12) {
  const lines = output.trimEnd().split(/\r?\n/);
  return lines
    .slice(-count)
    .map((line) => `    ${line}`)
    .join('\n');
}
