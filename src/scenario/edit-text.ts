import { isMap, isNode, isScalar, isSeq, type Node, Scalar, type YAMLMap } from 'yaml';
import { keyOrder } from './key-order.ts';
import type { Path } from './slip.ts';
import {
  commentAfter,
  commentOf,
  itemLines,
  nodeAt,
  pairIndex,
  nameOf,
  valueOf,
  keyStart,
  endOf,
  rangeOf,
  lineStart,
  lineEnd,
  withComments,
  wholeLines,
  type PlacedYaml,
} from './yaml-places.ts';
import { flowText, itemText, memberText, type Quotes, scalarText } from './yaml-words.ts';

/** A part of a text and what takes its place. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

/** The text with a member of a map set, new or not. Undefined where that can't be done in place. */
export function memberSet(yaml: PlacedYaml, path: Path, value: unknown): string | undefined {
  const key = String(path.at(-1));
  const map = nodeAt(yaml, path.slice(0, -1));
  if (!isMap(map)) return undefined;
  const index = pairIndex(map, key);
  if (index < 0) return spliced(yaml.text, memberIn(yaml, map, { path, value }));
  const node = valueOf(map.items[index]);
  const inPlace = scalarInPlace(node, value);
  if (inPlace !== undefined) return spliced(yaml.text, inPlace);
  if (map.flow === true)
    return node?.range ? spliced(yaml.text, inFlow(yaml.text, node.range, value)) : undefined;
  return spliced(yaml.text, memberAgain(yaml, map, index, value));
}

/** The text with an item of a list replaced. */
export function itemSet(yaml: PlacedYaml, path: Path, value: unknown): string | undefined {
  const list = nodeAt(yaml, path.slice(0, -1));
  const index = Number(path.at(-1));
  if (!isSeq(list)) return undefined;
  const node = list.items[index];
  if (!isNode(node) || !node.range) return undefined;
  const inPlace = scalarInPlace(node, value);
  if (inPlace !== undefined) return spliced(yaml.text, inPlace);
  if (list.flow === true)
    return spliced(yaml.text, { from: node.range[0], to: node.range[1], put: flowText(value) });
  const lines = itemLines(yaml, list, index);
  if (lines === undefined) return undefined;
  const put = withComment(itemText(value, lines.indent), commentAfter(yaml.text, node));
  return spliced(yaml.text, { ...lines, put: `${' '.repeat(lines.indent)}${put}\n` });
}

export function memberRemoved(yaml: PlacedYaml, path: Path): string | undefined {
  const map = nodeAt(yaml, path.slice(0, -1));
  if (!isMap(map) || map.items.length < 2) return undefined;
  const index = pairIndex(map, String(path.at(-1)));
  const start = keyStart(map.items[index]);
  if (start === undefined) return undefined;
  const next = keyStart(map.items[index + 1]);
  if (map.flow === true) {
    const end = endOf(map.items[index]);
    const before = index > 0 ? endOf(map.items[index - 1]) : undefined;
    if (next !== undefined && end !== undefined) {
      // What is said in comments after it, and above the next one, stays.
      const [comma = ''] = /^\s*,[ \t]*/.exec(yaml.text.slice(end, next)) ?? [];
      const isSaid = yaml.text.slice(end, next).includes('#');
      return spliced(yaml.text, { from: start, to: isSaid ? end + comma.length : next, put: '' });
    }
    return before === undefined || end === undefined
      ? undefined
      : spliced(yaml.text, { from: before, to: end, put: '' });
  }
  // The first of an item of a list shares its line with the dash.
  if (!/^ *$/.test(yaml.text.slice(lineStart(yaml.text, start), start)))
    return next === undefined ? undefined : spliced(yaml.text, { from: start, to: next, put: '' });
  const end = lineEnd(yaml.text, endOf(map.items[index]) ?? start);
  return spliced(yaml.text, { from: lineStart(yaml.text, start), to: end, put: '' });
}

export function itemRemoved(yaml: PlacedYaml, path: Path): string | undefined {
  const list = nodeAt(yaml, path.slice(0, -1));
  const index = Number(path.at(-1));
  if (!isSeq(list) || list.items.length < 2) return undefined;
  if (list.flow === true) {
    const [at, before, next] = [index, index - 1, index + 1].map((each) => rangeOf(list.items[each]));
    if (at === undefined) return undefined;
    if (next !== undefined) return spliced(yaml.text, { from: at[0], to: next[0], put: '' });
    return before && spliced(yaml.text, { from: before[1], to: at[1], put: '' });
  }
  const lines = itemLines(yaml, list, index);
  return lines && spliced(yaml.text, { ...lines, put: '' });
}

export function itemInserted(
  yaml: PlacedYaml,
  path: Path,
  index: number,
  value: unknown,
): string | undefined {
  const list = nodeAt(yaml, path);
  if (!isSeq(list) || list.items.length === 0) return undefined;
  const isLast = index === list.items.length;
  if (list.flow === true) {
    const beside = rangeOf(list.items[isLast ? index - 1 : index]);
    if (beside === undefined) return undefined;
    const at = isLast ? beside[1] : beside[0];
    return spliced(yaml.text, {
      from: at,
      to: at,
      put: isLast ? `, ${flowText(value)}` : `${flowText(value)}, `,
    });
  }
  const lines = itemLines(yaml, list, isLast ? index - 1 : index);
  if (lines === undefined) return undefined;
  // What stands above an item in comments is said of it: the new one goes above that.
  const at = isLast ? lines.to : withComments(yaml.text, lines.from);
  const put = `${' '.repeat(lines.indent)}${itemText(value, lines.indent)}\n`;
  return spliced(yaml.text, { from: at, to: at, put });
}

/** With the comments right above it. */
export function itemMoved(yaml: PlacedYaml, path: Path, from: number, to: number): string | undefined {
  const list = nodeAt(yaml, path);
  if (!isSeq(list) || list.flow === true) return undefined;
  const lines = itemLines(yaml, list, from);
  const target = itemLines(yaml, list, to);
  if (lines === undefined || target === undefined) return undefined;
  const start = withComments(yaml.text, lines.from);
  const moved = wholeLines(yaml.text.slice(start, lines.to));
  const at = to > from ? target.to : withComments(yaml.text, target.from);
  const [first, second] =
    at < start
      ? [yaml.text.slice(0, at) + moved, yaml.text.slice(at, start) + yaml.text.slice(lines.to)]
      : [wholeLines(yaml.text.slice(0, start) + yaml.text.slice(lines.to, at)) + moved, yaml.text.slice(at)];
  return first + second;
}

/** A new member of a map, where the schema's order has it. */
function memberIn(
  { text }: PlacedYaml,
  map: YAMLMap,
  { path, value }: { path: Path; value: unknown },
): Splice | undefined {
  const key = String(path.at(-1));
  const order = keyOrder(path.slice(0, -1)) ?? [];
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const next = map.items.findIndex((pair) => rank(nameOf(pair)) > rank(key));
  const index = next < 0 ? map.items.length : next;
  const before = map.items[index - 1];
  const after = map.items[index];
  if (map.flow === true) {
    if (map.items.length === 0 && map.range)
      return { from: map.range[0], to: map.range[1], put: flowText({ [key]: value }) };
    const put = flowText({ [key]: value }).slice(2, -2);
    const end = endOf(before);
    const start = keyStart(after);
    if (end !== undefined) return { from: end, to: end, put: `, ${put}` };
    return start === undefined ? undefined : { from: start, to: start, put: `${put}, ` };
  }
  const first = keyStart(map.items[0]);
  if (first === undefined) return undefined;
  const indent = first - lineStart(text, first);
  const space = ' '.repeat(indent);
  const end = endOf(before);
  if (end !== undefined) {
    const at = lineEnd(text, end);
    return { from: at, to: at, put: `${space}${memberText(key, value, indent)}\n` };
  }
  const start = keyStart(after);
  return start === undefined
    ? undefined
    : { from: start, to: start, put: `${memberText(key, value, indent)}\n${space}` };
}

/** A member of a block, written anew where it stands: the comment at the end of its first line stays there. */
function memberAgain({ text }: PlacedYaml, map: YAMLMap, index: number, value: unknown): Splice | undefined {
  const pair = map.items[index];
  const start = keyStart(pair);
  const end = endOf(pair);
  if (start === undefined || end === undefined || pair === undefined) return undefined;
  const indent = start - lineStart(text, start);
  const put = withComment(memberText(nameOf(pair), value, indent), commentOf(text, pair));
  return { from: start, to: lineEnd(text, end), put: `${put}\n` };
}

/** With a comment at the end of its first line. */
function withComment(put: string, comment: string): string {
  const [first = '', ...rest] = put.split('\n');
  return [first + comment, ...rest].join('\n');
}

/** A value in place of another in brackets; where none stood, spaces go between it and what is beside. */
function inFlow(text: string, [from, to]: readonly number[], value: unknown): Splice | undefined {
  if (from === undefined || to === undefined) return undefined;
  const before = from === to && text[from - 1] === ':' ? ' ' : '';
  const after = text[to] === '#' ? ' ' : '';
  return { from, to, put: before + flowText(value) + after };
}

/** A plain value in place of another: its quotes stay where they can. */
function scalarInPlace(node: Node | undefined, value: unknown): Splice | undefined {
  if (!isScalar(node) || !node.range || node.anchor !== undefined || node.tag !== undefined) return undefined;
  if (typeof value === 'object' && value !== null) return undefined;
  if (typeof value === 'string' && value.includes('\n')) return undefined;
  const [from, to] = node.range;
  if (from === to || node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED)
    return undefined;
  const quotes: Quotes =
    node.type === Scalar.QUOTE_DOUBLE ? 'double' : node.type === Scalar.QUOTE_SINGLE ? 'single' : 'plain';
  return { from, to, put: scalarText(value, quotes) };
}

function spliced(text: string, splice: Splice | undefined): string | undefined {
  if (splice === undefined) return undefined;
  const { from, to, put } = splice;
  const before = text.slice(0, from);
  // The last line of a file may have no end.
  const whole = put.endsWith('\n') && from === text.length ? wholeLines(before) : before;
  return whole + put + text.slice(to);
}
