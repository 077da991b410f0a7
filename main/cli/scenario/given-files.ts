import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';

/** Files that are named on the command line beside scenarios. */
export interface GivenFiles {
  /** Variables of `--env-file`. */
  readonly env: NodeJS.Dict<string>;
  /** Text of `--matrix`. */
  readonly matrix: string | undefined;
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
  const csv = matrix === undefined ? undefined : await textOf(matrix);
  if (matrix !== undefined && csv === undefined) return { missing: matrix };
  return { env: parseEnv(env), matrix: csv };
}

function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
