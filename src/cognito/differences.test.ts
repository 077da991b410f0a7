import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../chain/redact.ts';
import type { JsonObject } from '../json.ts';
import { differencesOf } from './differences.ts';

const body: fc.Arbitrary<JsonObject> = fc.letrec<{ value: unknown; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    fc.string({ maxLength: 3 }),
    fc.integer({ min: 0, max: 3 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 2 }),
    tie('object'),
  ),
  object: fc.dictionary(
    fc.constantFrom('A', 'B', 'a/b', 'c~d', '', '__proto__'),
    tie('value'),
  ) as fc.Arbitrary<JsonObject>,
})).object;

describe('differences of two bodies', () => {
  it('name each member by itself, removed ones last', () => {
    const computed = { ClientId: 'a', AuthParameters: { USERNAME: 'ann', SECRET_HASH: 'x' }, Session: 's' };
    const sent = { ClientId: 'b', AuthParameters: { USERNAME: 'ann', EXTRA: 1 }, Session: 's' };
    expect(differencesOf(computed, sent)).toEqual([
      { pointer: '/ClientId', kind: 'changed' },
      { pointer: '/AuthParameters/EXTRA', kind: 'added' },
      { pointer: '/AuthParameters/SECRET_HASH', kind: 'removed' },
    ]);
  });

  it('are none exactly when both are the same but for order', () => {
    fc.assert(
      fc.property(body, body, (one, other) => {
        expect(differencesOf(one, structuredClone(one))).toEqual([]);
        expect(differencesOf(one, reversed(one))).toEqual([]);
        expect(differencesOf(one, other).length === 0).toBe(sorted(one) === sorted(other));
      }),
    );
  });

  it('point to where the values are, and turn around when the bodies do', () => {
    fc.assert(
      fc.property(body, body, (one, other) => {
        const turned = { added: 'removed', removed: 'added', changed: 'changed' } as const;
        for (const { pointer, kind } of differencesOf(one, other)) {
          expect(valueAt(JSON.stringify(one), pointer) === undefined).toBe(kind === 'added');
          expect(valueAt(JSON.stringify(other), pointer) === undefined).toBe(kind === 'removed');
          expect(differencesOf(other, one)).toContainEqual({ pointer, kind: turned[kind] });
        }
      }),
    );
  });
});

function reversed(object: JsonObject): JsonObject {
  const turned: JsonObject = {};
  for (const [key, value] of Object.entries(object).reverse())
    Object.defineProperty(turned, key, { value, enumerable: true, configurable: true, writable: true });
  return turned;
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${sorted(inner)}`);
  return `{${entries.sort().join(',')}}`;
}
