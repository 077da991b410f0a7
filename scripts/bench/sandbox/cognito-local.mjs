import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, npmCommand, runCommand } from '../../setup/command.mjs';
import { cacheDir } from '../../setup/paths.mjs';

const VERSION = '5.3.0';
const STALL_SECONDS = 60;
const bench = join(cacheDir, 'bench');
/** There only once it is whole. */
const home = join(bench, `cognito-local-${VERSION}`);
const script = join('node_modules', 'cognito-local', 'lib', 'bin', 'start.js');

/**
 * cognito-local from npm, for the bench alone: it is no dependency of ours, not even of development.
 * @returns {Promise<import('./server.mjs').Side & { discard: () => void } | { missing: string }>}
 */
export async function cognitoLocal() {
  const start = join(home, script);
  if (!existsSync(start)) {
    const output = await install();
    if (!existsSync(start)) return { missing: `cognito-local ${VERSION} could not be installed:\n${output}` };
  }
  const data = mkdtempSync(join(bench, 'data-'));
  mkdirSync(join(data, '.cognito'));
  // Its own default asks for e-mail addresses as user names; the pool of the bench takes plain ones on both sides.
  const config = { UserPoolDefaults: { UsernameAttributes: [] } };
  writeFileSync(join(data, '.cognito', 'config.json'), JSON.stringify(config));
  return {
    name: `cognito-local ${VERSION}`,
    command: (port) => ({ args: [start], cwd: data, env: { HOST: '127.0.0.1', PORT: String(port) } }),
    discard: () => rmSync(data, { recursive: true, force: true }),
  };
}

/** Into a folder of its own, then in its place: two tests may begin at once, and each would find the other's half. */
async function install() {
  mkdirSync(bench, { recursive: true });
  const own = mkdtempSync(join(bench, 'installing-'));
  writeFileSync(join(own, 'package.json'), '{ "private": true }\n');
  const wanted = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact'];
  const [file, args, options] = npmCommand([...wanted, `cognito-local@${VERSION}`]);
  const { output } = await runCommand(file, args, { cwd: own, stallSeconds: STALL_SECONDS, ...options });
  try {
    if (existsSync(join(own, script))) renameSync(own, home);
  } catch (error) {
    // The other one was first.
    if (!existsSync(join(home, script))) throw error;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
  return lastLines(output, 4);
}
