import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../json.ts';
import { fits, isEqual, wishWords } from './match.ts';

const json = fc.jsonValue() as fc.Arbitrary<JsonValue>;
/** Objects of these members alone ask: they are no values to be equal to. */
const asks = (value: JsonValue) =>
  JSON.stringify(value).startsWith('{') &&
  Object.keys(value as object).every((key) => ['matches', 'contains', 'not', 'exists'].includes(key)) &&
  Object.keys(value as object).length > 0;

describe('a wish', () => {
  it('for a value is held by that value alone', () => {
    fc.assert(
      fc.property(json, json, (wish, got) => {
        fc.pre(!asks(wish));
        expect(fits(wish, wish)).toBe(true);
        expect(fits(wish, undefined)).toBe(false);
        expect(fits(wish, got)).toBe(isEqual(wish, got));
        expect(fits({ not: wish }, got)).toBe(!isEqual(wish, got));
      }),
    );
  });

  it('does not mind the order of members, and does that of lists', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (members) => {
        const turned = Object.fromEntries(Object.entries(members).toReversed());
        expect(isEqual(members, turned)).toBe(true);
      }),
    );
    expect(isEqual([1, 2], [2, 1])).toBe(false);
  });

  it('is said in words, whatever it is', () => {
    fc.assert(
      fc.property(json, (wish) => {
        expect(typeof wishWords(wish)).toBe('string');
      }),
    );
    expect(wishWords({ exists: true, matches: '^a', not: 'ab' })).toBe(
      'something, anything but ab, matching /^a/',
    );
  });

  it('takes any text as a regular expression without throwing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (matches, got) => {
        expect(typeof fits({ matches }, got)).toBe('boolean');
      }),
    );
  });

  it.each<[unknown, JsonValue | undefined, boolean]>([
    [{ contains: 'blue' }, ['red', 'blue'], true],
    [{ contains: 'blu' }, ['red', 'blue'], false],
    [{ contains: 'blu' }, 'blue', true],
    [{ contains: '1' }, 12, true],
    [{ exists: false }, undefined, true],
    [{ exists: false }, null, false],
    [{ not: 'x' }, undefined, true],
    [{ matches: '^\\d+$' }, 12, true],
    [{}, {}, true],
    [{}, 'x', false],
  ])('%j of %j: %s', (wish, got, held) => {
    expect(fits(wish, got)).toBe(held);
  });
});
