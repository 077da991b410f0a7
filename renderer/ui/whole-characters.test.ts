import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfCharacter } from './whole-characters.ts';

describe('endOfCharacter', () => {
  it('keeps both halves of a character together, and cuts nowhere else', () => {
    expect(endOfCharacter('a\u{1F511}b', 2)).toBe(1);
    expect(endOfCharacter('a\u{1F511}b', 3)).toBe(3);
    expect(endOfCharacter('abc', 2)).toBe(2);
    expect(endOfCharacter('', 0)).toBe(0);
  });

  it('leaves no half of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(60), (text, at) => {
        const end = endOfCharacter(text, Math.min(at, text.length));
        expect(text.slice(0, end)).not.toMatch(/[\uD800-\uDBFF]$/);
        expect(Math.min(at, text.length) - end).toBeLessThanOrEqual(1);
      }),
    );
  });
});
