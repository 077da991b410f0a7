import type { ActionNote } from '../../contract/actions.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { nearestName } from '../../nearest.ts';
import type { Around } from './spec.ts';

type Attributes = Readonly<Record<string, string>>;

/**
 * What the pool's schema says against attributes that are to be set: those it does not have, and those that keep the
 * value they have. Hints, never a block: a tester may want the refusal. Nothing where the schema could not be read, or is
 * told as empty, as emulators may.
 */
export function schemaHints(given: Attributes, { facts, pool }: Around): ActionNote[] {
  const schema = attributesOf(pool);
  if (schema.size === 0) return [];
  return Object.entries(given).flatMap(([name, value]): ActionNote[] => {
    const attribute = schema.get(name);
    if (attribute === undefined) return [refused(`the pool has no attribute ${name}${meant(name, schema)}`)];
    const before = facts[name];
    if (attribute['Mutable'] === false && before !== undefined && before !== value)
      return [refused(`${name} can’t be changed once it is set`)];
    return value === '' && attribute['Required'] === true ? [refused(`the pool requires ${name}`)] : [];
  });
}

/** Who is made without an attribute that the pool requires has to give it with the new password (NEW_PASSWORD_REQUIRED). */
export function askedLater(given: Attributes, { pool }: Around): ActionNote[] {
  const names = [...attributesOf(pool)]
    .filter(([name, { Required }]) => Required === true && name !== 'sub')
    .map(([name]) => name)
    .filter((name) => (given[name] ?? '') === '');
  if (names.length === 0) return [];
  const text = `The pool requires ${names.join(', ')}: asked for at the first sign-in, beside the new password.`;
  return [{ kind: 'says', text }];
}

const refused = (why: string): ActionNote => ({ kind: 'refuses', text: `Cognito refuses this: ${why}.` });

/** `SchemaAttributeType` by its name, custom ones with their prefix. */
function attributesOf(pool: JsonObject | undefined): ReadonlyMap<string, JsonObject> {
  const told = pool?.['SchemaAttributes'];
  const attributes = Array.isArray(told) ? told.filter((one) => isJsonObject(one)) : [];
  return new Map(attributes.map((one) => [String(one['Name'] ?? ''), one] as const));
}

function meant(name: string, schema: ReadonlyMap<string, JsonObject>): string {
  const near = schema.has(`custom:${name}`) ? `custom:${name}` : nearestName(name, [...schema.keys()]);
  return near === undefined ? '' : `; ${near} is probably meant`;
}
