import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';

/*
 * A PostgreSQL of a test's own: Debian's binaries, a data folder in the temporary one, a free port on loopback, a
 * password as a real server asks for one. What it writes isn't flushed: it lives as long as its tests.
 */

const packages = '/usr/lib/postgresql';
const user = 'countersign';
const password = 'fixture-password-of-the-test-database-9c1f27ab4e';
/** A killed server's own processes may need a moment before their memory is free. */
const STARTS = 40;

/** Starts one. @returns {Promise<import('./postgres.d.mts').Postgres>} */
export async function startPostgres() {
  const bin = binaries();
  const owner = ownerOfServer();
  const folder = mkdtempSync(join(tmpdir(), 'countersign-postgres-'));
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const secret = join(folder, 'password');
  writeFileSync(secret, `${password}\n`);
  const made = spawnSync(
    join(bin, 'initdb'),
    [
      ...['-D', data, '-U', user, `--pwfile=${secret}`, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
    ],
    { ...owner, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed:\n${made.stdout ?? ''}${made.stderr ?? made.error}`);
  const port = await freePort();

  /** @type {import('node:child_process').ChildProcess | undefined} */
  let running;
  /** @param {NodeJS.Signals} signal */
  const end = (signal) =>
    /** @type {Promise<void>} */ (
      new Promise((resolve) => {
        const server = running;
        running = undefined;
        if (server === undefined || server.exitCode !== null) return resolve();
        server.once('exit', () => resolve());
        server.kill(signal);
      })
    );
  const start = async () => {
    for (let left = STARTS; running === undefined; left--) {
      const { server, said } = await launch(bin, data, folder, port, owner);
      if (server !== undefined) running = server;
      else if (left === 0) throw new Error(`PostgreSQL did not start:\n${said}`);
      else await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };
  const onExit = () => running?.kill('SIGKILL');
  process.once('exit', onExit);
  await start();
  return {
    url: (database = 'postgres') => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`,
    password,
    start,
    // At once, with every connection, as if it had crashed: what was committed is there after the next start.
    kill: () => end('SIGQUIT'),
    remove: async () => {
      await end('SIGQUIT');
      process.off('exit', onExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param {string} bin @param {string} data @param {string} folder @param {number} port @param {Owner | undefined} owner */
function launch(bin, data, folder, port, owner) {
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port), '-F', '-c', 'log_min_messages=log'],
    { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return /** @type {Promise<{ server?: import('node:child_process').ChildProcess, said: string }>} */ (
    new Promise((resolve) => {
      let said = '';
      server.stderr?.on('data', (chunk) => {
        said = (said + String(chunk)).slice(-20_000);
        if (said.includes('ready to accept connections')) resolve({ server, said });
      });
      server.once('error', (error) => resolve({ said: error.message }));
      server.once('exit', () => resolve({ said }));
    })
  );
}

/** @typedef {{ uid: number, gid: number }} Owner */

/**
 * PostgreSQL refuses to run as root: as root it gets the user Debian's package made for it.
 * @returns {Owner | undefined}
 */
function ownerOfServer() {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Error('PostgreSQL does not run as root, and there is no user postgres to run it as.');
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** The folder of initdb and postgres, the newest there is. @throws with how to get it where there is none. */
function binaries() {
  const versions = existsSync(packages) ? readdirSync(packages) : [];
  const found = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(packages, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
  if (found !== undefined) return found;
  const elsewhere = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim();
  if (elsewhere && existsSync(join(elsewhere, 'initdb'))) return elsewhere;
  throw new Error(
    'PostgreSQL is missing. npm run setup installs it on Debian and Ubuntu as root; else: sudo apt-get install postgresql, or brew install postgresql.',
  );
}
