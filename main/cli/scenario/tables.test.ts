import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXIT } from '../exit-codes.ts';
import { type Shell, shell } from '../evidence/testing/typed.ts';

let at: Shell;
let before: string;
beforeEach(() => {
  at = shell();
  before = process.cwd();
  process.chdir(at.folder);
  at.file(
    'mfa/rows.yaml',
    `version: 1
name: by row
secrets: { PASS: }
matrix: { csv: ../data/users.csv }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: '\${USER}', PASSWORD: '\${PW}' }
  - answer: SOFTWARE_TOKEN_MFA
`,
  );
  at.file('data/users.csv', 'USER,PW\nann,${PASS}\nbob,Plain-horse-1\ncy,Plain-horse-2\n');
});
afterEach(() => {
  process.chdir(before);
  at.remove();
});

const PLACE = 'data/users.csv:3';
const SAYS = 'Column PW: A plain secret stands here, for PASSWORD. Write ${NAME} of a secret in its place.';

describe('a mistake in the CSV file of a matrix is told with that file, its line and its column', () => {
  it('by a run, in every report', async () => {
    const reports = ['list', 'tap', 'junit', 'html', 'json'].flatMap((name) => [
      '--reporter',
      name === 'list' ? name : `${name}:${name}.txt`,
    ]);
    const { code, out } = await at.type(['run', 'mfa', ...reports]);
    expect(code).toBe(EXIT.badFile.code);
    expect(out).toContain(`${PLACE}\n    ${SAYS} (and 1 more) (SCENARIO_SECRET)\n`);
    expect(out).toContain(`\n        ${SAYS}\n        Line 4: ${SAYS} (SCENARIO_SECRET)\n`);
    const texts = ['tap', 'junit', 'html', 'json'].map((name) => readFileSync(`${name}.txt`, 'utf8'));
    const [tap = '', junit = ''] = texts;
    expect(tap).toContain(`at: "${PLACE}"`);
    expect(junit).toContain('classname="mfa/rows.yaml" file="data/users.csv" line="3"');
    expect(junit).toContain(`>${PLACE}: ${SAYS}\nLine 4: ${SAYS}`);
    for (const text of [out, ...texts]) {
      expect(text).toContain('data/users.csv');
      expect(text).not.toContain('Plain-horse');
    }
  });

  it.each([
    ['matrix', ['matrix', 'mfa/rows.yaml']],
    ['parity', ['parity', 'sandbox', 'sandbox', 'mfa']],
    ['export', ['export', 'mfa', '--format', 'gitlab']],
  ])('by %s', async (_, words) => {
    const { code, err } = await at.type(words);
    expect(code).toBe(EXIT.badFile.code);
    expect(err).toContain(`${PLACE}: Column PW: A plain secret stands here, for PASSWORD.`);
    expect(err).not.toContain('Plain-horse');
  });

  it('and so is one of the table that is given with the run', async () => {
    at.file('given.csv', 'USER,PW\nann\n');
    at.file('mfa/rows.yaml', 'version: 1\nname: x\nsteps: [{ flow: USER_AUTH }]\n');
    const { code, out } = await at.type(['run', 'mfa', '--matrix', 'given.csv', '--reporter', 'list']);
    expect(code).toBe(EXIT.badFile.code);
    expect(out).toContain('given.csv:2\n');
    expect(out).toContain('This line has 1 value for 2 columns. Give every column one');
  });

  it('each with its own file where the scenario is wrong beside it', async () => {
    at.file('data/users.csv', 'USER,PASSWORD\nann,${PASS}\nbob,AKIAIOSFODNN7EXAMPLE\n');
    const { out } = await at.type(['run', 'mfa', '--reporter', 'list']);
    expect(out).toContain('data/users.csv:3\n');
    expect(out).toContain(
      'mfa/rows.yaml:6: ${PW} stands for nothing here. Name it under variables or secrets',
    );
  });
});
