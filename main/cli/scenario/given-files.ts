import { readFile } from 'node:fs/promises';
import type { Table } from '@core/scenario/csv.ts';
import { readEnvFile } from '@core/scenario/env-file.ts';

/** Files that are named on the command line beside scenarios. */
export interface GivenFiles {
  /** Variables of `--env-file`. */
  readonly env: Readonly<Record<string, string>>;
  /** Of `--matrix`, called as it was typed. */
  readonly matrix: Table | undefined;
  /** Lines that say nothing, one sentence each. */
  readonly warnings: readonly string[];
}

/** Reads them, or says which is not there. */
export async function givenFiles({
  envFile,
  matrix,
}: {
  readonly envFile: string | undefined;
  readonly matrix: string | undefined;
}): Promise<GivenFiles | { readonly missing: string }> {
  const env = envFile === undefined ? '' : await textOf(envFile);
  if (env === undefined) return { missing: envFile ?? '' };
  const table = matrix === undefined ? undefined : await tableOf(matrix);
  if (matrix !== undefined && table === undefined) return { missing: matrix };
  const { values, bad } = readEnvFile(env);
  const warnings = bad.map((line) => `${envFile ?? ''}:${String(line)}: This line is no NAME=VALUE.`);
  return { env: values, matrix: table, warnings };
}

async function tableOf(name: string): Promise<Table | undefined> {
  const text = await textOf(name);
  return text === undefined ? undefined : { name, text };
}

function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
