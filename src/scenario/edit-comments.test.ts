import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { editScenario } from './edit.ts';
import { edited } from './edit-value.ts';

const SAID = `version: 1 # of the form
name: 'ann' # who
secrets:
  password: # from CI
  seed: env:SEED # of the vault
variables: # made anew
  who: ann # the first
tags: [a, b] # two
steps:
  - flow: USER_SRP_AUTH # by SRP
    with: { USERNAME: ann } # typed
    expect: # what comes
      challenge: PASSWORD_VERIFIER # next
      check: | # in script
        return true;
# the end
`;
const SAID_IN_BRACKETS = `{ # all of it
  version: 1, # of the form
  name: ann, # who
  secrets: {
    password: , # from CI
    seed: env:SEED # of the vault
  },
  tags: [a, b], # two
  steps: [{ flow: USER_SRP_AUTH }], # by SRP
} # why
`;
const commentsIn = (text: string) => text.match(/#.*/g) ?? [];

describe('comments at the ends of lines', () => {
  it.each<[string, string, string]>([
    ['/secrets/password', 'env:PASSWORD', '  password: env:PASSWORD # from CI'],
    ['/secrets/seed', '', "  seed: '' # of the vault"],
    ['/steps/0/expect', 'x', '    expect: x # what comes'],
    ['/steps/0/expect/check', 'a', '      check: a # in script'],
  ])('stay with the member that is filled or emptied: %s', (at, value, line) => {
    expect(editScenario(SAID, [{ op: 'set', at, value }]).split('\n')).toContain(line);
  });

  // A member that is set takes its inner comments with it.
  const within: Readonly<Record<string, readonly string[]>> = {
    '/secrets': ['# from CI', '# of the vault'],
    '/variables': ['# the first'],
    '/steps/0': ['# by SRP', '# typed', '# what comes', '# next', '# in script'],
    '/steps/0/expect': ['# next', '# in script'],
  };
  const anyValue = fc.oneof(
    fc.string().filter((text) => !text.includes('#')),
    fc.constantFrom<unknown>('a\nb\n', '', null, true, 7, ['x'], { A: 'b' }, { A: ['b', { c: 'd\ne\n' }] }),
  );
  const paths = (of: string) => [
    ...['/version', '/name', '/secrets', '/secrets/password', '/secrets/seed', '/tags', '/tags/0'],
    ...(of === SAID
      ? [
          ...['/variables', '/variables/who', '/steps/0', '/steps/0/flow', '/steps/0/with'],
          ...['/steps/0/with/USERNAME', '/steps/0/expect', '/steps/0/expect/challenge'],
          '/steps/0/expect/check',
        ]
      : ['/steps/0/flow', '/description', '/codes']),
  ];

  it.each([SAID, SAID_IN_BRACKETS])('stay whatever is set', (said) => {
    fc.assert(
      fc.property(fc.constantFrom(...paths(said)), anyValue, (at, value) => {
        const text = editScenario(said, [{ op: 'set', at, value }]);
        expect(parse(text)).toEqual(edited(parse(said), { op: 'set', at, value }));
        const gone = within[at] ?? [];
        const kept = commentsIn(said).filter((comment) => !gone.includes(comment));
        expect(commentsIn(text)).toEqual(expect.arrayContaining(kept));
      }),
      { numRuns: 300 },
    );
  });

  it('stay in a map in brackets that loses a member', () => {
    const text = editScenario(SAID_IN_BRACKETS, [{ op: 'remove', at: '/name' }]);
    expect(commentsIn(text)).toEqual(commentsIn(SAID_IN_BRACKETS));
    expect(parse(text)).not.toHaveProperty('name');
  });

  it('stay in one line, too', () => {
    const text = '{ version: 1, name: x, steps: [] } # why\n';
    expect(editScenario(text, [{ op: 'set', at: '/name', value: 'y' }])).toBe(
      '{ version: 1, name: y, steps: [] } # why\n',
    );
  });
});
