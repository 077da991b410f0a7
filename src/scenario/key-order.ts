import { STEP_KINDS } from './schema.ts';
import { namesAt } from './schema-walk.ts';
import type { Path } from './slip.ts';

/** What a step is called comes first, then what it does, then what it comes to. */
const OF_STEPS = [
  'id',
  'title',
  ...STEP_KINDS,
  'admin',
  'to',
  'with',
  'responses',
  'members',
  'headers',
  'expect',
  'capture',
];

/** The order in which a map's keys are written: as the schema lists them. Undefined for maps whose keys are free. */
export function keyOrder(path: Path): readonly string[] | undefined {
  if (path[0] === 'steps' && path.length === 2) return OF_STEPS;
  return namesAt(path);
}

/** A value with every key of its maps in that order; free keys as they are. */
export function inKeyOrder(value: unknown, path: Path = []): unknown {
  if (Array.isArray(value))
    return (value as unknown[]).map((each, index) => inKeyOrder(each, [...path, index]));
  if (typeof value !== 'object' || value === null) return value;
  const order = keyOrder(path) ?? [];
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => rank(one) - rank(other))
      .map(([key, each]) => [key, inKeyOrder(each, [...path, key])]),
  );
}
