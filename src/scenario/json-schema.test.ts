import { describe, expect, it } from 'vitest';
import { scenarioJsonSchema } from './json-schema.ts';
import written from './scenario.schema.json' with { type: 'json' };

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly description?: string;
}

/** Places of keys that nothing is said of. */
function undescribed(
  { properties = {}, anyOf = [], items, additionalProperties }: Schema,
  place = '',
): string[] {
  return [
    ...Object.entries(properties).flatMap(([name, schema]) => [
      ...(schema.description === undefined ? [`${place}/${name}`] : []),
      ...undescribed(schema, `${place}/${name}`),
    ]),
    ...anyOf.flatMap((schema) => undescribed(schema, place)),
    ...(items === undefined ? [] : undescribed(items, place)),
    ...(typeof additionalProperties === 'object' ? undescribed(additionalProperties, place) : []),
  ];
}

describe('the published JSON Schema', () => {
  it('is that of the code: `node scripts/scenario-schema.mjs` writes it anew', () => {
    expect(written).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema())));
  });

  it('says what every key is for', () => {
    expect(undescribed(written as Schema)).toEqual([]);
  });
});
