import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCore } from './load-core.mjs';
import { challengeTable, exitCodeTable, fill, settingTable, userTable } from './readme/tables.mjs';
import { root } from './setup/paths.mjs';

// Writes the README's generated tables anew. `npm test` fails while they differ from the code.
const path = join(root, 'README.md');
const { challenges } = await loadCore('src/challenges/index.ts');
const { builtInSeed } = await loadCore('src/sandbox/seed/built-in.ts');
const { describeSettings, settledWithoutSetting } = await loadCore('src/sandbox/settings-guide.ts');
const { EXIT } = await loadCore('main/cli/exit-codes.ts');
const readme = readFileSync(path, 'utf8');
writeFileSync(
  path,
  fill(readme, {
    challenges: challengeTable(challenges),
    users: userTable(builtInSeed),
    'exit codes': exitCodeTable(EXIT),
    settings: settingTable(describeSettings(), settledWithoutSetting),
  }),
);
