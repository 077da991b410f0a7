import { isJsonObject, type JsonObject, type JsonValue } from '@core/json.ts';
import { inOrder, isSingle, pythonWord } from './python-word.ts';

/** A part of a table: an object, or a list of what belongs together. */
export interface Section {
  readonly title: string;
  /** How many lists and objects it stands in. */
  readonly depth: number;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A result as the sections of the AWS CLI's table, outermost first; nothing of what is empty. */
export function sectionsOf(title: string, value: JsonValue, depth = 0): Section[] {
  if (Array.isArray(value)) return listSections(title, value, depth);
  return isJsonObject(value) ? objectSections(title, value, depth) : [];
}

function objectSections(title: string, value: JsonObject, depth: number): Section[] {
  if (Object.keys(value).length === 0) return [];
  const { single, within } = membersOf([value]);
  const words = single.map((key) => pythonWord(value[key] ?? null));
  const [only] = single;
  const section =
    only !== undefined && single.length === 1
      ? { headers: [], rows: [[only, ...words]] }
      : { headers: single, rows: single.length === 0 ? [] : [words] };
  return [
    { title, depth, ...section },
    ...within.flatMap((key) => sectionsOf(key, value[key] ?? null, depth + 1)),
  ];
}

function listSections(title: string, list: readonly JsonValue[], depth: number): Section[] {
  if (list.length === 0) return [];
  const objects = list.filter(isJsonObject);
  if (objects.length === 0)
    return [{ title, depth, headers: [], rows: list.map((each) => [pythonWord(each)]) }];
  const { single: headers, within } = membersOf(objects);
  const rowOf = (each: JsonObject) =>
    headers.map((key) => (Object.hasOwn(each, key) ? pythonWord(each[key] ?? null) : ''));
  if (within.length === 0) return [{ title, depth, headers, rows: objects.map(rowOf) }];
  // One that holds more has a section of its own, so that what it holds stands below it.
  return objects.flatMap((each) => [
    { title, depth, headers, rows: [rowOf(each)] },
    ...within
      .filter((key) => Object.hasOwn(each, key))
      .flatMap((key) => sectionsOf(key, each[key] ?? null, depth + 1)),
  ]);
}

function membersOf(objects: readonly JsonObject[]): { readonly single: string[]; readonly within: string[] } {
  const single = new Set<string>();
  const within = new Set<string>();
  for (const object of objects)
    for (const [key, value] of Object.entries(object)) (isSingle(value) ? single : within).add(key);
  return { single: inOrder(single), within: inOrder(within) };
}
