import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, npmCommand, runCommand } from '../../setup/command.mjs';
import { cacheDir } from '../../setup/paths.mjs';

const VERSION = '5.3.0';
const STALL_SECONDS = 60;
const home = join(cacheDir, 'bench', 'cognito-local');
const script = join(home, 'node_modules', 'cognito-local', 'lib', 'bin', 'start.js');

/**
 * cognito-local from npm, for the bench alone: it is no dependency of ours, not even of development.
 * @returns {Promise<import('./server.mjs').Side & { discard: () => void } | { missing: string }>}
 */
export async function cognitoLocal() {
  if (!existsSync(script)) {
    const output = await install();
    if (!existsSync(script))
      return { missing: `cognito-local ${VERSION} could not be installed:\n${output}` };
  }
  const data = mkdtempSync(join(cacheDir, 'bench', 'data-'));
  mkdirSync(join(data, '.cognito'));
  // Its own default asks for e-mail addresses as user names; the pool of the bench takes plain ones on both sides.
  const config = { UserPoolDefaults: { UsernameAttributes: [] } };
  writeFileSync(join(data, '.cognito', 'config.json'), JSON.stringify(config));
  return {
    name: `cognito-local ${VERSION}`,
    command: (port) => ({ args: [script], cwd: data, env: { HOST: '127.0.0.1', PORT: String(port) } }),
    discard: () => rmSync(data, { recursive: true, force: true }),
  };
}

async function install() {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  const wanted = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact'];
  const [file, args, options] = npmCommand([...wanted, `cognito-local@${VERSION}`]);
  const { output } = await runCommand(file, args, { cwd: home, stallSeconds: STALL_SECONDS, ...options });
  return lastLines(output, 4);
}
