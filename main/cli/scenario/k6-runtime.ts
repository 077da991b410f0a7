import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { coreFault } from '@core/form/form.ts';

const here = dirname(fileURLToPath(import.meta.url));
/** Built beside the CLI, which runs as out/main/cli.js or a chunk of it. */
const SCRIPT = join(here.replace(/[\\/]chunks$/, ''), 'k6-runtime.js');

/** The core as one module for k6. @throws CoreFault SCENARIO_EXPORT where it was not built */
export async function k6Runtime(script = SCRIPT): Promise<string> {
  try {
    return await readFile(script, 'utf8');
  } catch {
    throw coreFault('SCENARIO_EXPORT', `${script} is not there. Build the application once more.`);
  }
}
