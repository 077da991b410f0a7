import type { JsonObject } from '@core/json.ts';
import { resultText } from '../result-text.ts';
import { tableOutput } from './table-output.ts';
import { textOutput } from './text-output.ts';

/** What `--output` may be. */
export const OUTPUTS = ['json', 'text', 'table', 'yaml'] as const;
export type Output = (typeof OUTPUTS)[number];

/** What was answered: one result, and the pages that it was put together from. */
export interface Answered {
  readonly result: JsonObject;
  readonly pages?: readonly JsonObject[];
}

/**
 * A result as the AWS CLI prints it: nothing where it has no members.
 * @param columns of the screen
 */
export async function outputText(
  operation: string,
  { result, pages = [result] }: Answered,
  output: Output,
  columns: number,
): Promise<string> {
  switch (output) {
    case 'json':
      return resultText(result);
    case 'text':
      // Page by page: each has columns of its own.
      return pages.map(textOutput).join('');
    case 'table':
      return tableOutput(operation, result, columns);
    case 'yaml':
      return (await import('./yaml-output.ts')).yamlOutput(result);
  }
}
