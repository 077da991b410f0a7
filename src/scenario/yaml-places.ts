import {
  type Document,
  isAlias,
  isCollection,
  isNode,
  isPair,
  isScalar,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Path } from './slip.ts';

// Where the parts of a YAML text stand in it.

/** A text and where its nodes stand in it. */
export interface PlacedYaml {
  readonly text: string;
  readonly document: Document;
}

interface Lines {
  readonly from: number;
  readonly to: number;
  readonly indent: number;
}

/** The lines of an item of a block list, from its dash on. */
export function itemLines({ text }: PlacedYaml, list: YAMLSeq, index: number): Lines | undefined {
  const range = rangeOf(list.items[index]);
  if (range === undefined) return undefined;
  const from = lineStart(text, range[0]);
  const [, space, rest] = /^( *)(-[ ]+)/.exec(text.slice(from, range[0])) ?? [];
  if (space === undefined || rest === undefined) return undefined;
  return { from, to: lineEnd(text, endOfNode(list.items[index] as Node)), indent: space.length };
}

export function nodeAt({ document }: PlacedYaml, path: Path): Node | undefined {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) && !isAlias(node) ? node : undefined;
}

export function pairIndex(map: YAMLMap, key: string): number {
  return map.items.findIndex((pair) => nameOf(pair) === key);
}

export function nameOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

export function valueOf(pair: Pair | undefined): Node | undefined {
  return isPair(pair) && isNode(pair.value) ? pair.value : undefined;
}

export function keyStart(pair: Pair | undefined): number | undefined {
  return pair !== undefined && isNode(pair.key) ? pair.key.range?.[0] : undefined;
}

/** Where a member's value ends: that of a key without one is the key's. */
export function endOf(pair: Pair | undefined): number | undefined {
  if (pair === undefined) return undefined;
  const value = valueOf(pair);
  if (value?.range) return endOfNode(value);
  return isNode(pair.key) ? pair.key.range?.[1] : undefined;
}

/** Of a block, where its last value ends: its own end is past the comments below it. */
export function endOfNode(node: Node): number {
  const end = node.range?.[1] ?? 0;
  if (!isCollection(node) || node.flow === true || node.items.length === 0) {
    return isBlock(node) && isScalar(node) ? end - 1 : end;
  }
  const last: unknown = node.items.at(-1);
  if (isPair(last)) return endOf(last) ?? end;
  return isNode(last) ? endOfNode(last) : end;
}

/** The comment at the end of a member's first line, with the space before it; empty without one. */
export function commentOf(text: string, pair: Pair): string {
  const value = valueOf(pair);
  // An empty value may be placed where the comment begins.
  const [from = 0, to = 0] = value?.range ?? [];
  if (value !== undefined && from < to && !isBlock(value)) return commentAfter(text, value);
  const key = isNode(pair.key) ? pair.key.range?.[1] : undefined;
  if (key === undefined) return '';
  return /^\s*:(?:[ \t]+[^\s#]\S*)*([ \t]+#.*)/.exec(text.slice(key, lineEnd(text, key)))?.[1] ?? '';
}

/** The comment in the line that a value ends in; of a block it is the block's own. */
export function commentAfter(text: string, value: Node): string {
  if (isBlock(value)) return '';
  const end = endOfNode(value);
  return /^[ \t]+#.*/.exec(text.slice(end, lineEnd(text, end)))?.[0] ?? '';
}

/** Whether a value stands over lines of its own: a map or a list by indentation, a text under `|` or `>`. */
function isBlock(node: Node): boolean {
  if (isCollection(node)) return node.flow !== true;
  return isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED);
}

export function rangeOf(item: unknown): readonly [number, number, number] | undefined {
  return isNode(item) ? (item.range ?? undefined) : undefined;
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Past the end of the line. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** Where the comments begin that stand right above a line. */
export function withComments(text: string, line: number): number {
  let from = line;
  while (from > 0) {
    const above = lineStart(text, from - 1);
    if (!/^\s*#/.test(text.slice(above, from))) break;
    from = above;
  }
  return from;
}

export function wholeLines(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
