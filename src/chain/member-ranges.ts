import { parse, type AnyNode } from '@humanwhocodes/momoa';
import { pointerTo } from './json-text.ts';

/** From the first character of a member's name to behind the last of its value. */
export type MemberRange = readonly [start: number, end: number];

/**
 * Where each member of JSON stands in its text, by RFC 6901 pointer; a name that is repeated has several places. Empty
 * when the text is not JSON.
 */
export function memberRanges(text: string): ReadonlyMap<string, readonly MemberRange[]> {
  const ranges = new Map<string, MemberRange[]>();
  try {
    walk(parse(text, { ranges: true }).body, '', ranges);
  } catch {
    // Broken JSON, or the call stack's end: nothing can be pointed to.
    return new Map();
  }
  return ranges;
}

function walk(node: AnyNode, at: string, ranges: Map<string, MemberRange[]>): void {
  if (node.type === 'Array')
    node.elements.forEach((element, index) => walk(element.value, `${at}/${index}`, ranges));
  if (node.type !== 'Object') return;
  for (const member of node.members) {
    const name = member.name.type === 'String' ? member.name.value : member.name.name;
    const pointer = pointerTo(at, name);
    const [start, end] = member.range ?? [0, 0];
    ranges.set(pointer, [...(ranges.get(pointer) ?? []), [start, end]]);
    walk(member.value, pointer, ranges);
  }
}
