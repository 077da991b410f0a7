/*
 * Debian's names. What each group is for decides when it is asked for:
 * a terminal user needs no GTK, and someone who only looks at the console needs no Xvfb.
 */
/** @typedef {'keychain' | 'window' | 'tests' | 'clients' | 'database' | 'mail'} Purpose */

/**
 * `unless` names a command per package that shows the thing is there already, from wherever it came.
 * @type {Record<Purpose, { why: string, packages: string[], unless?: Record<string, string[]> }>}
 */
export const debianPackages = {
  keychain: {
    why: 'the keychain',
    // The -dev package and the compiler let keytar build where its prebuilt download is unreachable.
    packages: ['libsecret-1-0', 'libsecret-1-dev', 'g++', 'make', 'python3'],
  },
  window: {
    why: "Electron's window",
    packages: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0', 'libdrm2'],
  },
  tests: {
    why: 'the end-to-end tests',
    packages: ['xvfb', 'xauth', 'dbus', 'dbus-x11', 'gnome-keyring', 'libsecret-tools'],
  },
  clients: {
    why: 'the tests that use AWS’s own clients',
    packages: ['awscli', 'python3-boto3'],
    unless: {
      awscli: ['aws', '--version'],
      'python3-boto3': ['python3', '-c', 'import boto3'],
    },
  },
  database: {
    why: 'the tests of a team’s history',
    packages: ['postgresql'],
    unless: { postgresql: ['sh', '-c', 'ls /usr/lib/postgresql/*/bin/initdb || pg_config --bindir'] },
  },
  mail: {
    why: 'the tests that read codes out of a mail box',
    packages: ['dovecot-imapd'],
    unless: { 'dovecot-imapd': ['sh', '-c', 'ls /usr/sbin/dovecot /usr/lib/dovecot/imap'] },
  },
};

/**
 * Which of `wanted` are not installed, given the lines of `dpkg-query -W -f='${Package} ${db:Status-Status}\n'`.
 * @param {readonly string[]} wanted
 * @param {string} listing
 */
export function missingPackages(wanted, listing) {
  const installed = new Set(
    listing
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return wanted.filter((name) => !newerNames(name).some((candidate) => installed.has(candidate)));
}

/**
 * The packages of some purposes, without those whose work something else does already.
 * @param {readonly Purpose[]} purposes
 * @param {(command: readonly string[]) => boolean} works whether a command runs
 */
export function wantedPackages(purposes, works) {
  return purposes.flatMap((purpose) => {
    const { packages, unless = {} } = debianPackages[purpose];
    return packages.filter((name) => {
      const command = unless[name];
      return command === undefined || !works(command);
    });
  });
}

/**
 * Since the move to 64-bit time (Debian 13, Ubuntu 24.04) some libraries carry a suffix.
 * @param {string} name
 */
export function newerNames(name) {
  return [name, `${name}t64`];
}
