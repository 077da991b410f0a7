import { isJsonObject, type JsonObject } from '../json.ts';
import { memberOf } from './model/check-members.ts';
import { missingParameter } from './refusal.ts';

/** A text member that may be absent. Run after `checkMembers`, which refuses other types. */
export function text(input: JsonObject, name: string): string | undefined {
  const value = memberOf(input, name);
  return typeof value === 'string' ? value : undefined;
}

/** A text member that the service model requires. */
export function requiredText(input: JsonObject, name: string): string {
  return text(input, name) ?? '';
}

export function flag(input: JsonObject, name: string): boolean {
  return memberOf(input, name) === true;
}

export function number(input: JsonObject, name: string): number | undefined {
  const value = memberOf(input, name);
  return typeof value === 'number' ? value : undefined;
}

export function structure(input: JsonObject, name: string): JsonObject | undefined {
  const value = memberOf(input, name);
  return isJsonObject(value) ? value : undefined;
}

/** The text entries of a list; those that are null count as absent. Undefined for a list that is absent itself. */
export function textList(input: JsonObject, name: string): string[] | undefined {
  const value = memberOf(input, name);
  return Array.isArray(value)
    ? value.filter((entry): entry is string => typeof entry === 'string')
    : undefined;
}

/** UserAttributes and the like: the value of an entry without one is empty, as the service reads it. */
export function attributeMap(input: JsonObject, name: string): Map<string, string> {
  const value = memberOf(input, name);
  const entries = Array.isArray(value) ? value.filter(isJsonObject) : [];
  return new Map(entries.map((entry) => [requiredText(entry, 'Name'), requiredText(entry, 'Value')]));
}

/** AuthParameters or ChallengeResponses. */
export type TextMap = ReadonlyMap<string, string>;

/** A string map; entries that are null or empty count as absent, as shipped clients send both for "none". */
export function textMap(input: JsonObject, name: string): TextMap {
  const entries = Object.entries(structure(input, name) ?? {});
  return new Map(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''),
  );
}

/** @throws InvalidParameterException "Missing required parameter X" */
export function need(map: TextMap, key: string): string {
  const value = map.get(key);
  if (value === undefined) throw missingParameter(key);
  return value;
}
