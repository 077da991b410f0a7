import type { ScenarioCase, ScenarioSource } from './case.ts';
import { besideFile } from './beside-file.ts';
import { type CsvRows, readCsv, type Table } from './csv.ts';
import type { ScenarioFault } from './fault.ts';
import { MOST_CASES, type Row, rowsOf } from './matrix.ts';
import { columnsOf, nameSlips } from './names.ts';
import { plainSecrets } from './plain-secrets.ts';
import { namesIn } from './placeholders.ts';
import type { Scenario } from './schema.ts';
import { looksFix, secretLooks } from './secret-looks.ts';
import { type Path, placeOf, type Slip } from './slip.ts';
import { filledTexts, type PlacedText, textsBelow } from './texts.ts';

/** One slip in every line of a long CSV file is one slip. */
const MOST_TOLD = 20;

export interface Cases {
  /** In the order of the matrix; none where a fault is an error. */
  readonly cases: readonly ScenarioCase[];
  readonly faults: readonly ScenarioFault[];
}

/**
 * The runs of a scenario: one for every row of its matrix, one without a matrix.
 * @param table the file that `matrix.csv` names, or one that is given with the run
 */
export function casesOf(source: ScenarioSource, table?: Table): Cases {
  const { file, scenario, matrixLine: line } = source;
  const { matrix } = scenario;
  const csv = table === undefined ? undefined : readCsv(table.text);
  if (matrix?.csv !== undefined && csv === undefined) {
    const name = besideFile(file, matrix.csv);
    const detail = `The CSV file ${name} is not there, or can’t be read. csv: takes its path from the scenario’s folder.`;
    return refused([fault('matrix.csv', detail, line)]);
  }
  const before = csv === undefined || table === undefined ? [] : tableFaults(source, table, csv);
  if (before.length > 0) return refused(before);

  const rows = rowsOf(scenario, csv?.rows);
  if (rows.length === 0) return refused([nothingIn(source, table, csv)]);
  if (rows.length > MOST_CASES)
    return refused([
      fault('matrix', `More than ${MOST_CASES.toLocaleString('en')} runs. Split the file.`, line),
    ]);
  const missing = missingIn(scenario, rows);
  if (missing !== undefined) return refused([fault('matrix', missing, line, 'SCENARIO_NAME')]);

  const cases = new Map<string, ScenarioCase>();
  let doubles = 0;
  for (const row of rows) {
    const of = caseOf(source, row);
    if (cases.has(of.id)) doubles += 1;
    else cases.set(of.id, of);
  }
  const detail = `${String(doubles)} rows are as others are: they run once.`;
  const told = doubles === 0 ? [] : [{ ...fault('matrix', detail, line), severity: 'warning' as const }];
  return { cases: [...cases.values()], faults: told };
}

/** The run of one row. */
export function caseOf(source: ScenarioSource, row: Row): ScenarioCase {
  const { file, scenario } = source;
  return { id: idOf(file, row), source, row, title: titleOf(scenario, row) };
}

/** The columns of a CSV file: names that a scenario which is run with it may use. None where it can't be read. */
export function csvColumns(csvText: string): readonly string[] {
  return readCsv(csvText).columns;
}

/** Secrets whose file says not where they are: they have to be given, or are asked for. */
export function needsOf({ secrets = {} }: Scenario): string[] {
  return Object.entries(secrets)
    .filter(([, reference]) => reference === null || reference === '')
    .map(([name]) => name);
}

/** Whatever the order of the columns, so that a shard stays the same. */
function idOf(file: string, row: Row): string {
  const entries = Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return entries.length === 0 ? file : `${file}#${JSON.stringify(Object.fromEntries(entries))}`;
}

function titleOf({ name }: Scenario, row: Row): string {
  return [name, ...Object.values(row)].filter((part) => part !== '').join(' · ');
}

/** A name that some rows bring and others don't, where nothing else brings it. */
function missingIn(scenario: Scenario, rows: readonly Row[]): string | undefined {
  const { variables = {}, secrets = {}, steps } = scenario;
  const captured = steps.flatMap((step) => Object.keys(('capture' in step ? step.capture : undefined) ?? {}));
  const known = new Set([...Object.keys(variables), ...Object.keys(secrets), ...captured]);
  const { steps: texts, ...rest } = filledTexts(scenario);
  const used = new Set([...texts.flat(), ...Object.values(rest).flat()].flatMap(({ text }) => namesIn(text)));
  for (const name of used) {
    if (known.has(name) || name.startsWith('code.')) continue;
    const without = rows.findIndex((row) => !Object.hasOwn(row, name));
    if (without >= 0)
      return `Row ${String(without + 1)} has no ${name}, which steps use. Give every row one, or a variable of that name.`;
  }
  return undefined;
}

/** Why a matrix makes no run. */
function nothingIn({ matrixLine }: ScenarioSource, table?: Table, csv?: CsvRows): ScenarioFault {
  if (table === undefined || csv?.rows.length !== 0)
    return fault('matrix', 'Every row is excluded: nothing would run.', matrixLine);
  const detail = 'Below the names of the columns stands no row: nothing would run. Write one a line.';
  return { ...fault('matrix.csv', detail, matrixLine), table: { file: table.name, line: 1 } };
}

/** What is wrong with a CSV file, by itself and beside what the scenario makes of it. */
function tableFaults(source: ScenarioSource, { name, text }: Table, csv: CsvRows): ScenarioFault[] {
  const { scenario, matrixLine } = source;
  const inTable = (detail: string, line: number, code?: string): ScenarioFault => ({
    ...fault('matrix.csv', detail, matrixLine, code),
    table: { file: name, line },
  });
  const { columns, rows, lines, slip } = csv;
  if (slip !== undefined) return [inTable(slip.detail, slip.line)];
  const own = columnsOf(scenario);
  const doubled = columns
    .filter((name) => own.includes(name))
    .map((name) => inTable(`${name} is a column of the scenario’s matrix already. Keep it in one place.`, 1));
  const cells = rows.flatMap((row, index) => textsBelow(row, ['csv', index]));
  const secrets = plainSecrets(scenario, rows).filter(({ path }) => path[0] === 'csv');
  const slips = [
    ...(secrets.length > 0 || secretLooks(text).length === 0 ? secrets : looks(cells)),
    ...nameSlips(scenario, columns, cells),
  ];
  const told = slips.slice(0, MOST_TOLD).map(({ path, detail, code }) => {
    const [part, row, column] = path;
    return part === 'csv'
      ? inTable(`Column ${String(column)}: ${detail}`, lines[Number(row)] ?? 1, code)
      : fault(placeOf(path), detail, lineOf(source, path), code);
  });
  return [...doubled, ...told];
}

/** Cells that can only be a secret, whatever they are for. */
function looks(cells: readonly PlacedText[]): Slip[] {
  return cells.flatMap(({ path, text }) =>
    secretLooks(text)
      .slice(0, 1)
      .map(({ what }) => ({ path, code: 'SCENARIO_SECRET' as const, detail: looksFix(what) })),
  );
}

function lineOf({ lines, matrixLine }: ScenarioSource, [part, index]: Path): number | undefined {
  return part === 'steps' ? lines[Number(index)] : matrixLine;
}

function refused(faults: readonly ScenarioFault[]): Cases {
  return { cases: [], faults };
}

function fault(path: string, detail: string, line = 1, code = 'SCENARIO_MATRIX'): ScenarioFault {
  return { code, detail, line, column: 1, path, severity: 'error' };
}
