import type { ScenarioReadingView } from '../../contract/scenario.ts';
import type { ScenarioSource } from '../../scenario/case.ts';
import { type Cases, casesOf, needsOf } from '../../scenario/cases.ts';
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
  const text = await files.read(besideFile(source.file, csv)).catch(() => undefined);
  return casesOf(source, text);
}

/** The name of a file that stands beside another. */
function besideFile(file: string, name: string): string {
  const slash = file.lastIndexOf('/');
  return file.slice(0, slash + 1) + name.replace(/^\.\//, '');
}
