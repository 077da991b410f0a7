import { parseJsonText } from '../../chain/json-text.ts';
import { type Shape, structureNamed } from '../service/service.ts';
import type { JsonValue } from '../../json.ts';
import { slip } from './slip.ts';
import { readShorthand, type Shorthand } from './shorthand.ts';

/**
 * What words after a flag say: JSON, the AWS CLI's shorthand, or a text as it stands.
 * @param words those of a list, or the single one of anything else
 * @param from what a text stands for: itself, or a file's content
 * @throws CoreFault ADMIN_INPUT
 */
export function memberValue(
  flag: string,
  shape: Shape,
  words: readonly string[],
  from: (text: string) => string,
): JsonValue {
  try {
    // The AWS CLI takes a file in place of the one word there is.
    const given = words.length === 1 ? words.map(from) : words;
    const [head = ''] = given;
    if (shape.type !== 'list') return one(shape, head, from);
    if (given.length === 1 && looksLike('[', head)) return jsonIn(head);
    return given.map((word) => one(shape.of, word, from));
  } catch (error) {
    throw slip(`Error parsing parameter '--${flag}': ${error instanceof Error ? error.message : ''}`);
  }
}

/** Whether shorthand says it: a structure, a map, or a list of more than texts. */
export function isComplex(shape: Shape): boolean {
  const { type } = shape.type === 'list' ? shape.of : shape;
  return type === 'list' || type === 'map' || type === 'structure';
}

function one(shape: Shape, word: string, from: (text: string) => string): JsonValue {
  if (!isComplex(shape)) return scalar(shape, word);
  return looksLike('{', word) || looksLike('[', word)
    ? jsonIn(word)
    : fitted(readShorthand(word, from), shape);
}

/** Texts of shorthand as what the model has in their place: one of a list may stand alone. */
function fitted(value: Shorthand, shape: Shape): JsonValue {
  if (shape.type === 'list')
    return (Array.isArray(value) ? value : [value]).map((each) => fitted(each, shape.of));
  if (Array.isArray(value)) return value.map((each) => fitted(each, { type: 'text' }));
  if (typeof value !== 'string') {
    const members = shape.type === 'structure' ? structureNamed(shape.shape).members : undefined;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => {
        const of = members === undefined ? (shape.type === 'map' ? shape.of : undefined) : members[key];
        return [key, fitted(each, of ?? { type: 'text' })];
      }),
    );
  }
  if (shape.type === 'boolean' && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return shape.type === 'number' ? scalar(shape, value) : value;
}

function scalar(shape: Shape, word: string): JsonValue {
  if (shape.type === 'document') return jsonIn(word);
  if (shape.type === 'boolean') return word.toLowerCase() !== 'false';
  if (shape.type !== 'number') return word;
  if (!/^\s*[+-]?\d+\s*$/.test(word)) throw slip(`It takes a whole number, not ${word}.`);
  if (!Number.isSafeInteger(Number(word))) throw slip(`It takes a smaller number than ${word}.`);
  return Number(word);
}

function looksLike(sign: '[' | '{', word: string): boolean {
  return word.trimStart().startsWith(sign);
}

function jsonIn(text: string): JsonValue {
  const read = parseJsonText(text);
  if (!read.ok) throw slip(`Invalid JSON: ${read.detail}`);
  return read.value;
}
