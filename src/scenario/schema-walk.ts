import type * as v from 'valibot';
import { ScenarioSchema } from './schema.ts';
import type { Path } from './slip.ts';

/** The keys that the map at a place of a scenario may have, in the schema's order. */
export function namesAt(path: Path): string[] | undefined {
  return namesOf(schemaAt(ScenarioSchema, path));
}

/** The schema of a place, as far as it can be told. */
export function schemaAt(schema: v.GenericSchema, path: Path): v.GenericSchema | undefined {
  let at: v.GenericSchema | undefined = schema;
  for (const key of path) {
    at = optionsOf(at)
      .map((option) => below(option, key))
      .find((found) => found !== undefined);
    if (at === undefined) return undefined;
  }
  return at;
}

/** What of a schema this looks into. */
interface Inside {
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly options?: readonly v.GenericSchema[];
  readonly wrapped?: v.GenericSchema;
  readonly item?: v.GenericSchema;
  readonly value?: v.GenericSchema;
}
const inside = (schema: v.GenericSchema | undefined): Inside => (schema ?? {}) as Inside;

function below(schema: v.GenericSchema, key: string | number): v.GenericSchema | undefined {
  const { entries, item, value } = inside(schema);
  return typeof key === 'number' ? item : entries === undefined ? value : entries[key];
}

/** The alternatives of a union, whatever it is wrapped in; a schema that is none alone. */
export function optionsOf(schema: v.GenericSchema | undefined): v.GenericSchema[] {
  if (schema === undefined) return [];
  const { options, wrapped } = inside(schema);
  if (wrapped !== undefined) return optionsOf(wrapped);
  return schema.type === 'union' && options !== undefined ? options.flatMap(optionsOf) : [schema];
}

/** The keys that a map of this schema may have; undefined where any may. */
export function namesOf(schema: v.GenericSchema | undefined): string[] | undefined {
  const all = optionsOf(schema).flatMap((option) => Object.keys(inside(option).entries ?? {}));
  return all.length === 0 ? undefined : [...new Set(all)];
}

/** Those of them that it needs. */
export function requiredOf(schema: v.GenericSchema): string[] {
  return Object.entries(inside(schema).entries ?? {})
    .filter(([, entry]) => entry.type !== 'optional')
    .map(([name]) => name);
}
