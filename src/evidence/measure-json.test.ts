import fc from 'fast-check';
import { expect, it } from 'vitest';
import { measureJson } from './measure-json.ts';

const measured = (text: string) => measureJson(new TextEncoder().encode(text));

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** Lists and maps, and what stands in them. */
function valuesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return 1 + Object.values(value).reduce((sum: number, each) => sum + valuesOf(each), 0);
}

it('knows the depth of any JSON, and never fewer values than it holds', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2), (value, indent) => {
      const { depth, values } = measured(JSON.stringify(value, null, indent));
      expect(depth).toBe(depthOf(value));
      expect(values).toBeGreaterThanOrEqual(valuesOf(value));
      // An opening bracket stands for its first value, too.
      expect(values).toBeLessThanOrEqual(2 * valuesOf(value));
    }),
  );
});

it('takes nothing of a text for a bracket or a comma', () => {
  expect(measured('["[[[{{,,,", "\\"[,", "\\\\"]')).toEqual({ depth: 1, values: 4 });
});

it('stays bounded by the bytes where they are no JSON', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { depth, values } = measureJson(bytes);
      expect(depth).toBeLessThanOrEqual(bytes.length);
      expect(values).toBeLessThanOrEqual(bytes.length + 1);
    }),
  );
});
