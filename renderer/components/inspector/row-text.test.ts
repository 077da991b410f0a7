import { describe, expect, it } from 'vitest';
import { kindOf, memberCount, valueText } from './row-text.ts';

describe('a row of the tree', () => {
  it('writes values as JSON does, and JSON inside a text without more escapes', () => {
    expect(valueText({ value: 'a "b"' }, 500)).toBe(String.raw`"a \"b\""`);
    expect(valueText({ value: '{"a":"b"}', holds: 'json' }, 500)).toBe('{"a":"b"}');
    expect([null, true, 7].map((value) => valueText({ value }, 500))).toEqual(['null', 'true', '7']);
    expect(['x', 7, null, false].map(kindOf)).toEqual(['string', 'number', 'literal', 'literal']);
    expect(memberCount({ value: [1, 2], count: 2 })).toBe('[ 2 ]');
    expect(memberCount({ value: {} })).toBe('{ 0 }');
  });

  it('cuts a long text between characters, and says how much is left', () => {
    const key = '\u{1F511}';
    expect(valueText({ value: `a${key.repeat(3)}` }, 4)).toBe(`"a${key}" … 4 more characters`);
    expect(valueText({ value: 'a'.repeat(1_504) }, 4)).toBe('"aaaa" … 1,500 more characters');
    expect(valueText({ value: 'aaaa' }, 4)).toBe('"aaaa"');
  });
});
