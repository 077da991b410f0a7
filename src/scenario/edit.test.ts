import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { editScenario } from './edit.ts';
import { type Edit, edited, type PlainEdit } from './edit-value.ts';

const TEXT = `# yaml-language-server: $schema=./scenario.schema.json
version: 1   # the form

# who it is about
name: "ann by SRP"
tags: [a,   b] # two
steps:

  # opens the exchange
  - flow: USER_SRP_AUTH # by SRP
    with: { USERNAME: 'ann' }
    expect:
      challenge: PASSWORD_VERIFIER # next
      parameters:
        USERNAME: ann

  # the password is remembered
  - answer: PASSWORD_VERIFIER
    expect: { challenge: SOFTWARE_TOKEN_MFA }
  - answer: SOFTWARE_TOKEN_MFA
    expect: { tokens: true }
# the end
`;

/** The lines that an edit took away and put there. */
function changed(...edits: Edit[]): string[] {
  const before = TEXT.split('\n');
  const after = editScenario(TEXT, edits).split('\n');
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `-${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+${line}`),
  ];
}

describe('an edit of a scenario', () => {
  it('repeats an item below itself as the edits before it left it, without its id', () => {
    const edits: Edit[] = [
      { op: 'set', at: '/steps/1/id', value: 'proof' },
      { op: 'set', at: '/steps/1/answer', value: 'SMS_MFA' },
      { op: 'repeat', at: '/steps', index: 1 },
    ];
    const { steps } = parse(editScenario(TEXT, edits)) as { steps: object[] };
    const challenge = { challenge: 'SOFTWARE_TOKEN_MFA' };
    expect(steps).toHaveLength(4);
    expect(steps.slice(1, 3)).toEqual([
      { id: 'proof', answer: 'SMS_MFA', expect: challenge },
      { answer: 'SMS_MFA', expect: challenge },
    ]);
    expect(() => editScenario(TEXT, [{ op: 'repeat', at: '/steps', index: 3 }])).toThrow('/steps/3');
    expect(() => editScenario(TEXT, [{ op: 'repeat', at: '/name', index: 0 }])).toThrow('/name/0');
  });

  it.each<[string, Edit, string[]]>([
    ['keeps quotes', { op: 'set', at: '/name', value: 'bob' }, ['-name: "ann by SRP"', '+name: "bob"']],
    [
      'keeps the comment at the end of the line',
      { op: 'set', at: '/steps/0/flow', value: 'USER_AUTH' },
      ['-  - flow: USER_SRP_AUTH # by SRP', '+  - flow: USER_AUTH # by SRP'],
    ],
    [
      'changes one value of a map in brackets',
      { op: 'set', at: '/steps/0/with/USERNAME', value: 'b: c' },
      ["-    with: { USERNAME: 'ann' }", "+    with: { USERNAME: 'b: c' }"],
    ],
    [
      'puts a new key where the schema has it',
      { op: 'set', at: '/description', value: 'What it shows' },
      ['+description: What it shows'],
    ],
    [
      'puts a title before what a step does',
      { op: 'set', at: '/steps/1/title', value: 'Prove it' },
      ['-  - answer: PASSWORD_VERIFIER', '+  - title: Prove it', '+    answer: PASSWORD_VERIFIER'],
    ],
    [
      'makes the maps on the way',
      { op: 'set', at: '/steps/2/expect/claims/id/sub', value: { exists: true } },
      [
        '-    expect: { tokens: true }',
        '+    expect: { tokens: true, claims: { id: { sub: { exists: true } } } }',
      ],
    ],
    [
      'adds to a map over several lines',
      { op: 'set', at: '/steps/0/expect/parameters/SALT', value: { exists: true } },
      ['+        SALT: { exists: true }'],
    ],
    ['takes a key away', { op: 'remove', at: '/tags' }, ['-tags: [a,   b] # two']],
    ['takes an item away', { op: 'remove', at: '/tags/0' }, ['-tags: [a,   b] # two', '+tags: [b] # two']],
    [
      'takes the last key of a map away',
      { op: 'remove', at: '/steps/0/with/USERNAME' },
      ["-    with: { USERNAME: 'ann' }", '+    with: {}'],
    ],
    [
      'adds an item',
      { op: 'insert', at: '/tags', index: 2, value: 'c' },
      ['-tags: [a,   b] # two', '+tags: [a,   b, c] # two'],
    ],
    [
      'adds a step at the end',
      { op: 'insert', at: '/steps', index: 3, value: { wait: '2s' } },
      ['+  - wait: 2s'],
    ],
    [
      'adds a step above the comments of the next',
      { op: 'insert', at: '/steps', index: 1, value: { expect: { tokens: false }, flow: 'USER_AUTH' } },
      ['+  - flow: USER_AUTH', '+    expect: { tokens: false }'],
    ],
    [
      'writes a text of several lines',
      { op: 'set', at: '/steps/2/expect/check', value: 'const a = 1;\nreturn a;\n' },
      [
        '-    expect: { tokens: true }',
        '+    expect: { tokens: true, check: "const a = 1;\\nreturn a;\\n" }',
      ],
    ],
  ])('%s', (_, edit, lines) => {
    expect(changed(edit)).toEqual(lines);
  });

  it('takes a step away and leaves every comment', () => {
    const text = editScenario(TEXT, [{ op: 'remove', at: '/steps/1' }]);
    expect(text).toContain('# the password is remembered\n  - answer: SOFTWARE_TOKEN_MFA');
  });

  it('moves a step with its comments', () => {
    const text = editScenario(TEXT, [{ op: 'move', at: '/steps', from: 1, to: 2 }]);
    expect(text).toContain(`    expect: { tokens: true }
  # the password is remembered
  - answer: PASSWORD_VERIFIER
    expect: { challenge: SOFTWARE_TOKEN_MFA }
# the end`);
    expect(editScenario(text, [{ op: 'move', at: '/steps', from: 2, to: 1 }])).toContain(
      '# the password is remembered\n  - answer: PASSWORD_VERIFIER',
    );
  });

  it('keeps JSON as JSON', () => {
    const text = editScenario('{"name":"x","version":1,"steps":[]}', [
      { op: 'set', at: '/name', value: 'y' },
    ]);
    expect(JSON.parse(text)).toEqual({ version: 1, name: 'y', steps: [] });
  });

  it.each<[string, Edit[], string]>([
    ['a: [', [{ op: 'remove', at: '/a' }], 'SCENARIO_YAML'],
    ['a: 1', [{ op: 'remove', at: '/b' }], 'SCENARIO_EDIT'],
    ['a: 1', [{ op: 'set', at: '/a/b', value: 1 }], 'SCENARIO_EDIT'],
    ['a: [1]', [{ op: 'set', at: '/a/3', value: 1 }], 'SCENARIO_EDIT'],
    ['a: [1]', [{ op: 'move', at: '/a', from: 4, to: 0 }], 'SCENARIO_EDIT'],
  ])('of %j by %j is refused', (text, edits, code) => {
    expect(() => editScenario(text, edits)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('whatever the edits', () => {
  const at = fc.constantFrom(
    '/name',
    '/description',
    '/tags',
    '/tags/1',
    '/steps',
    '/steps/0',
    '/steps/1/title',
    '/steps/0/with',
    '/variables/A',
    '/steps/0/with/PASSWORD',
    '/steps/2/expect',
    '/steps/0/expect/parameters',
    '/steps/0/expect/parameters/USERNAME',
    '/steps/1/expect/challenge',
    '/secrets',
    '/matrix/axes',
    '/version',
  );
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('a\nb\n', '${X}', '', 'true', '- x', 'a: b #c'),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.string(), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('A', 'b', 'USERNAME'), fc.oneof(fc.string(), fc.array(fc.string()))),
  );
  const index = fc.nat(4);
  const edit: fc.Arbitrary<PlainEdit> = fc.oneof(
    fc.record({ op: fc.constant('set' as const), at, value }),
    fc.record({ op: fc.constant('remove' as const), at }),
    fc.record({
      op: fc.constant('insert' as const),
      at: fc.constantFrom('/tags', '/steps', '/list'),
      index,
      value,
    }),
    fc.record({
      op: fc.constant('move' as const),
      at: fc.constantFrom('/tags', '/steps'),
      from: index,
      to: index,
    }),
  );

  it('the text comes to what the value does, and comments outside of what was replaced stay', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
        let text = TEXT;
        let wanted: unknown = parse(TEXT);
        for (const each of edits) {
          try {
            wanted = edited(wanted, each);
          } catch {
            expect(() => editScenario(text, [each])).toThrow();
            continue;
          }
          text = editScenario(text, [each]);
          expect(parse(text)).toEqual(wanted);
        }
        expect(text).toContain('# yaml-language-server: $schema=./scenario.schema.json');
        expect(text).toContain('# who it is about');
        expect(text).toContain('# the end');
      }),
      { numRuns: 300 },
    );
  });
});
