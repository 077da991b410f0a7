import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';

/** What each bench says it measures, read from its text: to import one is to load what it measures. */
export function benchTitles() {
  const folder = join(root, 'scripts', 'bench');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.mjs') && !file.endsWith('.test.mjs'))
    .sort()
    .map((file) => {
      const [, title] =
        /^export const title =\s+'(.*)';$/m.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
      if (title === undefined) throw new Error(`scripts/bench/${file} exports no title in quotes.`);
      return { name: file.slice(0, -'.mjs'.length), title };
    });
}
