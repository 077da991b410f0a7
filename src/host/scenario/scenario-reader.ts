import { readScenario, type ScenarioReading } from '../../scenario/read.ts';

/** Reads scenarios, the last one not twice: the rows of a matrix are begun one after the other with the same text. */
export function scenarioReader(): (
  text: string,
  file: string,
  columns: readonly string[],
) => ScenarioReading {
  let last: { readonly key: string; readonly reading: ScenarioReading } | undefined;
  return (text, file, columns) => {
    const key = JSON.stringify([file, columns, text]);
    if (last?.key !== key) last = { key, reading: readScenario(text, file, { columns }) };
    return last.reading;
  };
}
