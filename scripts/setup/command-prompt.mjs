import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastLines, runCommand } from './command.mjs';
import { failedLately, rememberFailure } from './failures.mjs';
import { cacheDir } from './paths.mjs';

/*
 * Windows' command prompt for the tests of what is copied for it: Wine's cmd.exe, another reading of the same rules.
 * Of Debian's packages (101 MB) the few files that cmd.exe loads are unpacked (about 55 MB instead of 670): no root, no
 * window, nothing installed, and none of Wine's own set-up of a Windows, which takes 20 seconds and 690 MB.
 */
const packages = ['libwine', 'wine64', 'libz-mingw-w64', 'libunwind8'];
const failure = 'command prompt';
const dir = join(cacheDir, 'command-prompt');
// Written last: without it the folder counts as not there.
const marker = join(dir, 'complete');

const lib = 'usr/lib/x86_64-linux-gnu';
const modules = [
  ...['cmd.exe', 'start.exe', 'ntdll.dll', 'kernel32.dll', 'kernelbase.dll', 'ucrtbase.dll', 'msvcrt.dll'],
  ...['sechost.dll', 'advapi32.dll', 'version.dll', 'user32.dll', 'gdi32.dll', 'win32u.dll'],
  ...['shell32.dll', 'shlwapi.dll', 'shcore.dll', 'apisetschema.dll'],
];
const tables = ['locale', 'l_intl', 'sortdefault', 'c_437', 'c_850', 'c_1252', 'c_20127'];
/** What is taken out of any of the packages. */
const wanted = [
  ...modules.map((name) => `./${lib}/wine/x86_64-windows/${name}`),
  `./${lib}/wine/x86_64-unix/ntdll.so`,
  ...tables.map((name) => `./usr/share/wine/nls/${name}.nls`),
  './usr/lib/wine/wine64',
  './usr/lib/wine/wineserver64',
  './usr/x86_64-w64-mingw32/lib/zlib1.dll',
  `./${lib}/libunwind.so.8*`,
];

/** @typedef {import('./command-prompt.d.mts').CommandPrompt} CommandPrompt */

/** @returns {CommandPrompt | undefined} undefined where set-up could not get it */
export function installedCommandPrompt() {
  return existsSync(marker) ? promptIn(dir) : undefined;
}

/**
 * Gets it where it is missing. Never throws: all else works without.
 * @param {{ say: (line: string) => void, warn: (line: string) => void }} voice
 */
export async function ensureCommandPrompt({ say, warn }) {
  if (existsSync(marker) || process.platform !== 'linux' || process.arch !== 'x64') return;
  if (!existsSync('/usr/bin/apt-get')) return;
  const circumstances = packages.join(' ');
  if (failedLately(failure, circumstances)) return;
  say('Fetching Wine’s cmd.exe (101 MB, from Debian’s packages) for the tests of what is copied for it.');
  const work = join(cacheDir, 'command-prompt-download');
  try {
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    const problem = await unpackedInto(work).catch((error) => String(error));
    if (problem === undefined) return;
    rememberFailure(failure, circumstances);
    warn(`cmd.exe could not be had:\n${lastLines(problem, 4)}\n    To try again: npm run setup -- --retry`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} work @returns {Promise<string | undefined>} why not */
async function unpackedInto(work) {
  const download = () =>
    runCommand('apt-get', ['-o', 'Acquire::Retries=1', 'download', ...packages], {
      cwd: work,
      stallSeconds: 120,
    });
  let got = await download();
  if (got.code !== 0 && process.getuid?.() === 0) {
    await runCommand('apt-get', ['update'], { stallSeconds: 90 });
    got = await download();
  }
  if (got.code !== 0) return got.output;
  const tree = join(work, 'tree');
  mkdirSync(tree);
  for (const name of readdirSync(work).filter((entry) => entry.endsWith('.deb'))) {
    // No package has all of what is wanted: what tar says of the rest is no problem, what is missing at the end is.
    const from = `dpkg-deb --fsys-tarfile "$0" | tar -x --no-same-owner --wildcards -C "$1" "\${@:2}"`;
    await runCommand('bash', ['-c', from, join(work, name), tree, ...wanted]);
  }
  const problem = await tried(tree);
  if (problem !== undefined) return problem;
  writeFileSync(join(tree, 'complete'), '');
  rmSync(dir, { recursive: true, force: true });
  renameSync(tree, dir);
  return undefined;
}

/** @param {string} tree @returns {Promise<string | undefined>} what it said instead of what it was told */
async function tried(tree) {
  const prompt = promptIn(tree);
  if (!existsSync(prompt.wine)) return 'wine64 is not in the packages.';
  chmodSync(prompt.wine, 0o755);
  const windows = mkdtempSync(join(tmpdir(), 'countersign-windows-'));
  try {
    const env = windowsIn(windows, prompt);
    const { output } = await runCommand(prompt.wine, ['cmd', '/c', 'echo it %0%works'], {
      env: { ...process.env, ...env },
      stallSeconds: 30,
    });
    await runCommand(prompt.server, ['-k'], { env: { ...process.env, ...env } });
    return output.includes('it %0%works') ? undefined : `cmd.exe does not start: ${output}`;
  } finally {
    rmSync(windows, { recursive: true, force: true });
  }
}

/**
 * Makes a Windows in a folder that is not there yet: nothing but system32, as links.
 * @param {string} folder
 * @param {CommandPrompt} prompt
 * @returns {Record<string, string>} the environment its programs start with
 */
export function windowsIn(folder, { server, libraries, modules }) {
  const system32 = join(folder, 'drive_c', 'windows', 'system32');
  mkdirSync(system32, { recursive: true });
  for (const file of modules) symlinkSync(file, join(system32, file.slice(file.lastIndexOf('/') + 1)));
  // Else Wine sets up a whole Windows first.
  writeFileSync(join(folder, '.update-timestamp'), 'disable\n');
  return {
    WINEPREFIX: folder,
    WINESERVER: server,
    WINEDEBUG: '-all',
    LD_LIBRARY_PATH: libraries,
    // No window can be opened by what runs in a terminal.
    DISPLAY: '',
  };
}

/** @param {string} tree @returns {CommandPrompt} */
function promptIn(tree) {
  const own = join(tree, lib, 'wine', 'x86_64-windows');
  return {
    wine: join(tree, 'usr/lib/wine/wine64'),
    server: join(tree, 'usr/lib/wine/wineserver64'),
    libraries: join(tree, lib),
    modules: [
      ...(existsSync(own) ? readdirSync(own).map((name) => join(own, name)) : []),
      join(tree, 'usr/x86_64-w64-mingw32/lib/zlib1.dll'),
    ],
  };
}
