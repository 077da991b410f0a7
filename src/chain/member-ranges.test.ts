import { describe, expect, it } from 'vitest';
import { memberRanges } from './member-ranges.ts';

describe('places of members', () => {
  it('are found by pointer, name and value together', () => {
    const text = '{ "a/b" : [ {"c":1} ],\n "d":"x", "d":"y" }';
    const at = (pointer: string) =>
      memberRanges(text)
        .get(pointer)
        ?.map(([start, end]) => text.slice(start, end));
    expect(at('/a~1b')).toEqual(['"a/b" : [ {"c":1} ]']);
    expect(at('/a~1b/0/c')).toEqual(['"c":1']);
    expect(at('/d')).toEqual(['"d":"x"', '"d":"y"']);
    expect(at('/e')).toBeUndefined();
  });

  it('are none in a text that is not JSON', () => {
    expect(memberRanges('{"a":1,').size).toBe(0);
    expect(memberRanges('['.repeat(100_000)).size).toBe(0);
  });
});
