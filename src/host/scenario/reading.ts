import type { ScenarioReadingView } from '../../contract/scenario.ts';
import { isFault } from '../../form/form.ts';
import { besideFile } from '../../scenario/beside-file.ts';
import type { ScenarioSource } from '../../scenario/case.ts';
import { type Cases, casesOf, needsOf } from '../../scenario/cases.ts';
import type { ScenarioFault } from '../../scenario/fault.ts';
import { readScenario } from '../../scenario/read.ts';
import type { ScenarioFiles } from '../ports.ts';

/** What a text is as a scenario, its matrix included. @param file where it stands: the CSV file is beside it */
export async function scenarioReading(
  files: Pick<ScenarioFiles, 'read'>,
  text: string,
  file: string,
): Promise<ScenarioReadingView> {
  const { source, faults } = readScenario(text, file);
  if (source === undefined) return { faults, lines: [], rows: [], needs: [] };
  const { scenario, lines } = source;
  const { cases, faults: more } = await casesIn(files, source);
  return {
    scenario,
    faults: [...faults, ...more],
    lines,
    rows: cases.map(({ row }) => row),
    needs: needsOf(scenario),
  };
}

/** The runs of a scenario, with the CSV file of its matrix where there is one. */
export async function casesIn(files: Pick<ScenarioFiles, 'read'>, source: ScenarioSource): Promise<Cases> {
  const { csv } = source.scenario.matrix ?? {};
  if (csv === undefined) return casesOf(source);
  const name = besideFile(source.file, csv);
  try {
    const text = await files.read(name);
    return casesOf(source, text === undefined ? undefined : { name, text });
  } catch (error) {
    return isFault(error) && error.code === 'SCENARIO_FILE_NAME'
      ? { cases: [], faults: [notRead(csv, source.matrixLine)] }
      : casesOf(source);
  }
}

/** The terminal reads any file that whoever runs it may; the window reads tables of its folder alone. */
function notRead(csv: string, line = 1): ScenarioFault {
  const detail = csv.toLowerCase().endsWith('.csv')
    ? `${csv} lies outside the folder of scenarios, where the window reads nothing. Choose the folder that holds both, or run the file on the terminal.`
    : `The window reads tables whose name ends in .csv and begins with no dot. Rename ${csv}, or run the file on the terminal.`;
  return { code: 'SCENARIO_MATRIX', detail, line, column: 1, path: 'matrix.csv', severity: 'error' };
}
