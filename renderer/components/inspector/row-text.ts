import type { JsonValue } from '@core/json.ts';
import { endOfCharacter } from '../../ui/whole-characters.ts';
import type { TreeRow } from './tree.ts';

/** What a value's colour tells, beside the way JSON writes it. */
export function kindOf(value: JsonValue): 'literal' | 'number' | 'string' {
  if (value === null || typeof value === 'boolean') return 'literal';
  return typeof value === 'number' ? 'number' : 'string';
}

/** What a row says in place of members of its own: how many. */
export function memberCount({ value, count = 0 }: Pick<TreeRow, 'value' | 'count'>): string {
  return Array.isArray(value) ? `[ ${count} ]` : `{ ${count} }`;
}

/**
 * A value as JSON writes it; JSON inside a text without a second layer of escapes.
 * @param most characters of a text that are written, about
 */
export function valueText({ value, holds }: Pick<TreeRow, 'value' | 'holds'>, most: number): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  // Cut before it is escaped: a row that shows a line of it must not pay for all.
  const end = value.length > most ? endOfCharacter(value, most) : value.length;
  const part = value.slice(0, end);
  const text = holds === 'json' ? part : JSON.stringify(part);
  const left = value.length - end;
  return left === 0 ? text : `${text} … ${left.toLocaleString('en-US')} more characters`;
}
