import type { ScenarioSource } from './case.ts';
import type { ScenarioFault } from './fault.ts';
import { issuesOf } from './issues.ts';
import { matrixSlips } from './matrix.ts';
import { meaningSlips } from './meaning.ts';
import { nameSlips } from './names.ts';
import { plainSecrets } from './plain-secrets.ts';
import type { Scenario } from './schema.ts';
import { looksFix, secretLooks } from './secret-looks.ts';
import { textsBelow } from './texts.ts';
import { placeOf } from './slip.ts';
import { type YamlText, yamlText } from './yaml-text.ts';

/** What a text was read as. `source` only where nothing is wrong with it; warnings stop nothing. */
export interface ScenarioReading {
  readonly source?: ScenarioSource;
  /** In the order of their lines, errors first in one line. */
  readonly faults: readonly ScenarioFault[];
}

export interface ReadingOptions {
  /** Columns of a CSV file that is given with the run: names that the file may use. */
  readonly columns?: readonly string[];
}

/** Characters. */
const LONGEST = 1_000_000;

/**
 * Reads a scenario file, YAML 1.2 or JSON. Never throws: every mistake is told with its line and the fix, and none tells
 * a value that may be secret.
 */
export function readScenario(text: string, file: string, { columns }: ReadingOptions = {}): ScenarioReading {
  if (text.length > LONGEST) {
    const detail = `The file is longer than ${LONGEST.toLocaleString('en')} characters. Split it.`;
    return {
      faults: [{ code: 'SCENARIO_INVALID', detail, line: 1, column: 1, path: '', severity: 'error' }],
    };
  }
  const yaml = yamlText(text);
  if (yaml.slip !== undefined) return { faults: inOrder([...looks(yaml, text), yaml.slip]) };
  const shape = issuesOf(yaml.value);
  const secrets = looks(yaml, text);
  if (shape.length > 0) return { faults: inOrder([...secrets, ...shape.map(yaml.faultOf)]) };
  const scenario = yaml.value as Scenario;
  const faults = inOrder([
    ...secrets,
    ...[
      ...plainSecrets(scenario),
      ...nameSlips(scenario, columns),
      ...matrixSlips(scenario),
      ...meaningSlips(scenario),
    ].map(yaml.faultOf),
  ]);
  if (faults.some(({ severity }) => severity === 'error')) return { faults };
  const lines = scenario.steps.map((_, index) => yaml.lineOf(['steps', index]));
  const matrix = scenario.matrix === undefined ? {} : { matrixLine: yaml.lineOf(['matrix']) };
  return { source: { file, scenario, lines, ...matrix }, faults };
}

/** In the text as it stands, comments included; else in what its texts come to, folded or escaped. */
function looks(yaml: YamlText, text: string): ScenarioFault[] {
  const found = secretLooks(text).map(({ at, what }) =>
    yaml.faultAt(at, { code: 'SCENARIO_SECRET', detail: looksFix(what), path: '', severity: 'error' }),
  );
  if (found.length > 0) return found;
  return textsBelow(yaml.value, []).flatMap(({ path, text: part }) =>
    secretLooks(part)
      .slice(0, 1)
      .map(({ what }) => ({
        ...yaml.faultOf({ path, code: 'SCENARIO_SECRET', detail: looksFix(what) }),
        path: placeOf(path),
      })),
  );
}

function inOrder(faults: readonly ScenarioFault[]): ScenarioFault[] {
  return faults.toSorted(
    (one, other) =>
      one.line - other.line ||
      Number(one.severity === 'warning') - Number(other.severity === 'warning') ||
      one.column - other.column,
  );
}
