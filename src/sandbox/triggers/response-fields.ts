import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { unrecognizable } from './refuse-run.ts';

// Members of a trigger's response. Null is what the event arrives with, so it counts as absent; another type than the
// one documented is "Unrecognizable lambda output".

function member(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined;
}

/** @throws InvalidLambdaResponseException */
export function flagField(object: JsonObject, name: string): boolean | undefined {
  const value = member(object, name);
  if (value !== undefined && typeof value !== 'boolean') throw unrecognizable();
  return value;
}

/** @throws InvalidLambdaResponseException */
export function textField(object: JsonObject, name: string): string | undefined {
  const value = member(object, name);
  if (value !== undefined && typeof value !== 'string') throw unrecognizable();
  return value;
}

/** @throws InvalidLambdaResponseException */
export function objectField(object: JsonObject, name: string): JsonObject | undefined {
  const value = member(object, name);
  if (value !== undefined && !isJsonObject(value)) throw unrecognizable();
  return value;
}

/** A map of texts; its null entries are left out. @throws InvalidLambdaResponseException */
export function textsField(object: JsonObject, name: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(objectField(object, name) ?? {})) {
    if (value === null) continue;
    if (typeof value !== 'string') throw unrecognizable();
    texts.set(key, value);
  }
  return texts;
}

/** @throws InvalidLambdaResponseException */
export function listField(object: JsonObject, name: string): readonly string[] | undefined {
  const value = member(object, name);
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw unrecognizable();
  return value.map((item) => {
    if (typeof item !== 'string') throw unrecognizable();
    return item;
  });
}
