import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { SetupError } from './setup-error.mjs';

export function ensureNodeVersion(current = process.versions.node) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const least = String(engines.node).replace(/^[^\d]*/, '');
  if (isOlder(current, least)) {
    throw new SetupError(
      `Node ${current} is too old: install Node ${least} or newer, then run the command again.`,
    );
  }
}

/** @param {string} version @param {string} least */
export function isOlder(version, least) {
  const [have, want] = [version, least].map((text) => text.split('.').map(Number));
  for (const at of [0, 1, 2]) {
    const difference = (have?.[at] ?? 0) - (want?.[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
