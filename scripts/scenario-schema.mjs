import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { loadCore } from './load-core.mjs';
import { root } from './setup/paths.mjs';

// Writes src/scenario/scenario.schema.json anew. `npm test` fails while it differs from the code.
const { scenarioJsonSchema } = await loadCore('src/scenario/json-schema.ts');
const text = await format(JSON.stringify(scenarioJsonSchema()), { parser: 'json', printWidth: 110 });
writeFileSync(join(root, 'src/scenario/scenario.schema.json'), text);
