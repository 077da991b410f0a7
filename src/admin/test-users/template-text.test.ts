import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributesInTemplate, groupsInTemplate, usersInTemplate } from './template-text.ts';

/** LINE:COLUMN SENTENCE of each. */
function told(text: string): string[] {
  const wanted = usersInTemplate(text);
  return wanted.ok
    ? []
    : wanted.faults.map(({ line, column, detail }) => `${String(line)}:${String(column)} ${detail}`);
}

describe('the slips of a template’s file', () => {
  it('are told all at once, in its order, each with line, column and what was meant', () => {
    const text = `states: [CONFIRMED, CONFIRMD]
factors:
  - none
  - paskey
eech: 2
username: 'qa-{stat}-{n}'
exclude:
  - { state: CONFIRMED, facter: none }
  - { sate: CONFIRMED }
email: nobody
attributes:
  name: 'Test {nn}'
  custom:age: 42
`;
    expect(told(text)).toEqual([
      expect.stringContaining('1:21 states[1]: There is no state CONFIRMD; is CONFIRMED meant?'),
      expect.stringContaining('4:5 factors[1]: There is no factor paskey; is WEB_AUTHN meant?'),
      '5:1 A template has no eech. Is each meant?',
      expect.stringMatching(/^6:1 username: \{stat\} stands for nothing here\. .* Is \{state\} meant\?$/),
      '8:25 What is left out has no facter. Is factor meant?',
      '9:7 What is left out has no sate. Is state meant?',
      expect.stringContaining('10:1 email: “nobody” is no email address'),
      '13:3 attributes.custom:age: This is read as a number or as true or false. Put it in quotes.',
    ]);
    expect(told(text.replace('42', '"42"')).join('\n')).toMatch(
      /^12:3 attributes\.name: \{nn\} .* \{nnn\}\./m,
    );
  });

  it.each([
    ['each: two', '1:1 each: This must be a whole number, such as 2.'],
    ['each: 1.5', '1:1 each: This must be a whole number.'],
    ['each: 0', '1:1 each: This must be 1 or more.'],
    ['each: 5000', '1:1 each: This must be 1000 or less.'],
    ['states: CONFIRMED', '1:1 states: This must be a list, such as [CONFIRMED].'],
    ['states:\nphone: +447700900123', '1:1 states: Nothing stands here. Give a value, or take the name out.'],
    [
      'states:\nphone: +447700900123',
      '2:1 phone: This is read as a number or as true or false. Put it in quotes.',
    ],
    ['- CONFIRMED', '1:1 A template is a list of names and values, such as states: [CONFIRMED].'],
    ['each: 1\nusername: "qa', '2:14 A bracket, a quote or a colon is missing.'],
    ['each: 1\n\tstates: []', '2:1 A tab indents here. Indent with spaces.'],
    ['each: 1\neach: 2', '2:1 This name stands here twice. Keep one of the two.'],
    ['each: 1\n---\neach: 2', ' A second document begins here. Keep one a file.'],
    ['groups: [a]\nstates: []', '2:1 states: Nobody is asked for.'],
    ['each: 5\nusername: qa', '2:1 username: 5 users are called qa. Put {n} into the names'],
    ['shoe: 1', '1:1 A template has no shoe. There are: username, states,'],
  ])('%j', (text, sentence) => {
    expect(told(text).join('\n')).toContain(sentence);
  });

  it('leave what a pool has to have told where it is named', () => {
    const text = 'stats: []\ngroups:\n  - qa\n  - qa\n  - staff\nattributes:\n  shoe: "42"\n';
    expect(groupsInTemplate(text)).toEqual([
      { name: 'qa', line: 3, column: 5 },
      { name: 'staff', line: 5, column: 5 },
    ]);
    expect(attributesInTemplate(text)).toEqual([
      { name: 'shoe', field: 'attributes.shoe', line: 7, column: 3 },
    ]);
    expect(attributesInTemplate('attributes: { shoe: "42" }')).toEqual([
      { name: 'email', field: 'attributes.email', line: 1, column: 1 },
      { name: 'shoe', field: 'attributes.shoe', line: 1, column: 15 },
    ]);
  });

  it('are told of any text, which never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const one of [text, `attributes: ${text}`, `groups: ${text}`, `exclude: [${text}]`]) {
          expect(Array.isArray(told(one))).toBe(true);
          expect([...attributesInTemplate(one), ...groupsInTemplate(one)]).toBeDefined();
        }
      }),
    );
  });
});
