import { parse, type AnyNode } from '@humanwhocodes/momoa';
import type { JsonValue } from '../json.ts';

/** `[start, end)` in the text. */
export type Range = readonly [start: number, end: number];

/** A JSON text's values with their places in it. */
export type JsonNode =
  | { readonly type: 'object'; readonly range: Range; readonly members: readonly JsonMember[] }
  | { readonly type: 'array'; readonly range: Range; readonly elements: readonly JsonNode[] }
  | { readonly type: 'string'; readonly range: Range; readonly value: string }
  | { readonly type: 'number' | 'boolean' | 'null'; readonly range: Range };

export interface JsonMember {
  readonly name: string;
  /** Of the name, quotes and all. */
  readonly nameRange: Range;
  readonly value: JsonNode;
}

/**
 * The tree of a JSON text. A name that comes twice stands there twice.
 * @throws what reading it comes to: a text that is no JSON, or is nested deeper than the call stack goes
 */
export function jsonTree(text: string): JsonNode {
  return asWritten(text) ?? fromSyntax(parse(text, { ranges: true }).body);
}

/**
 * Services and this console write JSON as JSON.stringify does: then the places follow from the values, and a syntax tree,
 * some thirty times slower, is not needed. Undefined for a text that is written otherwise.
 */
function asWritten(text: string): JsonNode | undefined {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
  return JSON.stringify(value) === text ? placed(value, 0) : undefined;
}

function placed(value: JsonValue, start: number): JsonNode {
  if (typeof value === 'string') return { type: 'string', range: [start, start + lengthOf(value)], value };
  if (Array.isArray(value)) return placedArray(value, start);
  if (typeof value === 'object' && value !== null) return placedObject(value, start);
  const type = value === null ? 'null' : typeof value === 'boolean' ? 'boolean' : 'number';
  return { type, range: [start, start + String(value).length] };
}

function placedArray(values: readonly JsonValue[], start: number): JsonNode {
  let at = start + 1;
  const elements = values.map((value) => {
    const node = placed(value, at);
    at = node.range[1] + 1;
    return node;
  });
  // After the last one stands the bracket in place of a comma.
  return { type: 'array', range: [start, values.length === 0 ? at + 1 : at], elements };
}

function placedObject(object: Readonly<Record<string, JsonValue>>, start: number): JsonNode {
  let at = start + 1;
  const members = Object.entries(object).map(([name, value]): JsonMember => {
    const nameEnd = at + lengthOf(name);
    const node = placed(value, nameEnd + 1);
    const member = { name, nameRange: [at, nameEnd] as const, value: node };
    at = node.range[1] + 1;
    return member;
  });
  return { type: 'object', range: [start, members.length === 0 ? at + 1 : at], members };
}

/** Of a text as JSON writes it. */
function lengthOf(text: string): number {
  return JSON.stringify(text).length;
}

function fromSyntax(node: AnyNode): JsonNode {
  const range = node.range ?? [0, 0];
  switch (node.type) {
    case 'Object':
      return {
        type: 'object',
        range,
        members: node.members.flatMap(({ name, value }) =>
          name.type === 'String'
            ? [{ name: name.value, nameRange: name.range ?? [0, 0], value: fromSyntax(value) }]
            : [],
        ),
      };
    case 'Array':
      return { type: 'array', range, elements: node.elements.map(({ value }) => fromSyntax(value)) };
    case 'String':
      return { type: 'string', range, value: node.value };
    case 'Boolean':
      return { type: 'boolean', range };
    case 'Null':
      return { type: 'null', range };
    default:
      return { type: 'number', range };
  }
}
