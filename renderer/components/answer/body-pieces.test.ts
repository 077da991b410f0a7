import type { Preview } from '@core/contract.ts';
import { describe, expect, it } from 'vitest';
import { bodyPieces } from './body-pieces.ts';

function preview(text: string, more: Partial<Preview>): Preview {
  return {
    operation: 'InitiateAuth',
    url: 'http://127.0.0.1:9/',
    body: {},
    masked: [],
    computed: [],
    computedHeaders: [],
    warnings: [],
    faults: [],
    requestLine: 'POST / HTTP/1.1',
    headers: [],
    text,
    bytes: text.length,
    differences: [],
    ...more,
  };
}
const textOf = (piece: { tokens: readonly { text: string }[] }): string =>
  piece.tokens.map((token) => token.text).join('');

describe('the pieces of a body', () => {
  it('mark each member that differs, name and value, with what is computed', () => {
    const text = '{"ClientId":"x","AuthParameters":{"USERNAME":"ann","EXTRA":"é"}}';
    const pieces = bodyPieces(
      preview(text, {
        differences: [
          { pointer: '/ClientId', kind: 'changed', computed: 'a1' },
          { pointer: '/AuthParameters/EXTRA', kind: 'added' },
          { pointer: '/Session', kind: 'removed', computed: 'AYAB… 120 chars' },
          { header: 'X-Trace', kind: 'added' },
        ],
      }),
      new Set(),
    );
    expect(pieces.map(textOf).join('')).toBe(text);
    expect(
      pieces.filter((piece) => piece.mark).map((piece) => [textOf(piece), piece.mark, piece.computed]),
    ).toEqual([
      ['"ClientId":"x"', 'changed', 'a1'],
      ['"EXTRA":"é"', 'added', undefined],
    ]);
  });

  it('mark a raw body piece by piece, and leave a very long one alone', () => {
    const raw = preview('{"a":1,}', {
      differences: [{ pointer: '', kind: 'changed' }],
      computedBody: { a: 1 },
    });
    expect(bodyPieces(raw, new Set()).map((piece) => [textOf(piece), piece.mark])).toEqual([
      ['{"a":1', undefined],
      [',', 'added'],
      ['}', undefined],
    ]);
    const long = preview(`{"a":"${'x'.repeat(70_000)}"}`, {
      differences: [{ pointer: '/a', kind: 'added' }],
    });
    expect(bodyPieces(long, new Set())).toHaveLength(1);
  });
});
