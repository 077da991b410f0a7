import fc from 'fast-check';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { serviceOperationNames } from '@core/cognito/service/service.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '@core/json.ts';
import { exampleResult } from '../skeleton-text.ts';
import { cellWidth } from './column-widths.ts';
import { OUTPUTS, outputText } from './output.ts';

const USERS: JsonObject = {
  Users: [
    { Username: 'ann', Enabled: true, Attributes: [{ Name: 'email', Value: 'ann@example.com' }] },
    { Username: 'bob', Enabled: false, UserStatus: 'CONFIRMED' },
  ],
};
const of = (output: (typeof OUTPUTS)[number], result: JsonObject, columns = 80) =>
  outputText('ListUsers', { result }, output, columns);

describe('text', () => {
  test('has the columns of all objects of a list, by their names', async () => {
    expect(await of('text', USERS)).toBe(
      'USERS\tTrue\t\tann\nATTRIBUTES\temail\tann@example.com\nUSERS\tFalse\tCONFIRMED\tbob\n',
    );
  });

  test('comes page by page, with the place where it goes on', async () => {
    const pages = [
      { Users: [{ Username: 'ann' }] },
      { Users: [{ Username: 'bob', UserStatus: 'CONFIRMED' }] },
      { NextToken: { NextToken: 'abc' } },
    ];
    expect(await outputText('ListUsers', { result: {}, pages }, 'text', 80)).toBe(
      'USERS\tann\nUSERS\tCONFIRMED\tbob\nNEXTTOKEN\tabc\n',
    );
  });

  test('keeps a value on its line', async () => {
    expect(await of('text', { Username: 'a\nUSERS\tb' })).toBe('a\\u000aUSERS\\u0009b\n');
  });
});

describe('table', () => {
  test('turns a row that is wider than the screen, and shows what is in it below', async () => {
    expect(await of('table', { User: { Username: 'ann', Status: 'CONFIRMED' } })).toBe(
      [
        '-----------------------------',
        '|         ListUsers         |',
        '+---------------------------+',
        '||          User           ||',
        '|+------------+------------+|',
        '||   Status   | Username   ||',
        '|+------------+------------+|',
        '||  CONFIRMED |  ann       ||',
        '|+------------+------------+|',
        '',
      ].join('\n'),
    );
    expect(await of('table', { User: { Username: 'ann', Status: 'CONFIRMED' } }, 20)).toContain(
      '||  Status   |  CONFIRMED  ||\n||  Username |  ann        ||\n',
    );
  });

  test('has lines of one width, whatever script a name is in', async () => {
    // Two columns a sign, none for a mark that stands on another, and one for a letter with its accent in it.
    const names = ['田中 太郎', 'e\u0301', 'é', 'ann'];
    expect(await of('table', { Users: names.map((Username) => ({ Username })) })).toBe(
      [
        '-----------------',
        '|   ListUsers   |',
        '+---------------+',
        '||    Users    ||',
        '|+-------------+|',
        '||  Username   ||',
        '|+-------------+|',
        '||  田中 太郎  ||',
        '||  e\u0301          ||',
        '||  é          ||',
        '||  ann        ||',
        '|+-------------+|',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['ann', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['田中', 4],
    ['ｱ', 1],
    ['ｗ', 2],
    ['🙂', 2],
    ['❤\ufe0f', 1],
    ['क\u094d\u200dष', 2],
    ['\u1112\u1161\u11ab', 2],
  ])('counts %s as a terminal shows it', (text, columns) => {
    expect(cellWidth(text)).toBe(columns);
  });
});

test('yaml reads back as what it was, and a terminal obeys nothing of it', async () => {
  const texts = [
    'yes',
    'n',
    '0123',
    '1e3',
    '12:30:45',
    '=',
    '<<',
    '--- x',
    '',
    ' a',
    'é ☃',
    "it's",
    '\u202e\u009b',
    'a\nb',
  ];
  const result = { Texts: texts, On: true, None: {}, List: [] };
  const text = await of('yaml', result);
  expect(parse(text, { version: '1.1' })).toEqual(result);
  expect(text).not.toMatch(/[\u0080-\u009f\u202e]/);
});

test('yaml is what version 2 of the AWS CLI prints', async () => {
  expect(
    await of('yaml', {
      Users: [
        {
          Username: 'ann',
          Enabled: true,
          UserCreateDate: '2026-03-01T09:30:00+00:00',
          Attributes: [
            { Name: 'phone_number', Value: '+447700900123' },
            { Name: 'email_verified', Value: 'true' },
          ],
        },
        { Username: '50', Enabled: false, Attributes: [] },
      ],
    }),
  ).toBe(
    [
      'Users:',
      '- Attributes:',
      '  - Name: phone_number',
      "    Value: '+447700900123'",
      '  - Name: email_verified',
      "    Value: 'true'",
      '  Enabled: true',
      "  UserCreateDate: '2026-03-01T09:30:00+00:00'",
      '  Username: ann',
      '- Attributes: []',
      '  Enabled: false',
      "  Username: '50'",
      '',
    ].join('\n'),
  );
  expect(
    await of('yaml', {
      UserPool: {
        Policies: { PasswordPolicy: { MinimumLength: 8 } },
        Arn: 'arn:aws:cognito-idp:eu-west-1:1:x',
      },
    }),
  ).toBe(
    [
      'UserPool:',
      '  Arn: arn:aws:cognito-idp:eu-west-1:1:x',
      '  Policies:',
      '    PasswordPolicy:',
      '      MinimumLength: 8',
      '',
    ].join('\n'),
  );
});

test.each(OUTPUTS)('%s prints nothing for a result without members', async (output) => {
  expect(await of(output, {})).toBe('');
});

test.each(OUTPUTS)(
  '%s shows every member of every operation’s result: what it holds, and the names of lists and objects',
  async (output) => {
    for (const name of serviceOperationNames) {
      const result = withOwnTexts(exampleResult(name), '');
      const text = await outputText(name, { result }, output, 80);
      for (const held of textsIn(result)) expect(text, name).toContain(held);
      for (const word of namesIn(result))
        expect(text, name).toContain(output === 'text' ? word.toUpperCase() : word);
    }
  },
);

/** Each text another one, and none a part of another: by the way to it. */
function withOwnTexts<T extends JsonValue>(value: T, way: string): T {
  const own = (held: JsonValue, name: string): JsonValue => withOwnTexts(held, `${way}-${name}`);
  if (typeof value === 'string') return `.${way}.` as T;
  if (Array.isArray(value)) return value.map((each, at) => own(each, String(at))) as unknown as T;
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, own(held, name)])) as T;
}

function textsIn(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

/** Names of lists and objects that hold something: every form has them. */
function namesIn(value: JsonObject): string[] {
  return Object.entries(value).flatMap(([name, held]) => {
    const [within] = Array.isArray(held) ? held : [held];
    if (!isJsonObject(within) || Object.keys(within).length === 0) return [];
    return [
      ...(Object.values(within).some((each) => typeof each !== 'object') ? [name] : []),
      ...namesIn(within),
    ];
  });
}

test('yaml and text take any texts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.string()), async (members) => {
      const result = { User: members };
      expect(parse(await of('yaml', result), { version: '1.1' })).toEqual(result);
      const lines = (await of('text', result)).split('\n').slice(0, -1);
      expect(lines.length).toBe(Object.keys(members).length === 0 ? 0 : 1);
    }),
  );
});
