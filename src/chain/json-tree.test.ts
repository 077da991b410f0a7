import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonNode, jsonTree } from './json-tree.ts';

/** Reads the values back from their places alone. */
function valueFrom(text: string, node: JsonNode): unknown {
  if (node.type === 'array') return node.elements.map((element) => valueFrom(text, element));
  if (node.type !== 'object') return JSON.parse(text.slice(...node.range)) as unknown;
  return Object.fromEntries(
    node.members.map(({ nameRange, value }) => [
      JSON.parse(text.slice(...nameRange)) as string,
      valueFrom(text, value),
    ]),
  );
}

describe('the tree of a JSON text', () => {
  test('has every value at its place, however the text is written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const tree = jsonTree(text);
        expect(tree.range).toEqual([0, text.length]);
        expect(valueFrom(text, tree)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('is the same whether a text is written tightly or in another way that means the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        // A space before it makes it another text, read the slow way; places are one further.
        const shifted = JSON.parse(
          JSON.stringify(jsonTree(` ${text}`), (key, each: unknown) =>
            key.toLowerCase().endsWith('range') ? (each as number[]).map((at) => at - 1) : each,
          ),
        ) as unknown;
        expect(JSON.parse(JSON.stringify(jsonTree(text)))).toEqual(shifted);
      }),
    );
  });

  test('keeps a name that comes twice, and numbers as they stand', () => {
    const tree = jsonTree('{"a":1.0,"a":2}');
    expect(tree.type === 'object' && tree.members.map(({ name }) => name)).toEqual(['a', 'a']);
    expect(tree).toMatchObject({ members: [{ value: { range: [5, 8] } }, {}] });
  });

  test.each(['{}', '[]', '""', 'null', '[[],{}]', '{"a":[]}', '{"1":1,"0":2}', '{"__proto__":1}'])(
    '%s',
    (text) => {
      expect(jsonTree(text).range).toEqual([0, text.length]);
    },
  );

  test.each(['', '{', '{"a":}', 'nul', '[1,]'])('is none of %j', (text) => {
    expect(() => jsonTree(text)).toThrow();
  });
});
