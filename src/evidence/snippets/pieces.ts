import { parse, type AnyNode } from '@humanwhocodes/momoa';
import { pointerTo } from '../../chain/json-text.ts';
import type { Text, Variable } from './step.ts';

/** JSON text cut where variables stand: each takes the place of a whole value, quotes and all. */
export function piecesOf(text: string, at: ReadonlyMap<string, Variable>): Text {
  if (at.size === 0) return [text];
  const pieces: (string | Variable)[] = [];
  let done = 0;
  for (const { start, end, variable } of placesOf(parse(text, { ranges: true }).body, '', at)) {
    pieces.push(text.slice(done, start), variable);
    done = end;
  }
  return [...pieces, text.slice(done)];
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly variable: Variable;
}

function placesOf(node: AnyNode, pointer: string, at: ReadonlyMap<string, Variable>): Place[] {
  const variable = at.get(pointer);
  const [start, end] = node.range ?? [0, 0];
  if (variable !== undefined) return [{ start, end, variable }];
  if (node.type === 'Array')
    return node.elements.flatMap((element, index) => placesOf(element.value, pointerTo(pointer, index), at));
  if (node.type !== 'Object') return [];
  return node.members.flatMap(({ name, value }) =>
    placesOf(value, pointerTo(pointer, name.type === 'String' ? name.value : name.name), at),
  );
}
