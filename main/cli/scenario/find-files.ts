import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

/** What lies in folders. A file that is named itself may be called anything. */
const SCENARIO_FILE = /\.ya?ml$/i;

/** A scenario file: where it is, and how reports name it. */
export interface FoundFile {
  readonly path: string;
  /** Below the folder where the command was typed where it lies there, with `/` between: the same on every machine. */
  readonly name: string;
  /** Of one that comes with the console, and lies nowhere. */
  readonly text?: string;
}

export interface Found {
  /** Sorted by name, each once. */
  readonly files: readonly FoundFile[];
  /** Paths as they were typed that are not there. */
  readonly missing: readonly string[];
}

/** What the scenarios that come with the console are called, where nothing of that name lies here. */
export const GALLERY = 'gallery';

/**
 * Files that are meant by paths: files by name, all `.yaml` and `.yml` in folders and below them, and `gallery` or what
 * stands below it.
 */
export async function findFiles(paths: readonly string[], from: string): Promise<Found> {
  const found = new Map<string, FoundFile>();
  const missing: string[] = [];
  for (const typed of paths) {
    const path = resolve(from, typed);
    const there = await stat(path).catch(() => undefined);
    if (there === undefined) {
      const shipped = await fromGallery(typed);
      if (shipped.length === 0) missing.push(typed);
      for (const file of shipped) found.set(file.path, file);
    } else if (there.isDirectory())
      for (const file of await filesBelow(path)) found.set(file, { path: file, name: nameOf(file, from) });
    else found.set(path, { path, name: nameOf(path, from) });
  }
  return { files: [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), missing };
}

async function fromGallery(typed: string): Promise<FoundFile[]> {
  const wanted = typed.replaceAll('\\', '/').replace(/\/+$/, '');
  if (wanted !== GALLERY && !wanted.startsWith(`${GALLERY}/`)) return [];
  const { gallery } = await import('@core/scenario/gallery.ts');
  return [...gallery].flatMap(([short, text]) => {
    const name = `${GALLERY}/${short}.yaml`;
    const meant =
      [GALLERY, name, name.replace(/\.yaml$/, '')].includes(wanted) || name.startsWith(`${wanted}/`);
    return meant ? [{ path: name, name, text }] : [];
  });
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
