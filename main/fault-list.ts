import { readRules } from '@core/sandbox/faults/read-rules.ts';
import { operationNames } from '@core/sandbox/model/service-model.ts';
import { isJsonObject, type JsonValue } from '@core/json.ts';
import type { Read } from '@core/sandbox/problem.ts';
import { yamlSlip } from '@core/sandbox/seed/yaml-slip.ts';

/** Reads a list of fault rules, YAML or JSON, which may stand under `faults` as in a seed file; what is wrong is told with its line. */
export async function readFaultList(text: string): Promise<Read<readonly unknown[]>> {
  // Only those who bring a file wait for the parser.
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const line = (offset: number) => `line ${String(lines.linePos(offset).line)}: `;
  const slip = yamlSlip(lines, document.errors);
  if (slip !== undefined) return { problem: slip };
  let file: JsonValue;
  try {
    file = document.toJS({ maxAliasCount: 100 }) as JsonValue;
  } catch (thrown) {
    return { problem: thrown instanceof Error ? thrown.message : String(thrown) };
  }
  const wrapped = isJsonObject(file) && Object.keys(file).join() === 'faults' ? file['faults'] : undefined;
  const list = wrapped ?? file;
  const { problem } = readRules(list, operationNames);
  if (problem === undefined) return { value: list as unknown[] };
  const [, number] = /^rule (\d+): /.exec(problem) ?? [];
  const node =
    number === undefined
      ? document.contents
      : document.getIn([...(wrapped === undefined ? [] : ['faults']), Number(number) - 1], true);
  const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
  return { problem: `${range?.[0] === undefined ? '' : line(range[0])}${problem}` };
}
