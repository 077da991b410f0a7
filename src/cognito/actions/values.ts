import type { ActionField, ActionValues } from '../../contract/actions.ts';
import type { JsonObject } from '../../json.ts';

/** What a field holds, as the kind of it that is wanted; a value of another kind counts as none. */
export function textOf(values: ActionValues, key: string): string {
  const value = values[key];
  return typeof value === 'string' ? value : '';
}

export function flagOf(values: ActionValues, key: string): boolean {
  return values[key] === true;
}

export function namesOf(values: ActionValues, key: string): readonly string[] {
  const value = values[key];
  return Array.isArray(value) ? value : [];
}

export function mapOf(values: ActionValues, key: string): Readonly<Record<string, string>> {
  const value = values[key];
  return typeof value === 'object' && !Array.isArray(value) ? value : {};
}

/** Whether a field is shown, by what another one holds. */
export function isShown({ when }: ActionField, values: ActionValues): boolean {
  return when === undefined || when.is.includes(textOf(values, when.key));
}

/** Nothing was filled in: an empty text, no row, no tick. */
export function isEmpty(values: ActionValues, key: string): boolean {
  const value = values[key];
  if (value === undefined || value === false || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** A map of texts as the API's list of attributes. */
export function attributeList(map: Readonly<Record<string, string>>): JsonObject[] {
  return Object.entries(map).map(([Name, Value]) => ({ Name, Value }));
}

/** A member, left out where its map is empty. */
export function mapMember(name: string, map: Readonly<Record<string, string>>): JsonObject {
  return Object.keys(map).length === 0 ? {} : { [name]: { ...map } };
}

/** The presets of a form with what was filled in over them. What the form does not have stays out. */
export function filled(fields: readonly ActionField[], given: ActionValues): ActionValues {
  return Object.fromEntries(fields.map(({ key, preset }) => [key, given[key] ?? copied(preset)]));
}

function copied(preset: ActionField['preset']): ActionValues[string] {
  if (typeof preset !== 'object') return preset;
  return isList(preset) ? [...preset] : { ...preset };
}

function isList(preset: readonly string[] | Readonly<Record<string, string>>): preset is readonly string[] {
  return Array.isArray(preset);
}
