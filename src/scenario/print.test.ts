import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { printScenario, SCHEMA_LINE } from './print.ts';
import { readScenario } from './read.ts';
import type { Scenario } from './schema.ts';
import { gallery } from './gallery.ts';
import { blockLines } from './yaml-words.ts';

const any = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom(
      'a\nb\n',
      'a\n\nb',
      ' a\nb',
      'true',
      '1e3',
      '~',
      '- a',
      'a: b',
      '#',
      '\u2028',
      '${X}',
      'ü 1',
    ),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }).filter((map) => !('__proto__' in map)),
  ),
})).value;

describe('a written scenario', () => {
  it('begins with its schema and its version, and has its keys in order', () => {
    const scenario: Scenario = {
      steps: [
        {
          expect: { tokens: true, challenge: 'x' },
          with: { USERNAME: '${user}' },
          flow: 'USER_AUTH',
          title: 'Go',
        },
      ],
      name: 'x',
      version: 1,
      tags: ['a', 'b'],
    };
    expect(printScenario(scenario, ['A note.'])).toBe(`${SCHEMA_LINE}
version: 1
name: x
tags: [a, b]
# A note.
steps:
  - title: Go
    flow: USER_AUTH
    with: { USERNAME: '\${user}' }
    expect: { challenge: x, tokens: true }
`);
  });

  it('is read as what was written, for every scenario we ship', () => {
    for (const [file, text] of gallery) {
      const { source, faults } = readScenario(text, file);
      expect({ file, faults }).toEqual({ file, faults: [] });
      if (source === undefined) continue;
      const again = readScenario(printScenario(source.scenario), file);
      expect(again.source?.scenario).toEqual(source.scenario);
    }
  });

  it('holds any value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), any, { minKeys: 1 }), (value) => {
        expect(parse(blockLines(value, 0))).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });
});
