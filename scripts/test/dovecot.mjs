import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';

/*
 * A mail server of a test's own: Debian's dovecot with a configuration that reads nothing outside one temporary folder,
 * on two free ports of loopback.
 */

const program = '/usr/sbin/dovecot';
const user = 'ann@example.com';
const password = 'fixture-password-of-the-test-mail-box-6b1d';
const READY_MS = 20_000;

/**
 * @param {{ key: string, cert: string }} tls PEM
 * @returns {Promise<import('./dovecot.d.mts').Dovecot>}
 */
export async function startDovecot(tls) {
  if (!existsSync(program)) {
    throw new Error(
      'dovecot is missing. npm run setup installs it on Debian and Ubuntu as root; else: sudo apt-get install dovecot-imapd.',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'countersign-dovecot-'));
  chmodSync(folder, 0o755);
  const owner = ownerOfMail();
  const inbox = join(folder, 'mail', 'new');
  for (const part of ['', 'cur', 'new', 'tmp']) {
    const path = join(folder, 'mail', part);
    mkdirSync(path, { recursive: true });
    chownSync(path, owner.uid, owner.gid);
  }
  writeFileSync(join(folder, 'cert.pem'), tls.cert);
  writeFileSync(join(folder, 'key.pem'), tls.key, { mode: 0o600 });
  const [port, tlsPort] = [await freePort(), await freePort()];
  const file = join(folder, 'dovecot.conf');
  writeFileSync(file, configuration(folder, owner, port, tlsPort));

  const server = spawn(program, ['-F', '-c', file], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr.on('data', (chunk) => (said = (said + String(chunk)).slice(-20_000)));
  const ended = /** @type {Promise<void>} */ (new Promise((resolve) => server.once('exit', () => resolve())));
  const onExit = () => server.kill('SIGTERM');
  process.once('exit', onExit);
  await answering(port, () => {
    const log = join(folder, 'log');
    if (server.exitCode !== null || server.signalCode !== null)
      return said + (existsSync(log) ? readFileSync(log, 'utf8') : '');
    return undefined;
  });
  let count = 0;
  return {
    port,
    tlsPort,
    user,
    password,
    deliver(source, at) {
      const name = join(inbox, `${Math.floor(at.getTime() / 1_000)}.M${++count}.localhost`);
      writeFileSync(name, source.replace(/\r?\n/g, '\r\n'));
      chownSync(name, owner.uid, owner.gid);
      utimesSync(name, at, at);
    },
    async remove() {
      server.kill('SIGTERM');
      await ended;
      process.off('exit', onExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Dovecot opens no mail as root: as root it is nobody's. */
function ownerOfMail() {
  const { uid, gid, username } = userInfo();
  return uid === 0 ? { uid: 65_534, gid: 65_534, own: undefined } : { uid, gid, own: username };
}

/** @param {string} folder @param {ReturnType<typeof ownerOfMail>} owner @param {number} port @param {number} tlsPort */
function configuration(folder, { uid, gid, own }, port, tlsPort) {
  const unprivileged =
    own === undefined
      ? ''
      : `default_internal_user = ${own}\ndefault_login_user = ${own}\nservice anvil {\n  chroot =\n}\n`;
  return `protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:${folder}/mail
first_valid_uid = 1
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail
}
${unprivileged}service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
`;
}

/** @param {number} port @param {() => string | undefined} whyGone */
async function answering(port, whyGone) {
  for (const until = Date.now() + READY_MS; ;) {
    const gone = whyGone();
    if (gone !== undefined) throw new Error(`dovecot did not start:\n${gone}`);
    const answers = await /** @type {Promise<boolean>} */ (
      new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1');
        socket.once('data', () => (socket.destroy(), resolve(true)));
        socket.once('error', () => resolve(false));
      })
    );
    if (answers) return;
    if (Date.now() > until) throw new Error('dovecot does not answer.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
