import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { buildBesidePackages } from './testing/build-scripts.ts';
import { missingOutside } from './testing/outside.ts';
import { hasPty, inPty, WHY_NO_PTY } from './testing/pty.ts';

const CURL = `curl 'https://cognito-idp.eu-west-1.amazonaws.com/' -H 'Content-Type: application/x-amz-json-1.1' \\
  -H 'X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth' \\
  --data-raw '{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"abc123","AuthParameters":{"USERNAME":"una","PASSWORD":"Hidden-horse-8"}}'`;
/** No word of it is so short that a random file name could hold it. */
const PASSPHRASE = 'made-up horse battery eighty-eight';
const CTRL_C = '\u0003';
/** No keyring is asked, and nothing is given by a variable. */
const { COUNTERSIGN_PASSPHRASE: _, ...others } = process.env;
const ENV = { ...others, DBUS_SESSION_BUS_ADDRESS: 'disabled:', NO_COLOR: '1' };

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });
let cli: Awaited<ReturnType<typeof buildBesidePackages>>;
let folder = '';
let chainId = '';
beforeAll(async () => {
  if (!hasPty) return;
  cli = await buildBesidePackages('cli');
  folder = mkdtempSync(join(tmpdir(), 'countersign-asks-'));
  const target = {
    ...{ id: 't1', name: 'Shop', region: '', endpoint: 'http://127.0.0.1:1/', userPoolId: '' },
    ...{ clientId: 'abc123', fips: false, color: 'none', production: false, sessionMinutes: 3 },
    hasClientSecret: false,
  };
  writeFileSync(join(folder, 'targets.json'), JSON.stringify({ version: 1, data: [target] }));
  const request = join(folder, 'request.txt');
  writeFileSync(request, CURL);
  const args = [cli.script, 'import', request, '--json', '--data', folder];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: ENV });
  chainId = chainIdIn(stdout);
});
afterAll(async () => {
  if (!hasPty) return;
  await cli.remove();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach((context) => {
  if (hasPty) return;
  // Windows has none: there is nothing to install.
  if (process.platform === 'win32') return context.skip(WHY_NO_PTY);
  missingOutside(context, WHY_NO_PTY);
});
afterEach(() => rmSync(exported(), { force: true }));

function chainIdIn(printed: string): string {
  const { files } = JSON.parse(printed) as { files: { chains: { chainId: string }[] }[] };
  return files[0]?.chains[0]?.chainId ?? '';
}

const run = (...args: string[]) => inPty(process.execPath, [cli.script, ...args, '--data', folder], ENV);
const exported = () => join(folder, 'case.age');
const unredacted = () =>
  run('export', chainId, '--format', 'bundle', '--unredacted', '-o', exported(), '--force');

test('a passphrase is typed twice and never shown, and locks the file', async () => {
  const typing = unredacted();
  await typing.shows(/Passphrase to lock the file with: /);
  typing.type(`${PASSPHRASE}\r`);
  await typing.shows(/Once more: /);
  typing.type(`${PASSPHRASE}\r`);
  expect(await typing.ended).toEqual({ code: 0, echo: true });
  expect(readFileSync(exported(), 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
  for (const word of PASSPHRASE.split(' ')) expect(typing.screen()).not.toContain(word);
});

test('a passphrase mistyped the second time locks nothing', async () => {
  const typing = unredacted();
  await typing.shows(/Passphrase to lock the file with: /);
  typing.type(`${PASSPHRASE}\r`);
  await typing.shows(/Once more: /);
  typing.type('something else\r');
  await typing.shows(/typed the same twice/);
  expect((await typing.ended).code).not.toBe(0);
  expect(existsSync(exported())).toBe(false);
});

test('Ctrl+C at the question ends the command, and the terminal is as it was', async () => {
  const typing = unredacted();
  await typing.shows(/Passphrase to lock the file with: /);
  typing.type(`${PASSPHRASE.slice(0, 7)}${CTRL_C}`);
  expect(await typing.ended).toEqual({ code: 130, echo: true });
  expect(typing.screen()).not.toContain(PASSPHRASE.slice(0, 7));
  expect(existsSync(exported())).toBe(false);
});

test('what a reproduction asks for is not shown, and Ctrl+C ends it before anything is sent', async () => {
  const typing = run('reproduce', chainId, '--target', 'shop');
  await typing.shows(/ \(PASSWORD\), empty to leave it: /);
  typing.type(`${PASSPHRASE}${CTRL_C}`);
  expect(await typing.ended).toEqual({ code: 130, echo: true });
  expect(typing.screen()).not.toContain(PASSPHRASE);
  expect(typing.screen()).not.toContain('REFUSED');
});
