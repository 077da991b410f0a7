import { ScenarioSchema } from '@core/scenario/schema.ts';

/** A name that may stand at a place, and what it is for. */
export interface KnownName {
  readonly name: string;
  readonly says?: string;
}

/** What of a schema is looked at: valibot's schemas are plain data. */
interface Schema {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly wrapped?: Schema;
  readonly item?: Schema;
  readonly value?: Schema;
  readonly options?: readonly (Schema | string)[];
  readonly literal?: unknown;
  readonly pipe?: readonly { readonly type: string; readonly description?: string }[];
}

/** Keys that the map at a path may have. @param step the kind of step that a path into steps is in */
export function keysAt(path: readonly string[], step?: string): KnownName[] {
  const keys = new Map<string, KnownName>();
  for (const schema of schemasAt(path, step))
    for (const [name, below] of Object.entries(schema.entries ?? {}))
      if (!keys.has(name)) keys.set(name, named(name, below));
  return [...keys.values()];
}

/** Values of a key that are given one by one: of a picklist, a literal or a boolean. */
export function valuesAt(path: readonly string[], key: string, step?: string): string[] {
  return schemasAt([...path, key], step).flatMap((schema) => {
    if (schema.type === 'picklist') return (schema.options ?? []).map(String);
    if (schema.type === 'literal') return [String(schema.literal)];
    return schema.type === 'boolean' ? ['true', 'false'] : [];
  });
}

function schemasAt(path: readonly string[], step: string | undefined): Schema[] {
  const [root] = alternatives(ScenarioSchema as unknown as Schema);
  let found: Schema[] = root === undefined ? [] : [root];
  for (const [at, part] of path.entries()) {
    found = found.flatMap((schema) => into(schema, part)).flatMap(alternatives);
    if (at === 1 && path[0] === 'steps' && step !== undefined)
      found = found.filter(({ entries }) => entries !== undefined && step in entries);
  }
  return found;
}

function into(schema: Schema, part: string): Schema[] {
  if (part === '[]') return schema.item === undefined ? [] : [schema.item];
  const entry = schema.entries?.[part];
  if (entry !== undefined) return [entry];
  return schema.type === 'record' && schema.value !== undefined ? [schema.value] : [];
}

/** The schemas behind optional, nullable and union. */
function alternatives(schema: Schema): Schema[] {
  if (schema.wrapped !== undefined) return alternatives(schema.wrapped);
  if (schema.type === 'union')
    return (schema.options ?? []).flatMap((option) =>
      typeof option === 'string' ? [] : alternatives(option),
    );
  return [schema];
}

function named(name: string, schema: Schema): KnownName {
  const says = descriptionOf(schema);
  return says === undefined ? { name } : { name, says };
}

function descriptionOf(schema: Schema): string | undefined {
  const own = schema.pipe?.find(({ type }) => type === 'description')?.description;
  return own ?? (schema.wrapped === undefined ? undefined : descriptionOf(schema.wrapped));
}
