import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { fingerprint } from './fingerprint.mjs';
import { root, stampDir } from './paths.mjs';
import { SetupError } from './setup-error.mjs';

const inputs = [
  'src',
  'main',
  'renderer',
  'electron.vite.config.ts',
  'tsconfig.base.json',
  'package.json',
  'package-lock.json',
];
// Their times tell a build someone ran by hand, with other sources, from ours.
const outputs = ['out/main/index.js', 'out/main/cli.js', 'out/renderer/index.html'];
const stampFile = join(stampDir, 'build.json');

/**
 * Builds when the sources are not the ones last built.
 * @param {{ say: (line: string) => void }} voice
 * @returns {Promise<boolean>} whether it built
 */
export async function ensureBuild({ say }) {
  const sources = fingerprint(root, inputs);
  const previous = readStamp();
  if (previous?.sources === sources && previous.outputs === outputState()) return false;
  say(previous === undefined ? 'Building.' : 'Building: sources changed.');
  const cli = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { code, output } = await runCommand(process.execPath, [cli, 'build'], { cwd: root });
  if (code !== 0) throw new SetupError(`The build failed:\n${output.trimEnd()}`);
  const absent = outputs.filter((file) => !existsSync(join(root, file)));
  if (absent.length > 0) {
    throw new SetupError(
      `The build did not write ${absent.join(', ')}. Check build.outDir and the inputs in electron.vite.config.ts.`,
    );
  }
  mkdirSync(stampDir, { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ sources, outputs: outputState() }));
  return true;
}

function outputState() {
  return outputs.map((file) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0).join(' ');
}

/** @returns {{ sources: string, outputs: string } | undefined} */
function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return undefined;
  }
}
