import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../setup/paths.mjs';
import { CLIENT_ID, PASSWORD, TOTP_SEED } from './users.mjs';

const SAMPLE_MS = 250;
const MOST_SAID = 20_000;
export const cli = join(root, 'out', 'main', 'cli.js');

/** The sign-in that Bruno's collection steps, as a scenario: the same two requests, the same checks. */
export const signIn = `version: 1
name: Password and authenticator
secrets: { password: env:BENCH_PASSWORD, seed: env:BENCH_SEED }
codes: { authenticator: { totp: '\${seed}' } }
matrix: { csv: users.csv }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: '\${username}', PASSWORD: '\${password}' }
    expect: { status: 200, challenge: SOFTWARE_TOKEN_MFA }
  - answer: SOFTWARE_TOKEN_MFA
    with: { SOFTWARE_TOKEN_MFA_CODE: '\${code.authenticator}' }
    expect: { status: 200, tokens: true }
`;

/** @param {string} endpoint */
export function onEndpoint(endpoint) {
  return ['--endpoint', endpoint, '--client-id', CLIENT_ID];
}

/**
 * Runs a script of Node to its end, as a person would.
 * @param {readonly string[]} args
 * @param {{ cwd: string, memory?: boolean }} options  `memory`: look at its resident set all the while
 */
export async function timed(args, { cwd, memory = false }) {
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, BENCH_PASSWORD: PASSWORD, BENCH_SEED: TOTP_SEED, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = () => child.kill();
  process.once('exit', endWithUs);
  let said = '';
  const hear = (chunk) => (said = (said + chunk).slice(-MOST_SAID));
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  /** @type {number[]} */
  const resident = [];
  const watch = memory
    ? setInterval(() => void residentMb(child.pid).then((mb) => mb && resident.push(mb)), SAMPLE_MS)
    : undefined;
  const [code] = await once(child, 'close');
  clearInterval(watch);
  process.off('exit', endWithUs);
  return { code, said, ms: performance.now() - begun, resident };
}

/** @returns {Promise<number | undefined>} megabytes */
async function residentMb(pid) {
  if (process.platform === 'linux') {
    try {
      const [, kb] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      return kb === undefined ? undefined : Number(kb) / 1_000;
    } catch {
      return undefined;
    }
  }
  const asked = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => undefined);
  return asked === undefined ? undefined : Number(asked.stdout) / 1_000;
}
