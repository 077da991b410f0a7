import { parse } from 'csv-parse/browser/esm/sync';
import type { Row } from './matrix.ts';

/** A CSV file: its text, and how people name it. */
export interface Table {
  readonly name: string;
  readonly text: string;
}

/** A CSV file (RFC 4180), its first line the names of its columns. */
export interface CsvRows {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** 1-based line of each row. */
  readonly lines: readonly number[];
  /** What is wrong with it, without its values, and where. */
  readonly slip?: { readonly detail: string; readonly line: number };
}

/** Names that steps can use. */
const COLUMN = /^[A-Za-z_][\w-]*$/;

/**
 * Reads a CSV file. A `;` or a tab divides where the first line has it and no comma. Never throws.
 * @param column what a column's name must look like
 */
export function readCsv(text: string, column = COLUMN): CsvRows {
  const none = { columns: [], rows: [], lines: [] };
  const slip = (detail: string, line: number): CsvRows => ({ ...none, slip: { detail, line } });
  let records: { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof records;
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 1;
    return slip('This is no CSV. Close every quote, and write two quotes for one inside.', line);
  }
  const [head, ...rest] = records;
  if (head === undefined) return slip('The file is empty. Its first line names the columns.', 1);
  const columns = head.record;
  // Told by their number: where the line of the names is forgotten, a password stands in their place.
  const bad = columns.findIndex((name) => !column.test(name));
  if (bad >= 0)
    return slip(
      `Column ${String(bad + 1)} has no name that can be used. The first line names the columns, with letters, digits, _ and -.`,
      1,
    );
  const again = columns.findIndex((name, index) => columns.indexOf(name) < index);
  if (again >= 0)
    return slip(
      `Columns ${String(columns.indexOf(columns[again] ?? '') + 1)} and ${String(again + 1)} have the same name. Rename one.`,
      1,
    );
  const uneven = rest.find(({ record }) => record.length !== columns.length);
  if (uneven !== undefined)
    return slip(
      `This line has ${counted(uneven.record.length, 'value')} for ${counted(columns.length, 'column')}. Give every column one, if an empty one, and put quotes around what holds the sign that divides them.`,
      uneven.info.lines,
    );
  const rows = rest.map(({ record }) =>
    Object.fromEntries(columns.map((name, index) => [name, record[index] ?? ''])),
  );
  return { columns, rows, lines: rest.map(({ info }) => info.lines) };
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}

function delimiterOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  if (first.includes(',')) return ',';
  return [';', '\t'].find((sign) => first.includes(sign)) ?? ',';
}
