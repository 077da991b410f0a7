import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributesInCsv } from './csv-text.ts';
import { attributesOf, unknownAttributes } from './schema.ts';
import { usersInTemplate } from './template-text.ts';

describe('attributes that the pool does not have', () => {
  const schema = ['sub', 'email', 'name', 'custom:plan', 'dev:custom:tier'];
  const told = (csv: string, of: readonly string[] = schema) =>
    unknownAttributes(attributesInCsv(csv), { schema: of });

  it('are told with line and column, and which there are', () => {
    expect(told('username,custom:pln,emial,name\nann,gold,a@b.example,Ann\n')).toEqual([
      {
        ...{ line: 1, field: 'custom:pln' },
        detail:
          'The pool has no attribute custom:pln; is custom:plan meant? It has custom:plan, dev:custom:tier, email, name.',
      },
      { line: 1, field: 'emial', detail: 'The pool has no attribute emial; is email meant?' },
    ]);
    expect(told('username,plan\nann,gold\n')[0]?.detail).toContain('is custom:plan meant?');
    expect(told('username,shoe\nann,42\n')[0]?.detail).toMatch(/^The pool has no attribute shoe\. It has /);
  });

  it('are none where a column is empty, is no attribute, or the schema is not known', () => {
    expect(told('username,state,factor,groups,shoe\nann,CONFIRMED,none,qa,\n')).toEqual([]);
    expect(told('username,shoe\nann,42\n', [])).toEqual([]);
    expect(unknownAttributes([{ name: 'shoe', field: 'shoe' }], {})).toEqual([]);
  });

  it('are told of a template by its member', () => {
    const wanted = usersInTemplate('attributes: { shoe: "42", name: Test }');
    expect(unknownAttributes(attributesOf(wanted.ok ? wanted.users : []), { schema })).toMatchObject([
      { field: 'attributes.shoe' },
    ]);
  });

  it('never throws on a file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const csv of [text, `username,shoe\n${text}`]) expect(Array.isArray(told(csv))).toBe(true);
      }),
    );
  });
});
