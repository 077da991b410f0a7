import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCore } from './load-core.mjs';
import { challengeTable, exitCodeTable, fill, userTable } from './readme/tables.mjs';
import { root } from './setup/paths.mjs';

// Writes the README's generated tables anew. `npm test` fails while they differ from the code.
const path = join(root, 'README.md');
const { challenges } = await loadCore('src/challenges/index.ts');
const { describeUsers } = await loadCore('src/sandbox/info.ts');
const { EXIT } = await loadCore('main/cli/exit-codes.ts');
const readme = readFileSync(path, 'utf8');
writeFileSync(
  path,
  fill(readme, {
    challenges: challengeTable(challenges),
    users: userTable(describeUsers()),
    'exit codes': exitCodeTable(EXIT),
  }),
);
