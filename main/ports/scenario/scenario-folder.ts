import { watch } from 'node:fs';
import { lstat, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, posix, sep } from 'node:path';
import { coreFault } from '@core/form/form.ts';
import type { ScenarioFiles } from '@core/host/ports.ts';

export interface ScenarioFolderInput {
  /** The folder's path, as it is remembered; undefined where none was chosen. */
  readonly place: () => string | undefined;
  /** Lets the person choose one and remembers it; resolves to whether one was chosen. */
  readonly choose: () => Promise<boolean>;
}

const SCENARIO = /\.ya?ml$/i;
/** Scenarios, and the schema that editors complete them by. */
const WRITABLE = /\.ya?ml$|(?:^|\/)scenario\.schema\.json$/i;
/** These, and the table of a matrix. */
const READABLE = /\.(?:ya?ml|csv)$|(?:^|\/)scenario\.schema\.json$/i;
/** More is no folder of scenarios: a home folder was chosen, or a disk. */
const MOST_FILES = 5_000;
const DEEPEST = 8;
const LARGEST = 2_000_000;
/** Editors write a file in several goes. Milliseconds. */
const QUIET = 150;

/**
 * Scenario files of a folder of this computer. No name and no link leads out of it: what is meant is looked up as it
 * really lies on the disk before it is read or written.
 */
export function scenarioFolder({ place, choose }: ScenarioFolderInput): ScenarioFiles {
  const listeners = new Set<() => void>();
  let watching: { readonly of: string; stop(): void } | undefined;

  /** Watches the folder that is chosen now, where anybody listens. Begins with the first list: who starts need not wait. */
  function follow(folder: string): void {
    if (listeners.size === 0 || watching?.of === folder) return;
    watching?.stop();
    watching = { of: folder, stop: watchFolder(folder, () => listeners.forEach((run) => run())) };
  }

  return {
    folder() {
      const folder = place();
      return folder === undefined ? undefined : basename(folder) || folder;
    },
    choose,
    async list() {
      const folder = place();
      if (folder === undefined) return [];
      const root = await realpath(folder);
      follow(folder);
      const found: string[] = [];
      await collect(root, root, '', DEEPEST, found);
      return found.sort((a, b) => a.localeCompare(b, 'en'));
    },
    async read(file) {
      const path = await inside(place(), file, READABLE);
      if (path === undefined) return undefined;
      const { size } = await stat(path);
      if (size > LARGEST)
        throw coreFault('SCENARIO_FILE_TOO_BIG', `${file} is larger than 2 MB: that is no scenario.`, 'file');
      return readFile(path, 'utf8');
    },
    async write(file, text) {
      const folder = place();
      if (folder === undefined) throw coreFault('SCENARIO_NO_FOLDER', 'Choose a folder for scenarios first.');
      const there = await inside(folder, file, WRITABLE);
      const path = there ?? join(await makeFolder(folder, posix.dirname(file)), posix.basename(file));
      // Hidden, so that nobody lists it; renamed, so that nobody reads half of it.
      const aside = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
      await writeFile(aside, text, { encoding: 'utf8', flush: true });
      await rename(aside, path);
    },
    async remove(file) {
      const path = await inside(place(), file, SCENARIO);
      if (path === undefined) return false;
      await rm(path);
      return true;
    },
    onChange(run) {
      listeners.add(run);
      return () => {
        listeners.delete(run);
        if (listeners.size > 0) return;
        watching?.stop();
        watching = undefined;
      };
    },
  };
}

async function collect(
  root: string,
  folder: string,
  below: string,
  depth: number,
  found: string[],
): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (found.length >= MOST_FILES) return;
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory() && depth > 0) await collect(root, path, name, depth - 1, found);
    else if (SCENARIO.test(entry.name) && (entry.isFile() || (await linksInside(root, path))))
      found.push(name);
  }
}

async function linksInside(root: string, path: string): Promise<boolean> {
  const real = await realpath(path).catch(() => undefined);
  return real !== undefined && isBelow(root, real) && (await stat(real)).isFile();
}

/**
 * Where a file of the folder really lies; undefined where there is none.
 * @throws CoreFault SCENARIO_FILE_NAME where the name, or a link on its way, leads out of the folder
 */
async function inside(folder: string | undefined, file: string, kind: RegExp): Promise<string | undefined> {
  checkName(file, kind);
  if (folder === undefined) return undefined;
  const path = join(folder, ...file.split('/'));
  if ((await lstat(path).catch(() => undefined)) === undefined) return undefined;
  const [root, real] = await Promise.all([realpath(folder), realpath(path).catch(() => undefined)]);
  if (real === undefined) return undefined;
  if (!isBelow(root, real)) throw outside(file);
  return real;
}

/** Makes the folders that a new file needs, each looked at before the next: one may be a link to elsewhere. */
async function makeFolder(folder: string, below: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const root = await realpath(folder);
  let path = root;
  for (const part of below === '.' ? [] : below.split('/')) {
    await mkdir(join(path, part)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    path = await realpath(join(path, part));
    if (path !== root && !isBelow(root, path)) throw outside(below);
  }
  return path;
}

function checkName(file: string, kind: RegExp): void {
  const parts = file.split('/');
  const bad = parts.some((part) => part === '' || part.startsWith('.') || /[\\:\0]/.test(part));
  if (bad) throw outside(file);
  if (!kind.test(file))
    throw coreFault('SCENARIO_FILE_NAME', 'A scenario’s file ends in .yaml or .yml.', 'file');
}

function outside(file: string): Error {
  return coreFault(
    'SCENARIO_FILE_NAME',
    `${file} is not a file of the folder: names stay below it and do not begin with a dot.`,
    'file',
  );
}

function isBelow(root: string, path: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
}

/** Where a folder can't be watched, changes made elsewhere are seen when it is listed again. */
function watchFolder(folder: string, changed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const watcher = watch(folder, { recursive: true, persistent: false }, (_event, name) => {
      if (name !== null && !READABLE.test(name)) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        changed();
      }, QUIET);
    });
    watcher.on('error', () => watcher.close());
    return () => {
      clearTimeout(timer);
      watcher.close();
    };
  } catch {
    return () => undefined;
  }
}
