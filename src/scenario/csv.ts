import { parse } from 'csv-parse/browser/esm/sync';
import type { Row } from './matrix.ts';

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
  const bad = columns.find((name) => !column.test(name));
  if (bad !== undefined)
    return slip('A column has no name that can be used: letters, digits, _ and - are.', 1);
  if (new Set(columns).size < columns.length) return slip('Two columns have the same name.', 1);
  const uneven = rest.find(({ record }) => record.length !== columns.length);
  if (uneven !== undefined)
    return slip(
      `This line has ${String(uneven.record.length)} values for ${String(columns.length)} columns.`,
      uneven.info.lines,
    );
  const rows = rest.map(({ record }) =>
    Object.fromEntries(columns.map((name, index) => [name, record[index] ?? ''])),
  );
  return { columns, rows, lines: rest.map(({ info }) => info.lines) };
}

function delimiterOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  if (first.includes(',')) return ',';
  return [';', '\t'].find((sign) => first.includes(sign)) ?? ',';
}
