import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadCore } from './load-core.mjs';
import { giveUp, setUp } from './setup.mjs';
import { root } from './setup/paths.mjs';

/*
 * npm run bench -- [NAME] [--quick]
 *
 * A bench is scripts/bench/NAME.mjs with
 *   export const title = 'what it measures'
 *   export default async function ({ loadCore, quick }) { return ['one line per result'] }
 * `quick` asks for a tenth of the work or so: enough to see that the bench works, not to quote its figures.
 */
const folder = join(root, 'scripts', 'bench');
const quick = process.argv.includes('--quick');
const wanted = process.argv.slice(2).find((argument) => argument !== '--quick');

try {
  await setUp();
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.mjs') && !file.endsWith('.test.mjs'))
        .map((file) => file.slice(0, -'.mjs'.length))
        .sort()
    : [];
  const chosen = wanted === undefined ? names : names.filter((name) => name === wanted);
  if (chosen.length === 0) {
    console.error(
      wanted === undefined
        ? 'There are no benches in scripts/bench.'
        : `No bench is called ${wanted}. There are: ${names.join(', ')}.`,
    );
    process.exitCode = 1;
  }
  for (const name of chosen) {
    const bench = await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
    console.log(`${name}: ${bench.title}`);
    const lines = await bench.default({ loadCore, quick });
    for (const line of [lines].flat()) console.log(`  ${line}`);
  }
} catch (error) {
  giveUp(error);
}
