import { toJsonSchema } from '@valibot/to-json-schema';
import { Json } from './schema/parts.ts';
import { ScenarioSchema } from './schema.ts';

/** The JSON Schema of a scenario file, draft 7: what editors with a YAML language server read. */
export function scenarioJsonSchema(): object {
  const { $schema, ...schema } = toJsonSchema(ScenarioSchema, {
    definitions: { Json },
    // Checks in code (a regular expression that can be read) have no place there.
    errorMode: 'ignore',
    ignoreActions: ['check'],
  });
  return {
    $schema,
    title: 'Countersign scenario',
    description: 'A Cognito sign-in as intents, checks and references to secrets.',
    ...schema,
  };
}
