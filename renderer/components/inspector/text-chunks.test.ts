import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textChunks } from './text-chunks.ts';

describe('textChunks', () => {
  it('cuts any text into pieces that are the text again, none of them long', () => {
    const long = fc
      .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }), fc.integer({ min: 1, max: 200 }))
      .map(([text, times]) => text.repeat(times));
    fc.assert(
      fc.property(long, (text) => {
        const chunks = textChunks(text);
        expect(chunks.join('')).toBe(text);
        expect(chunks.every((chunk) => chunk.length > 0 && chunk.length <= 8_000)).toBe(true);
      }),
    );
  });

  it('cuts at the end of a line, else after a comma, and never inside a character', () => {
    expect(textChunks(`${'a'.repeat(7_900)}\n${'b'.repeat(7_900)}`)[0]).toBe(`${'a'.repeat(7_900)}\n`);
    expect(textChunks(`${'a'.repeat(7_900)},${'b'.repeat(7_900)}`)[0]).toBe(`${'a'.repeat(7_900)},`);
    expect(textChunks(`a${'\u{1F511}'.repeat(8_000)}`)[0]).toHaveLength(7_999);
    expect(textChunks('')).toEqual([]);
  });
});
