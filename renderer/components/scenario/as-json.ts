import type { JsonValue } from '@core/json.ts';
import type { ScenarioStep } from '@core/scenario/schema.ts';

/** A part of a scenario as it goes into an edit: what is undefined is not there. */
export function asJson(part: ScenarioStep): JsonValue {
  return JSON.parse(JSON.stringify(part)) as JsonValue;
}
