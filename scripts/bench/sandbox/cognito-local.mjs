import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lastLines, npmCommand, runCommand } from '../../setup/command.mjs';
import { cacheDir } from '../../setup/paths.mjs';

const VERSION = '5.3.0';
const STALL_SECONDS = 60;
const home = join(cacheDir, 'bench', 'cognito-local');
const START = join('node_modules', 'cognito-local', 'lib', 'bin', 'start.js');
const script = join(home, START);

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

/** Aside, and in its place as a whole: test files run at once, and none may start what another one is half through. */
async function install() {
  mkdirSync(dirname(home), { recursive: true });
  const aside = mkdtempSync(`${home}-`);
  writeFileSync(join(aside, 'package.json'), '{ "private": true }\n');
  const wanted = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact'];
  const [file, args, options] = npmCommand([...wanted, `cognito-local@${VERSION}`]);
  const { output } = await runCommand(file, args, { cwd: aside, stallSeconds: STALL_SECONDS, ...options });
  try {
    if (existsSync(join(aside, START)) && !existsSync(script)) {
      // What an install that was cut off left is in the way.
      rmSync(home, { recursive: true, force: true });
      renameSync(aside, home);
    }
  } catch {
    // Another one was faster: theirs is as good.
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return lastLines(output, 4);
}
