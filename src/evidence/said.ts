import type { JsonObject } from '../json.ts';
import { takenOut } from './taken-out.ts';

/** Texts of these members, those left out that say nothing. */
export function saidOf(object: JsonObject, ...names: readonly string[]): string[] {
  const texts: string[] = [];
  for (const name of names) {
    const value = said(object, name);
    if (value !== undefined) texts.push(value);
  }
  return texts;
}

/** The text of a member; undefined also where it was taken out of the source. */
export function said(object: JsonObject, name: string): string | undefined {
  const value = textOf(object, name);
  return value === undefined || takenOut(value) ? undefined : value;
}

/** Texts of these members that stand in place of what was taken out. */
export function masksOf(object: JsonObject, ...names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const value = textOf(object, name);
    return value !== undefined && value !== '' && takenOut(value) ? [value] : [];
  });
}

/** The text of an own member, whatever it says. */
export function textOf(object: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
