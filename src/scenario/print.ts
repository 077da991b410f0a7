import { inKeyOrder } from './key-order.ts';
import type { Scenario } from './schema.ts';
import { blockLines } from './yaml-words.ts';

/** Tells editors with a YAML language server which schema the file has: it stands beside it. */
export const SCHEMA_LINE = '# yaml-language-server: $schema=./scenario.schema.json';
export const SCHEMA_FILE = 'scenario.schema.json';

/**
 * A scenario as the text of a file: `version` first, keys in the schema's order.
 * @param notes comments above the first step's list, a line each
 */
export function printScenario(scenario: Scenario, notes: readonly string[] = []): string {
  const { steps, ...head } = inKeyOrder(scenario) as Scenario;
  const comments = notes.map((note) => `# ${note.replaceAll(/\s+/g, ' ')}\n`).join('');
  const list = (steps as readonly object[]).map((step) => blockLines([step], 2)).join('\n');
  return `${SCHEMA_LINE}\n${blockLines(head, 0)}\n${comments}steps:\n${list}\n`;
}
