import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';

// How replies of the service are read: what is not there, or is something else than it should be, is absent.

export function textOf(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Epoch milliseconds. The service writes epoch seconds; some emulators write ISO 8601. */
export function momentOf(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  if (typeof value === 'number') return Math.round(value * 1_000);
  const at = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? undefined : at;
}

export function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

export function textsOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

export function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** `AttributeListType`: pairs of Name and Value, in the service's order. */
export function attributesOf(value: JsonValue | undefined): readonly { name: string; value: string }[] {
  return objectsOf(value).flatMap((pair) => {
    const name = textOf(pair, 'Name');
    return name === undefined ? [] : [{ name, value: textOf(pair, 'Value') ?? '' }];
  });
}
