import { nearestName } from '../nearest.ts';
import { columnsOf } from './names.ts';
import type { Scenario } from './schema.ts';
import type { Slip } from './slip.ts';

/** A row of a matrix: a text for each of its columns. */
export type Row = Readonly<Record<string, string>>;

/** More runs of one file are a slip of the pen. */
export const MOST_CASES = 20_000;

/** What is wrong with a matrix, as far as it stands in the file. */
export function matrixSlips(scenario: Scenario): Slip[] {
  const { matrix } = scenario;
  if (matrix === undefined) return [];
  const { axes = {}, rows = [], csv, exclude = [] } = matrix;
  const slip = (path: Slip['path'], detail: string): Slip => ({
    path: ['matrix', ...path],
    code: 'SCENARIO_MATRIX',
    detail,
  });
  const columns = columnsOf(scenario);
  const doubled = rows.flatMap((row, index) =>
    Object.keys(row)
      .filter((name) => Object.hasOwn(axes, name))
      .map((name) => slip(['rows', index, name], `${name} is an axis already. Keep it in one place.`)),
  );
  const unknown = exclude.flatMap((row, index) =>
    csv !== undefined
      ? []
      : Object.keys(row)
          .filter((name) => !columns.includes(name))
          .map((name) => {
            const near = nearestName(name, columns);
            const fix = near === undefined ? `There are: ${columns.join(', ')}.` : `Is ${near} meant?`;
            return slip(['exclude', index, name], `The matrix has no column ${name}. ${fix}`);
          }),
  );
  const empty = [
    ...Object.entries(axes)
      .filter(([, values]) => values.length === 0)
      .map(([name]) => slip(['axes', name], 'This axis has no value: nothing would run.')),
    ...(matrix.rows?.length === 0 ? [slip(['rows'], 'No row stands here: nothing would run.')] : []),
    ...(columns.length === 0 && csv === undefined && matrix.rows === undefined
      ? [slip([], 'A matrix needs axes, rows or csv.')]
      : []),
  ];
  return [...doubled, ...unknown, ...empty];
}

/** Every row: each of the axes' values with each of the others', with each of the rows, with each of the file's. */
export function rowsOf({ matrix = {} }: Scenario, fromFile: readonly Row[] | undefined): Row[] {
  const axes = Object.entries(matrix.axes ?? {}).map(([name, values]) =>
    values.map((value): Row => ({ [name]: value })),
  );
  const lists = [...axes, ...[matrix.rows, fromFile].filter((rows) => rows !== undefined)];
  const all = lists.reduce<Row[]>(
    (sofar, list) =>
      sofar
        .flatMap((row) => list.slice(0, MOST_CASES).map((more) => ({ ...row, ...more })))
        .slice(0, MOST_CASES + 1),
    [{}],
  );
  const { exclude = [] } = matrix;
  return all.filter(
    (row) => !exclude.some((out) => Object.entries(out).every(([name, value]) => row[name] === value)),
  );
}
