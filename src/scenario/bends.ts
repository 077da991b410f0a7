import type { JsonValue } from '../json.ts';
import { filledWithin } from './placeholders.ts';
import { wrongIn } from './schema.ts';

type Bends = Readonly<Record<string, unknown>>;

/**
 * Bends as they travel: every `${NAME}` filled in, and what says of itself that it is wrong on purpose as its text.
 * @throws what `fill` throws
 */
export async function filledBends(
  bends: Bends,
  fill: (text: string) => Promise<string>,
): Promise<Record<string, JsonValue>> {
  return bare((await filledWithin(bends, fill)) as JsonValue) as Record<string, JsonValue>;
}

/** A member's value, at any depth; the map of all of them is none itself, whatever its names. */
function bareValue(value: JsonValue): JsonValue {
  return wrongIn(value) ?? bare(value);
}

function bare(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(bareValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, bareValue(each)]));
}
