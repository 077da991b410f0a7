import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';

// Reading what the service described: a member may be there, be of another kind, or be missing.

/** The value at a path of members; undefined where something on the way is missing. */
export function at(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (inner, name) =>
      inner !== undefined && isJsonObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined,
    value,
  );
}

export function textAt(value: JsonValue | undefined, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function numberAt(value: JsonValue | undefined, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

export function flagAt(value: JsonValue | undefined, ...path: readonly string[]): boolean {
  return at(value, ...path) === true;
}

/** Empty where there is no list. */
export function textsAt(value: JsonValue | undefined, ...path: readonly string[]): readonly string[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found.filter((entry) => typeof entry === 'string') : [];
}

export function objectsAt(value: JsonValue | undefined, ...path: readonly string[]): readonly JsonObject[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found.filter(isJsonObject) : [];
}
