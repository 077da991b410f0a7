import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = join(dirname(fileURLToPath(import.meta.url)), 'evaluation-app');
const files = ['package.json', 'main.mjs', 'folder-argument.mjs'];

/**
 * Puts our default app where Electron looks for one. The bundle has no default_app.asar,
 * without which `electron FOLDER` cannot load a folder.
 * @param {string} dist
 */
export function installEvaluationApp(dist) {
  const target = join(dist, 'resources', 'app');
  mkdirSync(target, { recursive: true });
  for (const name of files) {
    const [from, to] = [join(source, name), join(target, name)];
    if (!existsSync(to) || !readFileSync(from).equals(readFileSync(to))) cpSync(from, to);
  }
}
