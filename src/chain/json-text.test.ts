import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonText } from './json-text.ts';

describe('parseJsonText', () => {
  it.each([
    ['{"a":}', 1, 6, 'the value is missing'],
    ['{\n  "a": 1,\n}', 3, 1, 'remove the comma before "}"'],
    ['{\r\n  "a" 1}', 2, 7, 'a comma or colon is missing before "1"'],
    ['{"a":1 "b":2}', 1, 8, 'a comma or colon is missing before """'],
    ['{"a":"x', 1, 8, 'ends before it is complete'],
    ['', 1, 1, 'ends before it is complete'],
    ["{'a':1}", 1, 2, 'double quotes'],
    ['{"a":"x\ny"}', 1, 8, '\\n or \\t'],
    ['{"a":tru}', 1, 6, '"t" can\'t stand here'],
  ])('%j: line %i, column %i', (text, line, column, detail) => {
    const read = parseJsonText(text);
    expect(read).toMatchObject({ ok: false, line, column });
    expect(read.ok ? '' : read.detail).toContain(detail);
    expect(read.ok ? '' : read.detail).toContain(`Line ${line}, column ${column}: `);
  });

  it('takes exactly what JSON.parse takes', () => {
    const nearJson = fc.json().chain((text) =>
      fc.tuple(fc.nat(text.length), fc.nat(3), fc.string({ maxLength: 2 })).map(([at, drop, put]) => {
        return text.slice(0, at) + put + text.slice(at + drop);
      }),
    );
    fc.assert(
      fc.property(nearJson, (text) => {
        const read = parseJsonText(text);
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          expect(read.ok).toBe(false);
          if (!read.ok) expect(read.line * read.column).toBeGreaterThan(0);
          return;
        }
        expect(read).toEqual({ ok: true, value: expected });
      }),
    );
  });
});
