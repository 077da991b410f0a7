import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonTokens } from './json-tokens.ts';

describe('jsonTokens', () => {
  it('tells keys, values and punctuation apart', () => {
    const kinds = jsonTokens('{"a": "b", "n": -1.5e3, "t": true}').map((token) => [token.text, token.kind]);
    expect(kinds.filter(([, kind]) => kind !== 'other')).toEqual([
      ['{', 'punctuation'],
      ['"a"', 'key'],
      [':', 'punctuation'],
      ['"b"', 'string'],
      [',', 'punctuation'],
      ['"n"', 'key'],
      [':', 'punctuation'],
      ['-1.5e3', 'number'],
      [',', 'punctuation'],
      ['"t"', 'key'],
      [':', 'punctuation'],
      ['true', 'literal'],
      ['}', 'punctuation'],
    ]);
  });

  it('marks the masks', () => {
    const tokens = jsonTokens('{"Session":"AYAB… 1,563 chars"}', new Set(['AYAB… 1,563 chars']));
    expect(tokens.find((token) => token.kind === 'secret')?.text).toBe('"AYAB… 1,563 chars"');
  });

  it('loses nothing, whatever the text', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.string({ unit: fc.constantFrom('"', '\\', '{', ':', 'a', '1') }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(
          jsonTokens(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
