import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What became of the file of `--state` at a start. */
export interface StateNote {
  readonly says: string;
  /** It could not be used and was moved away: told twice, because what it held is missing now. */
  readonly damaged: boolean;
}

/** Looks at the file's folder before the sandbox starts; the answer looks again, and tells what changed. */
export async function watchState(path: string, seeded: boolean): Promise<() => Promise<StateNote>> {
  const before = await namesBeside(path);
  return async () => {
    const aside = (await namesBeside(path)).filter((name) => isAside(path, name) && !before.includes(name));
    const [moved] = aside.sort().reverse();
    if (moved !== undefined) {
      const kept = join(dirname(path), moved);
      return {
        says: `State: ${path} was damaged and is kept as ${kept}; the sandbox began at its seed`,
        damaged: true,
      };
    }
    if (!before.includes(basename(path)))
      return { says: `State: ${path} is new and kept from now on`, damaged: false };
    const seed = seeded ? '; --seed counts at the next reset' : '';
    return { says: `State: going on from ${path}${seed}`, damaged: false };
  };
}

function isAside(path: string, name: string): boolean {
  return name.startsWith(`${basename(path)}.unreadable-`);
}

async function namesBeside(path: string): Promise<string[]> {
  return readdir(dirname(path));
}
