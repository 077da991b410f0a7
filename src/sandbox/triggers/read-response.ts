import type { JsonValue } from '../../json.ts';
import { DEEPEST_RESPONSE, LARGEST_RESPONSE } from './limits.ts';
import type { TriggerOutcome } from './trigger.ts';

/** What a handler returned, as the JSON text it left its machine as. */
export function readResponse(text: string | undefined): TriggerOutcome {
  if (text === undefined) return { outcome: 'returned', value: undefined };
  if (text.length > LARGEST_RESPONSE) {
    return { outcome: 'threw', message: `Response is larger than ${String(LARGEST_RESPONSE)} characters.` };
  }
  const value = parse(text);
  return value !== undefined && isDeeper(value, DEEPEST_RESPONSE)
    ? { outcome: 'threw', message: `Response is nested deeper than ${String(DEEPEST_RESPONSE)} levels.` }
    : { outcome: 'returned', value };
}

/** A trigger can replace `JSON` and its parts in its own machine, so the text may be anything. */
function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function isDeeper(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
