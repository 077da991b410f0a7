import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readScenario } from './read.ts';

const GOOD = `version: 1
name: ann by SRP
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann }
    expect: { challenge: PASSWORD_VERIFIER }
  # the password is remembered
  - answer: PASSWORD_VERIFIER
    expect: { challenge: SOFTWARE_TOKEN_MFA }
`;

/** Each fault in one line: LINE PLACE: SENTENCES, with `?` before a warning. */
function told(text: string): string[] {
  return readScenario(text, 'a.yaml').faults.map(
    ({ line, path, detail, severity }) =>
      `${severity === 'warning' ? '?' : ''}${String(line)} ${path}: ${detail}`,
  );
}

/** A scenario with these lines as its steps, from line 4 on. */
function steps(...lines: string[]): string {
  return ['version: 1', 'name: x', 'steps:', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

describe('reading a scenario', () => {
  it('gives the steps with their lines', () => {
    const { source, faults } = readScenario(GOOD, 'ann.yaml');
    expect(faults).toEqual([]);
    expect(source?.scenario.steps).toHaveLength(2);
    expect(source?.lines).toEqual([4, 8]);
  });

  it('reads JSON, too', () => {
    const { source } = readScenario(
      JSON.stringify({ version: 1, name: 'x', steps: [{ flow: 'USER_AUTH' }] }),
      'x.json',
    );
    expect(source?.scenario.name).toBe('x');
  });

  it.each([
    ['', '1 : This is no scenario. It begins with version: 1.'],
    ['hello', '1 : This is no scenario. It begins with version: 1.'],
    ['version: 2', '1 version: Version 2 is newer than this console knows. It reads version 1.'],
    ['version: 1\nname: "x\n', '3 : A bracket, a quote or a colon is missing. Close every bracket'],
    [
      'version: 1\nname: a: b\n',
      '2 : A second “: ” stands in this line. Put text that holds “: ” in quotes.',
    ],
    ['version: 1\nname: a\nname: b\n', '3 : This name stands here twice. Keep one of the two.'],
    ['version: 1\nname: x\nstep: []\n', '3 step: This name is not known here. Is steps meant?'],
    [steps('- 5'), '4 steps[0]: A step is a map that begins with flow, answer, operate, sandbox or wait.'],
    [steps('- answr: X'), '4 steps[0]: This step says not what it does: it begins with flow'],
    [steps('- answr: X'), 'Is answer meant?'],
    ['version: 1\nname: x\ntimeout: 30\nsteps: []\n', '3 timeout: This is read as a number'],
    [
      'version: 1\nname: x\ntimeout: 0s\nsteps: []\n',
      '3 timeout: This must be longer than nothing, such as 30s.',
    ],
    [
      'version: 1\nname: x\ntimeout: soon\nsteps: []\n',
      '3 timeout: This must be a duration such as 500ms, 2s',
    ],
    [steps('- flow: A', '  answer: B'), '5 steps[0].answer: One step does one thing: flow.'],
    [steps('- wait: 5'), '4 steps[0].wait: This is read as a number or as true or false. Put it in quotes.'],
    [steps('- wait: 5sec'), 'This must be a duration such as 500ms, 2s, 4m, 1h or 30d.'],
    [
      steps('- flow: A', '  expect: { session: newer }'),
      '5 steps[0].expect.session: This must be new, same or none.',
    ],
    [steps('- flow: A', '  expect: { message: { mathces: x } }'), 'Is matches meant?'],
    [steps('- flow: A', '  expect: { message: { matches: ( } }'), 'This must be a regular expression'],
    [
      steps('- flow: A', '  capture: { x: Session }'),
      'This must be a JSON Pointer such as /Session, or header:NAME, or request:POINTER.',
    ],
    [
      steps('- flow: A', '  with: { USERNAME: { wrng: a } }'),
      'wrng: This name is not known here. Is wrong meant?',
    ],
    [
      'version: 1\nname: x\ncodes: { a: { totpp: x } }\n',
      '3 codes.a: This needs one of totp, inbox, http, imap, command or ask.',
    ],
    [
      'version: 1\nname: x\ncodes: { a: { http: x, pth: y } }\n',
      '3 codes.a.pth: This name is not known here. Is path meant?',
    ],
    [
      "version: 1\nname: x\ncodes: { a: { command: ['${tool}', x] } }\n",
      '3 codes.a.command: This must be a program as it stands, without ${NAME}; its arguments may have some.',
    ],
  ])('tells what is wrong with %j, its line and the fix', (text, sentence) => {
    expect(told(text).join('\n')).toContain(sentence);
  });

  it('tells every mistake, in the order of the lines', () => {
    expect(
      told(steps('- flow: USER_SRP_AUTH', '  expects: {}', '- wait: 5', '- 7')).map((text) => text[0]),
    ).toEqual(['5', '6', '7']);
  });
});

describe('what steps lean on', () => {
  const begun = '- { flow: USER_AUTH, id: first }';
  it.each([
    [['- flow: USER_SRP_AUT'], '4 steps[0].flow: No flow of this name can be begun. Is USER_SRP_AUTH meant?'],
    [['- flow: REFRESH_TOKEN'], 'Use REFRESH_TOKEN_AUTH. An older name'],
    [['- answer: SMS_MFA'], '4 steps[0]: No sign-in was begun before this step.'],
    [
      [begun, '- operate: GetUsr'],
      '5 steps[1].operate: The service has no operation of this name. Is GetUser meant?',
    ],
    [[begun, '- operate: InitiateAuth'], 'Begin with flow, or go on with answer.'],
    [[begun, '- { answer: SMS_MFA, to: frist }'], '5 steps[1].to: No step has the id frist. Is first meant?'],
    [[begun, '- { answer: SMS_MFA, to: me, id: me }'], 'it does not come before this one.'],
    [[begun, begun], '5 steps[1].id: Step 1 is called first, too.'],
    [['- { flow: USER_AUTH, expect: { challenge: SMS_MFA, tokens: true } }'], 'A step can’t come to both'],
    [
      [begun, '- answer: SOFTWARE_TOKEN_MF'],
      '?5 steps[1].answer: This console knows no challenge of this name. Is SOFTWARE_TOKEN_MFA meant?',
    ],
    [
      ['- { flow: USER_AUTH, expect: { error: NotAuthorized } }'],
      '?4 steps[0].expect.error: This console knows no exception of this name.',
    ],
    [
      [begun, '- { answer: SMS_MFA, with: { SMS_MFA_COD: "1" } }'],
      '?5 steps[1].with.SMS_MFA_COD: No field is called SMS_MFA_COD here. Is SMS_MFA_CODE meant?',
    ],
  ])('%j', (lines, sentence) => {
    expect(told(steps(...lines)).join('\n')).toContain(sentence);
  });

  it('lets a scenario with warnings run', () => {
    const { source, faults } = readScenario(steps(begun, '- answer: BRAND_NEW_CHALLENGE'), 'a');
    expect(source).toBeDefined();
    expect(faults).toMatchObject([{ severity: 'warning' }]);
  });
});

describe('names', () => {
  it.each([
    ['${USR}', '${USR} stands for nothing here. Is USER meant?'],
    ['${nobody}', 'Name it under variables or secrets, as a column of the matrix, or capture it.'],
    ['${late}', '${late} is captured by step 1. Use it in a step after that.'],
    ['${code.sms}', '${code.sms} is not under codes.'],
    ['${mail}', '${mail} is a code. Write ${code.mail}.'],
  ])('%s is refused with its line', (name, sentence) => {
    const text = `version: 1
name: x
variables: { USER: ann }
codes: { mail: { inbox: sandbox } }
steps:
  - flow: USER_AUTH
    with: { USERNAME: '${name}' }
    capture: { late: /Session }
`;
    expect(told(text)).toEqual([expect.stringContaining(`7 steps[0].with.USERNAME: ${name}`)]);
    expect(told(text)[0]).toContain(sentence);
  });

  it('come from variables, secrets, columns, codes and earlier captures', () => {
    const text = `version: 1
name: x
variables: { A: 'a \${B}', B: b }
secrets: { S: env:S }
codes: { c: { totp: '\${S}' } }
matrix: { axes: { one: [a] }, rows: [{ two: b }] }
steps:
  - flow: USER_AUTH
    with: { USERNAME: '\${A}\${one}\${two}' }
    capture: { cap: /Session }
    expect: { check: 'return \`\${mine}\`' }
  - answer: SOFTWARE_TOKEN_MFA
    with: { SOFTWARE_TOKEN_MFA_CODE: '\${code.c}' }
    members: { Session: '\${cap}' }
`;
    expect(told(text)).toEqual([]);
  });

  it('of variables that are made from each other are refused', () => {
    expect(told(`${GOOD}variables: { A: '\${B}', B: '\${A}' }\n`).join()).toContain('A is made from itself');
  });

  it('may be columns of a CSV file that is read later, or is given with the run', () => {
    const text = GOOD.replace('USERNAME: ann', 'USERNAME: "${user}"');
    expect(readScenario(`${text}matrix: { csv: users.csv }\n`, 'a').faults).toEqual([]);
    expect(readScenario(text, 'a').faults).toHaveLength(1);
    expect(readScenario(text, 'a', { columns: ['user'] }).faults).toEqual([]);
  });
});

describe('a plain secret', () => {
  const secret = 'Hunter-2-hunter';
  it.each([
    ['in a password field', steps('- flow: USER_PASSWORD_AUTH', `  with: { PASSWORD: ${secret} }`), 5],
    [
      'in a seed',
      steps('- flow: USER_AUTH', '- answer: SOFTWARE_TOKEN_MFA', `  with: { TOTP_SECRET: ${secret} }`),
      6,
    ],
    ['in a bend', steps('- flow: USER_AUTH', `  responses: { PASSWORD: ${secret} }`), 5],
    ['in a header', steps('- flow: USER_AUTH', `  headers: { Authorization: ${secret} }`), 5],
    ['under secrets', `${GOOD}secrets: { A: ${secret} }\n`, 10],
    ['as the client’s', `${GOOD}target: { clientId: c, clientSecret: ${secret} }\n`, 10],
    ['of a mailbox', `${GOOD}codes: { a: { imap: { host: h, user: u, password: ${secret} } } }\n`, 10],
    ['in a URL', `${GOOD}codes: { a: { http: 'https://u:${secret}@x' } }\n`, 10],
    ['as a code’s seed', `${GOOD}codes: { a: { totp: ${secret} } }\n`, 10],
    [
      'of a seeded user',
      steps(`- sandbox: { user: { pool: p, user: { Username: u, Password: ${secret} } } }`),
      4,
    ],
    ['in a comment, by its looks', `${GOOD}# AKIAABCDEFGHIJKLMNOP\n`, 10],
    [
      'behind a variable',
      `${steps('- flow: USER_PASSWORD_AUTH', "  with: { PASSWORD: '${PW}' }")}variables:\n  PW: ${secret}\n`,
      7,
    ],
    [
      'behind a column',
      `${steps('- flow: USER_PASSWORD_AUTH', "  with: { PASSWORD: '${PW}' }")}matrix:\n  rows:\n    - PW: ${secret}\n`,
      8,
    ],
  ])('%s is refused with its line and never told', (_, text, line) => {
    const { source, faults } = readScenario(text, 'a');
    expect(source).toBeUndefined();
    expect(faults.filter(({ code }) => code === 'SCENARIO_SECRET')).toMatchObject([{ line }]);
    expect(JSON.stringify(faults)).not.toContain(secret);
  });

  it.each([
    ['eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl', 'a token (JWT)'],
    ['ASIAABCDEFGHIJKLMNOP', 'an AWS access key'],
    ['otpauth://totp/x:ann?secret=GEZDGNBVGY3TQOJQ', 'an otpauth URI'],
    ['-----BEGIN PRIVATE KEY-----', 'a private key'],
  ])('is known by its looks anywhere: %s', (value, what) => {
    const { faults } = readScenario(GOOD.replace('by SRP', JSON.stringify(value)), 'a');
    expect(faults[0]).toMatchObject({
      code: 'SCENARIO_SECRET',
      line: 2,
      detail: expect.stringContaining(what) as string,
    });
  });

  it('is none where it is a code, wrong on purpose, made anew or a reference', () => {
    const text = `version: 1
name: x
variables: { NEW: { generate: password }, AGAIN: '\${OLD}' }
secrets: { OLD: env:OLD, KEPT: 'keychain:kept here', GIVEN: }
matrix: { rows: [{ pw: '\${OLD}' }] }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { PASSWORD: { wrong: Hunter-2 } }
    expect: { error: NotAuthorizedException }
  - flow: USER_PASSWORD_AUTH
    with: { PASSWORD: '\${AGAIN}' }
    responses: { SECRET_HASH: bm8=, NEW_PASSWORD: { wrong: x } }
  - answer: NEW_PASSWORD_REQUIRED
    with: { NEW_PASSWORD: '\${NEW}' }
  - answer: SMS_MFA
    with: { SMS_MFA_CODE: '000000' }
  - flow: USER_PASSWORD_AUTH
    with: { PASSWORD: '\${pw}' }
`;
    expect(told(text)).toEqual([]);
  });
});

describe('whatever it is given', () => {
  const keys = fc.constantFrom(
    'version',
    'name',
    'steps',
    'flow',
    'answer',
    'with',
    'expect',
    'matrix',
    'axes',
    'rows',
    'codes',
    'http',
    'secrets',
    'variables',
    'target',
    'sandbox',
    'operate',
    'to',
    'id',
    'capture',
    'PASSWORD',
    '__proto__',
  );
  const any = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('USER_AUTH', '${x}', 1, null, true, '/a', ''),
      fc.string(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(keys, tie('value'), { maxKeys: 6 }),
    ),
  })).value;

  it('it reads without throwing, with faults or a scenario', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      any.map((value) => stringify(value)),
      fc.dictionary(keys, any).map((rest) => stringify({ ...rest, version: 1, name: 'x' })),
      fc.tuple(fc.nat(GOOD.length), fc.string()).map(([at, put]) => GOOD.slice(0, at) + put + GOOD.slice(at)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const { source, faults } = readScenario(text, 'a');
        expect(source === undefined).toBe(faults.some(({ severity }) => severity === 'error'));
        for (const { line, column } of faults) expect(Math.min(line, column)).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
  });

  it('it never tells a secret', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{12,20}$/).map((text) => `Zq${text}`);
    const places = fc.constantFrom(
      (text: string) => `secrets: { A: ${text} }`,
      (text: string) => `secrets: { A: [${text}] }`,
      (text: string) => `secrets: ${text}`,
      (text: string) => `variables: { A: { generate: ${text} } }`,
      (text: string) => `target: { clientSecret: ${text} }`,
      (text: string) => `codes: { A: { totp: ${text}, within: ${text} } }`,
      (text: string) => `"${text}`,
      (text: string) => `a: ]${text}`,
      (text: string) => `steps: ${text}`,
    );
    fc.assert(
      fc.property(secret, places, (text, place) => {
        const { faults } = readScenario(`version: 1\nname: x\n${place(text)}\n`, 'a');
        expect(JSON.stringify(faults)).not.toContain(text);
        expect(faults.length).toBeGreaterThan(0);
      }),
    );
  });
});
