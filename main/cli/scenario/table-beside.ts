import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { besideFile } from '@core/scenario/beside-file.ts';
import type { Table } from '@core/scenario/csv.ts';
import type { Scenario } from '@core/scenario/schema.ts';
import type { FoundFile } from './find-files.ts';

/** The CSV file that a scenario's matrix names; undefined where it names none, or none that can be read. */
export async function tableBeside(
  { path, name }: FoundFile,
  { matrix }: Scenario,
): Promise<Table | undefined> {
  if (matrix?.csv === undefined) return undefined;
  const text = await readFile(resolve(dirname(path), matrix.csv), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : { name: besideFile(name, matrix.csv), text };
}
