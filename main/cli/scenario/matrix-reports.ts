import { type FaultMatrix } from '@core/scenario/fault-matrix/fault-matrix.ts';
import { matrixHtml } from '@core/scenario/fault-matrix/html.ts';
import { matrixTable } from '@core/scenario/fault-matrix/table.ts';
import { paintIn } from '../chain-tree.ts';
import { jsonText, plain } from '../plain-text.ts';
import type { Terminal } from '../terminal.ts';
import type { ReporterFlag } from './flags.ts';
import { writeWhole } from './write-whole.ts';

export const MATRIX_REPORTERS = ['table', 'json', 'html'] as const;

/** Prints or writes a matrix in every form that was asked for. @throws CoreFault FILE_NOT_SAVED */
export async function writeMatrix(
  matrix: FaultMatrix,
  reporters: readonly ReporterFlag[],
  terminal: Terminal,
): Promise<void> {
  const written: string[] = [];
  for (const { name, file } of reporters) {
    const text = textOf(matrix, name, terminal.color && file === undefined);
    if (file === undefined) terminal.out(text);
    else {
      await writeWhole(file, text);
      written.push(file);
    }
  }
  if (written.length > 0) terminal.err(`Written: ${written.map(plain).join(', ')}\n`);
}

function textOf(matrix: FaultMatrix, name: string, color: boolean): string {
  if (name === 'json') return jsonText(matrix);
  if (name === 'html') return matrixHtml(matrix);
  return matrixTable(matrix, { paint: paintIn(color), plain });
}
