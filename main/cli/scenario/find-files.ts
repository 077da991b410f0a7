import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

/** What lies in folders. A file that is named itself may be called anything. */
const SCENARIO_FILE = /\.ya?ml$/i;

/** A scenario file: where it is, and how reports name it. */
export interface FoundFile {
  readonly path: string;
  /** Below the folder where the command was typed where it lies there, with `/` between: the same on every machine. */
  readonly name: string;
}

export interface Found {
  /** Sorted by name, each once. */
  readonly files: readonly FoundFile[];
  /** Paths as they were typed that are not there. */
  readonly missing: readonly string[];
}

/** Files that are meant by paths: files by name, and all `.yaml` and `.yml` in folders and below them. */
export async function findFiles(paths: readonly string[], from: string): Promise<Found> {
  const found = new Map<string, FoundFile>();
  const missing: string[] = [];
  for (const typed of paths) {
    const path = resolve(from, typed);
    const there = await stat(path).catch(() => undefined);
    if (there === undefined) missing.push(typed);
    else if (there.isDirectory())
      for (const file of await filesBelow(path)) found.set(file, { path: file, name: nameOf(file, from) });
    else found.set(path, { path, name: nameOf(path, from) });
  }
  return { files: [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), missing };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(path)));
    else if (SCENARIO_FILE.test(entry.name)) files.push(path);
  }
  return files;
}

function nameOf(path: string, from: string): string {
  const below = relative(from, path);
  return (below.startsWith('..') ? path : below).replaceAll(sep, '/');
}
