import { asText, type JsonValue } from '@core/json.ts';
import { plain } from '../../plain-text.ts';

/** A single value as Python, and so the AWS CLI, writes it into texts and tables; what a terminal obeys is escaped. */
export function pythonWord(value: JsonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return plain(asText(value));
}

/** True for what fills one cell: no list and no object. */
export function isSingle(value: JsonValue): boolean {
  return value === null || typeof value !== 'object';
}

/** Sorted, for members' names, which are ASCII, as Python does: by their code units. */
export function inOrder(names: Iterable<string>): string[] {
  return [...names].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
}
