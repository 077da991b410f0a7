import { describe, expect, it } from 'vitest';
import { plainSecrets } from './plain-secrets.ts';
import { readScenario } from './read.ts';

const SECRET = 'Hunter-2-hunter';
const HEAD = `version: 1
name: x
variables: { n: { generate: digits } }
secrets: { token: env:TOKEN, pw: env:PW, who: env:WHO }
`;
const withSteps = (...lines: string[]) => `${HEAD}steps:\n${lines.map((line) => `  ${line}\n`).join('')}`;
const withCodes = (source: string) =>
  `${HEAD}codes:\n  a: ${source}\nsteps:\n  - flow: USER_AUTH\n    with: { USERNAME: ann }\n`;

function secretsIn(text: string) {
  return readScenario(text, 'a.yaml').faults.filter(({ code }) => code === 'SCENARIO_SECRET');
}

describe('a plain secret inside of something', () => {
  it.each([
    [
      'a map of a bend',
      withSteps('- flow: USER_AUTH', `  members: { AuthParameters: { PASSWORD: ${SECRET} } }`),
      7,
    ],
    [
      'metadata',
      withSteps('- flow: USER_AUTH', '  members:', `    ClientMetadata: { api_key: ${SECRET} }`),
      8,
    ],
    [
      'a list of a bend',
      withSteps('- flow: USER_AUTH', `  responses: { any: [{ client_secret: ${SECRET} }] }`),
      7,
    ],
    [
      'a text with a name in it',
      withSteps('- flow: USER_PASSWORD_AUTH', `  with: { USERNAME: ann, PASSWORD: '${SECRET}-\${n}' }`),
      7,
    ],
    [
      'what is fixed around a reference',
      withSteps('- flow: USER_PASSWORD_AUTH', `  with: { USERNAME: ann, PASSWORD: '\${pw}${SECRET}' }`),
      7,
    ],
    [
      'a variable that names another',
      `${withSteps('- flow: USER_PASSWORD_AUTH', "  with: { PASSWORD: '${whole}' }")}`.replace(
        'digits }',
        `digits }, whole: '${SECRET}-\${n}'`,
      ),
      3,
    ],
    [
      'a header with a scheme',
      withSteps('- flow: USER_AUTH', `  headers: { Authorization: 'Bearer ${SECRET}\${n}' }`),
      7,
    ],
    ['a parameter of a URL', withCodes(`{ http: 'https://inbox.example.com/?api_key=${SECRET}' }`), 6],
    [
      'where a unit of time stands else',
      withSteps(
        '- operate: UpdateUserPoolClient',
        `  with: { TokenValidityUnits: { AccessToken: ${SECRET} } }`,
      ),
      7,
    ],
    ['another parameter of a URL', withCodes(`{ http: '\${who}/mail?a=1&token=${SECRET}-\${n}' }`), 6],
    ['a URL’s password', withCodes(`{ http: 'https://u:${SECRET}\${n}@x' }`), 6],
    [
      'a URL behind a variable',
      withCodes("{ http: '${base}' }").replace('digits }', `digits }, base: 'https://x?api_key=${SECRET}'`),
      3,
    ],
  ])('%s is refused with its line and never told', (_, text, line) => {
    expect(secretsIn(text)).toMatchObject([{ line }]);
    expect(JSON.stringify(readScenario(text, 'a.yaml').faults)).not.toContain(SECRET);
  });

  it.each([
    withSteps('- flow: USER_AUTH', `  members: { AuthParameters: { PASSWORD: { wrong: ${SECRET} } } }`),
    withSteps('- flow: USER_AUTH', "  members: { ClientMetadata: { api_key: '${token}' } }"),
    withSteps(
      '- flow: USER_AUTH',
      "  headers: { Authorization: 'Bearer ${token}', Cookie: 'sid=${token}; b=${pw}' }",
    ),
    withCodes("{ http: 'https://${who}:${pw}@x/?page=2&api_key=${token}' }"),
    withCodes("{ http: 'https://mail:${pw}@x' }"),
    withCodes("{ totp: 'otpauth://totp/x?secret=${token}&digits=8' }"),
    withSteps('- operate: UpdateUserPoolClient', '  with: { TokenValidityUnits: { AccessToken: minutes } }'),
  ])('is none where only references stand: %s', (text) => {
    expect(readScenario(text, 'a.yaml').faults).toEqual([]);
  });

  it('of a CSV file is told where the URL stands', () => {
    const { source } = readScenario(withSteps('- flow: USER_AUTH', '  with: { USERNAME: ann }'), 'a.yaml');
    if (source === undefined) throw new Error('not read');
    expect(plainSecrets(source.scenario, [{ where: `https://x?api_key=${SECRET}` }])).toMatchObject([
      { path: ['csv', 0, 'where'] },
    ]);
  });
});

describe('names in the challenge that a step answers', () => {
  it('are told as the file is read', () => {
    const text = withSteps('- flow: USER_AUTH', "- answer: '${factr}'");
    expect(readScenario(text, 'a.yaml').faults).toMatchObject([{ code: 'SCENARIO_NAME', line: 7 }]);
  });
});
