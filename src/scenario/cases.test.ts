import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScenarioSource } from './case.ts';
import { casesOf, csvColumns, needsOf } from './cases.ts';
import { placeOfFault } from './fault.ts';
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
      { name: 'x.csv', text: 'q\n1\n2\n' },
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
    ['{ csv: x.csv }', 'The CSV file x.csv is not there'],
    ['{ axes: { a: [x] }, exclude: [{ a: x }] }', 'Every row is excluded'],
    [`{ axes: { a: [${'x,'.repeat(200)}], b: [${'x,'.repeat(200)}] } }`, 'More than 20,000 runs.'],
  ])('%s is refused', (matrix, sentence) => {
    const { cases, faults } = casesOf(source(matrix));
    expect(cases).toEqual([]);
    expect(faults).toMatchObject([{ detail: expect.stringContaining(sentence) as string, line: 3 }]);
    expect(faults[0]).not.toHaveProperty('table');
  });

  const KEY = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
  it.each([
    ['a,b\n1\n', 2, 'This line has 1 value for 2 columns. Give every column one'],
    ['a\n"1', 2, 'This is no CSV.'],
    ['', 1, 'The file is empty.'],
    ['a\n', 1, 'Below the names of the columns stands no row'],
    ['a,b,a\n1,2,3\n', 1, 'Columns 1 and 3 have the same name.'],
    ['ann,Plain-1!\n', 1, 'Column 2 has no name that can be used.'],
    ['axis\n1\n', 1, 'axis is a column of the scenario’s matrix already.'],
    ['USER,PW\n"ann\nlee",${PW}\nbob,Plain-1\n', 4, 'Column PW: A plain secret stands here, for PASSWORD.'],
    [`note\nok\n${KEY}\n`, 3, 'Column note: This is an AWS access key.'],
    ['note\n\n${USRE}\n', 3, 'Column note: ${USRE} stands for nothing here. Is USER meant?'],
  ])('with a CSV file of %j are none, and its own line is told', (text, line, sentence) => {
    const { cases, faults } = casesOf(source('{ csv: x.csv, axes: { axis: [y] } }'), {
      name: 'data/x.csv',
      text,
    });
    expect(cases).toEqual([]);
    expect(faults).toMatchObject([
      { detail: expect.stringContaining(sentence) as string, line: 3, table: { file: 'data/x.csv', line } },
    ]);
    expect(faults[0] && placeOfFault(faults[0], 'x.yaml')).toBe(`data/x.csv:${String(line)}`);
    expect(JSON.stringify(faults)).not.toMatch(/Plain-1|AKIA/);
  });

  it('tell a mistake of the scenario itself at its line, where only the CSV file shows it', () => {
    const { source: read } = readScenario(
      "version: 1\nname: x\nmatrix: { csv: x.csv }\nsteps: [{ flow: USER_AUTH, with: { USERNAME: '${usr}' } }]\n",
      'x.yaml',
    );
    const faults = read && casesOf(read, { name: 'x.csv', text: 'user\nann\n' }).faults;
    expect(faults).toMatchObject([{ line: 4, detail: '${usr} stands for nothing here. Is user meant?' }]);
    expect(faults?.[0]).not.toHaveProperty('table');
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
