import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACET_KEYS, type Term } from './query.ts';
import { parseQuery } from './parse.ts';
import { printQuery, printValue } from './print.ts';

const NOW = new Date(2026, 8, 10, 12, 0).getTime();
const read = (text: string, typing?: number) => parseQuery(text, NOW, typing);
const text = (words: readonly string[], prefix: boolean, not = false): Term => ({
  kind: 'text',
  not,
  words,
  prefix,
});
const facet = (key: (typeof FACET_KEYS)[number], value: string, prefix: boolean, not = false): Term => ({
  kind: 'facet',
  not,
  key,
  value,
  prefix,
});

describe('parseQuery', () => {
  it.each<[string, readonly Term[]]>([
    ['', []],
    ['  invalid   code ', [text(['invalid'], true), text(['code'], true)]],
    ['"Invalid code"', [text(['invalid', 'code'], false)]],
    ['ann@example.com', [text(['ann', 'example', 'com'], true)]],
    ['-timeout', [text(['timeout'], true, true)]],
    ['-', []],
    ['error:CodeMismatchException', [facet('error', 'codemismatchexception', false)]],
    ['ERROR:Code*', [facet('error', 'code', true)]],
    ['user:ann', [facet('user', 'ann', true)]],
    ['user:"ann"', [facet('user', 'ann', false)]],
    ['target:"sandbox · main', [facet('target', 'sandbox · main', true)]],
    ['target:"a \\"b\\" \\\\c"', [facet('target', 'a "b" \\c', false)]],
    ['tag:*', [facet('tag', '', true)]],
    ['-status:failed', [{ kind: 'ended', not: true, side: 'failed', at: NOW }]],
    ['status:Send*', [{ kind: 'ended', not: false, side: 'sending', at: NOW }]],
    ['status:expired', [{ kind: 'waits', not: false, side: 'expired', at: NOW }]],
    ['-STATUS:Wait*', [{ kind: 'waits', not: true, side: 'live', at: NOW }]],
    ['status:"expire"', [facet('status', 'expire', false)]],
    ['status:*', [facet('status', '', true)]],
    ['request-id:3f0c-77', [facet('request-id', '3f0c-77', false)]],
    ['since:2d', [{ kind: 'began', not: false, side: 'since', at: NOW - 2 * 86_400_000 }]],
    [
      'before:2026-09-08',
      [{ kind: 'began', not: false, side: 'before', at: new Date(2026, 8, 8).getTime() }],
    ],
    ['took:>2s', [{ kind: 'took', not: false, side: 'over', ms: 2_000 }]],
    ['took:<0.3s', [{ kind: 'took', not: false, side: 'under', ms: 300 }]],
    ['is:pinned', [{ kind: 'pinned', not: false }]],
    ['id:3F2A90c1', [{ kind: 'id', not: false, beginning: '3f2a90c1' }]],
    ['-id:team-3f2a*', [{ kind: 'id', not: true, beginning: 'team-3f2a' }]],
    ['https://idp.example/x', [text(['https', 'idp', 'example', 'x'], true)]],
    ['status:tokens"two words"', [facet('status', 'tokens', false), text(['two', 'words'], false)]],
  ])('reads %s', (typed, terms) => {
    expect(read(typed)).toMatchObject({ query: { terms }, faults: [] });
  });

  it.each([
    ['eror:X', 'There is no key eror. Did you mean error?'],
    ['colour:X', 'There is no key colour. Quote it to search for the words.'],
    ['error:', 'error: needs a value.'],
    ['since:2026-06-31', 'since: takes 2d, 3h, today or a day such as 2026-09-08.'],
    ['took:2', 'took: takes a length such as >2s or <300ms.'],
    ['is:late', 'is: takes pinned.'],
    ['…', 'There is no letter or digit to look for.'],
  ])('says what of %s it can’t read, and searches for the rest', (typed, says) => {
    const { query, faults, tokens } = read(`ann ${typed} bob`);
    expect(query.terms).toEqual([text(['ann'], true), text(['bob'], true)]);
    expect(faults).toEqual([{ from: 4, to: 4 + typed.length, says }]);
    expect(tokens[1]).toEqual({ kind: 'fault', from: 4, to: 4 + typed.length });
  });

  it('takes the value at the caret as a beginning, and finds no fault with it yet', () => {
    expect(read('error:Code', 10).query.terms).toEqual([facet('error', 'code', true)]);
    expect(read('status:exp', 10).query.terms).toEqual([
      { kind: 'waits', not: false, side: 'expired', at: NOW },
    ]);
    expect(read('error:Code ', 11).query.terms).toEqual([facet('error', 'code', false)]);
    expect(read('since:2', 7)).toMatchObject({ query: { terms: [] }, faults: [] });
  });

  it('colours stretches that stand in order, inside the text and apart, whatever is typed', () => {
    fc.assert(
      fc.property(typedText, fc.nat(40), (typed, typing) => {
        const { tokens, faults } = parseQuery(typed, NOW, typing);
        let end = 0;
        for (const { from, to } of tokens) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(typed.length);
        for (const { from, to } of faults) expect(typed.slice(from, to)).not.toMatch(/^\s*$/);
      }),
    );
  });

  it('reads what it prints', () => {
    fc.assert(
      fc.property(fc.array(anyTerm, { maxLength: 6 }), (terms) => {
        expect(parseQuery(printQuery({ terms }), NOW)).toMatchObject({ query: { terms }, faults: [] });
      }),
    );
  });

  it('reads any value behind its key as printValue writes it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (value) => {
        expect(parseQuery(`tag:${printValue(value)}`, NOW).query.terms).toEqual([
          facet('tag', value.toLowerCase(), false),
        ]);
      }),
    );
  });
});

const typedText = fc
  .array(
    fc.oneof(
      fc.constantFrom('-', '"', ':', '*', ' ', '\\', 'error:', 'since:', 'took:', 'is:', '2d', '>2s', 'ann'),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
const not = fc.boolean();
const lower = fc.string({ minLength: 1 }).map((value) => value.toLowerCase());
const MINUTE = 60_000;
const anyTerm: fc.Arbitrary<Term> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    not,
    words: fc.uniqueArray(fc.stringMatching(/^[a-z\d][a-z\d_-]{0,9}$/), { minLength: 1, maxLength: 3 }),
    prefix: fc.boolean(),
  }),
  fc
    .record({
      kind: fc.constant('facet' as const),
      not,
      key: fc.constantFrom(...FACET_KEYS),
      value: lower,
      prefix: fc.boolean(),
    })
    .filter(({ key, value }) => key !== 'status' || !/^[efsw]/.test(value)),
  fc.record({
    kind: fc.constant('waits' as const),
    not,
    side: fc.constantFrom('live' as const, 'expired' as const),
    at: fc.constant(NOW),
  }),
  fc.record({
    kind: fc.constant('ended' as const),
    not,
    side: fc.constantFrom('failed' as const, 'sending' as const),
    at: fc.constant(NOW),
  }),
  fc.record({
    kind: fc.constant('began' as const),
    not,
    side: fc.constantFrom('since' as const, 'before' as const),
    // Whole minutes, far from the hour that a change of the clock repeats.
    at: fc.integer({ min: 0, max: 1_000 }).map((days) => new Date(2025, 0, 1 + days, 12, 34).getTime()),
  }),
  fc.record({
    kind: fc.constant('took' as const),
    not,
    side: fc.constantFrom('over' as const, 'under' as const),
    ms: fc.nat(10 * MINUTE),
  }),
  fc.record({ kind: fc.constant('pinned' as const), not }),
  fc.record({ kind: fc.constant('id' as const), not, beginning: lower.filter((text) => text !== '') }),
);
