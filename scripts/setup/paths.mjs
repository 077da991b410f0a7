import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Downloads and remembered failures: survives `npm ci`, is ignored by git and never packaged. */
export const cacheDir = join(root, '.cache');

/** Stamps about node_modules and what was made with it: vanishes together with node_modules. */
export const stampDir = join(root, 'node_modules', '.cache', 'countersign');
