import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCore } from './load-core.mjs';
import { benchTitles } from './readme/bench-titles.mjs';
import { readmeTables, sources } from './readme/files.mjs';
import { fill } from './readme/tables.mjs';
import { root } from './setup/paths.mjs';

// Writes the READMEs' generated tables anew. `npm test` fails while they differ from the code.
const modules = [{ benches: benchTitles() }];
for (const source of sources) modules.push(await loadCore(source));
for (const [path, tables] of Object.entries(readmeTables(Object.assign({}, ...modules)))) {
  const file = join(root, path);
  writeFileSync(file, fill(readFileSync(file, 'utf8'), tables));
}
