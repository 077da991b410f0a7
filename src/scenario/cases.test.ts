import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScenarioSource } from './case.ts';
import { casesOf, csvColumns, needsOf } from './cases.ts';
import { readScenario } from './read.ts';

function source(matrix: string): ScenarioSource {
  const text = `version: 1
name: x
matrix: ${matrix}
secrets: { PW: env:PW, GIVEN: }
variables: { USER: ann }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: '\${USER}', PASSWORD: '\${PW}' }
`;
  const read = readScenario(text, 'x.yaml');
  if (read.source === undefined) throw new Error(JSON.stringify(read.faults));
  return read.source;
}

describe('the runs of a scenario', () => {
  it('are one without a matrix, called by the file', () => {
    const { source: plain } = readScenario('version: 1\nname: x\nsteps: [{ flow: USER_AUTH }]\n', 'x.yaml');
    expect(plain && casesOf(plain).cases).toMatchObject([{ id: 'x.yaml', title: 'x', row: {} }]);
  });

  it('are the axes, times the rows, times the CSV file, without what is excluded', () => {
    const { cases, faults } = casesOf(
      source('{ axes: { f: [a, b] }, rows: [{ u: c }, { u: d }], csv: x.csv, exclude: [{ f: a, u: c }] }'),
      'q\n1\n2\n',
    );
    expect(faults).toEqual([]);
    expect(cases.map(({ title }) => title)).toEqual([
      'x · a · d · 1',
      'x · a · d · 2',
      'x · b · c · 1',
      'x · b · c · 2',
      'x · b · d · 1',
      'x · b · d · 2',
    ]);
  });

  it('keep their ids when columns change places', () => {
    const ids = (matrix: string) => casesOf(source(matrix)).cases.map(({ id }) => id);
    expect(ids('{ axes: { a: [x], b: [y] } }')).toEqual(ids('{ rows: [{ b: y, a: x }] }'));
  });

  it('run once where two rows are alike, and say so', () => {
    const { cases, faults } = casesOf(source('{ rows: [{ a: x }, { a: x }] }'));
    expect(cases).toHaveLength(1);
    expect(faults).toMatchObject([{ severity: 'warning', line: 3 }]);
  });

  it('are never two of one id, and as many as the product of the columns', () => {
    const axes = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,3}$/),
      fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 4 }),
      { minKeys: 1, maxKeys: 4 },
    );
    fc.assert(
      fc.property(axes, (columns) => {
        const { cases } = casesOf(source(JSON.stringify({ axes: columns })));
        const product = Object.values(columns).reduce((count, { length }) => count * length, 1);
        expect(new Set(cases.map(({ id }) => id)).size).toBe(product);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['{ csv: x.csv }', undefined, 'The CSV file is not there', 3],
    ['{ csv: x.csv }', 'a,b\n1\n', 'This line has 1 values for 2 columns.', 2],
    ['{ csv: x.csv }', 'a\n"1', 'This is no CSV.', 2],
    ['{ csv: x.csv }', '', 'The file is empty.', 1],
    ['{ csv: x.csv }', 'a,a\n1,2\n', 'Two columns have the same name.', 1],
    ['{ csv: x.csv, axes: { a: [b] } }', 'a\n1\n', 'a is a column of the matrix already.', 3],
    ['{ csv: x.csv }', 'USER,PW\nann,Plain-1\nbob,Plain-2\n', 'A plain secret stands here, for PASSWORD.', 2],
    ['{ axes: { a: [x] }, exclude: [{ a: x }] }', undefined, 'Every row is excluded', 3],
    [
      `{ axes: { a: [${'x,'.repeat(200)}], b: [${'x,'.repeat(200)}] } }`,
      undefined,
      'More than 20,000 runs.',
      3,
    ],
  ])('%s with %j is refused', (matrix, csv, sentence, line) => {
    const { cases, faults } = casesOf(source(matrix), csv);
    expect(cases).toEqual([]);
    expect(faults[0]).toMatchObject({ detail: expect.stringContaining(sentence) as string, line });
    expect(JSON.stringify(faults)).not.toContain('Plain-1');
  });

  it('need a name in every row, where steps use it and nothing else brings it', () => {
    const { source: read } = readScenario(
      "version: 1\nname: x\nmatrix: { rows: [{ u: a }, { v: b }] }\nsteps: [{ flow: USER_AUTH, with: { USERNAME: '${u}' } }]\n",
      'x',
    );
    expect(read && casesOf(read).faults).toMatchObject([
      { code: 'SCENARIO_NAME', detail: expect.stringContaining('Row 2 has no u') as string },
    ]);
  });

  it('take the columns of a file with semicolons, a BOM and quotes', () => {
    expect(csvColumns('\uFEFFa;b\n"1;2";3\n')).toEqual(['a', 'b']);
  });
});

it('tells which secrets have to be given', () => {
  expect(needsOf(source('{ axes: { a: [x] } }').scenario)).toEqual(['GIVEN']);
});
