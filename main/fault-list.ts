import { readRules } from '@core/sandbox/faults/read-rules.ts';
import { operationNames } from '@core/sandbox/model/service-model.ts';
import type { Read } from '@core/sandbox/problem.ts';

/** Reads a list of fault rules, YAML or JSON; what is wrong is told with its line. */
export async function readFaultList(text: string): Promise<Read<readonly unknown[]>> {
  // Only those who bring a file wait for the parser.
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const line = (offset: number) => `line ${String(lines.linePos(offset).line)}: `;
  const [error] = document.errors;
  if (error !== undefined) return { problem: `${line(error.pos[0])}${error.message}` };
  let list: unknown;
  try {
    list = document.toJS({ maxAliasCount: 100 });
  } catch (thrown) {
    return { problem: thrown instanceof Error ? thrown.message : String(thrown) };
  }
  const { problem } = readRules(list, operationNames);
  if (problem === undefined) return { value: list as unknown[] };
  const [, number] = /^rule (\d+): /.exec(problem) ?? [];
  const node = number === undefined ? document.contents : document.getIn([Number(number) - 1], true);
  const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
  return { problem: `${range?.[0] === undefined ? '' : line(range[0])}${problem}` };
}
