import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A hash over the names and contents of files and folders; what does not exist counts as empty.
 * Contents, not times: a checkout changes times, and an edit undone needs no build.
 * @param {string} base
 * @param {readonly string[]} entries relative to base
 */
export function fingerprint(base, entries) {
  const hash = createHash('sha256');
  for (const file of entries.flatMap((entry) => filesUnder(base, entry)).sort()) {
    const content = readFileSync(join(base, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} base @param {string} path @returns {string[]} */
function filesUnder(base, path) {
  const stats = statSync(join(base, path), { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (stats.isFile()) return isBuildInput(path) ? [path] : [];
  return readdirSync(join(base, path)).flatMap((name) => filesUnder(base, `${path}/${name}`));
}

/** Tests lie beside the code but are not built. @param {string} path */
function isBuildInput(path) {
  return !/\.test\.[cm]?[jt]s$/.test(path);
}
