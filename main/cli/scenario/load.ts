import { readFile } from 'node:fs/promises';
import { casesOf, csvColumns } from '@core/scenario/cases.ts';
import type { Table } from '@core/scenario/csv.ts';
import { placeOfFault, type ScenarioFault } from '@core/scenario/fault.ts';
import { fieldsOf } from '@core/scenario/plain-secrets.ts';
import { readScenario } from '@core/scenario/read.ts';
import { RESULT_VERSION, type ScenarioResult } from '@core/scenario/result.ts';
import type { Scenario } from '@core/scenario/schema.ts';
import { findFiles, type FoundFile } from './find-files.ts';
import type { Planned } from './planned.ts';
import { tableBeside } from './table-beside.ts';

export interface Loaded {
  readonly cases: readonly Planned[];
  /** Files that can't be run, each as a result that says why and at which line. */
  readonly broken: readonly ScenarioResult[];
  /** What is odd and stops nothing, a line each. */
  readonly warnings: readonly string[];
}

/**
 * Reads the scenario files that paths mean, and what cases they make. Never throws: a bad file is a result.
 * @param table a matrix that every file is run with
 */
export async function loadCases(
  paths: readonly string[],
  from: string,
  table: Table | undefined,
): Promise<Loaded> {
  const { files, missing } = await findFiles(paths, from);
  const broken = missing.map((file) =>
    brokenFile(file, [{ code: 'SCENARIO_FILE_GONE', detail: 'There is no such file or folder.', line: 0 }]),
  );
  const cases: Planned[] = [];
  const warnings: string[] = [];
  for (const file of files) {
    const one = await loadFile(file, table);
    if ('faults' in one) broken.push(brokenFile(file.name, one.faults));
    else {
      cases.push(...one.cases);
      warnings.push(...one.warnings);
    }
  }
  return { cases, broken, warnings };
}

type Slip = Pick<ScenarioFault, 'code' | 'detail' | 'line' | 'table'>;

async function loadFile(
  file: FoundFile,
  given: Table | undefined,
): Promise<
  { readonly faults: readonly Slip[] } | { readonly cases: readonly Planned[]; readonly warnings: string[] }
> {
  const text = file.text ?? (await readFile(file.path, 'utf8').catch(() => undefined));
  if (text === undefined)
    return { faults: [{ code: 'SCENARIO_FILE_GONE', detail: 'The file can’t be read.', line: 0 }] };
  const { source, faults } = readScenario(
    text,
    file.name,
    given === undefined ? {} : { columns: csvColumns(given.text) },
  );
  if (source === undefined) return { faults: faults.filter(({ severity }) => severity === 'error') };
  const { scenario } = source;
  const { cases, faults: ofMatrix } = casesOf(source, given ?? (await tableBeside(file, scenario)));
  const wrong = ofMatrix.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) return { faults: wrong };
  const common = {
    file: file.name,
    name: scenario.name,
    tags: scenario.tags ?? [],
    text,
    secrets: Object.keys(scenario.secrets ?? {}),
    fields: [...new Set(scenario.steps.flatMap((step) => fieldsOf(step).map(({ key }) => key)))],
    variables: Object.values(scenario.secrets ?? {}).flatMap(
      (reference) => /^env:(.+)$/.exec(reference ?? '')?.[1] ?? [],
    ),
    keychain: JSON.stringify([scenario.secrets, scenario.target]).includes('"keychain:'),
  };
  return {
    cases: cases.map(({ id, title, row }) => ({ ...common, id, title, row, on: placeOf(scenario, row) })),
    warnings: [...faults, ...ofMatrix].map((each) => `${placeOfFault(each, file.name)}: ${each.detail}`),
  };
}

function placeOf(scenario: Scenario, row: Planned['row']): Planned['on'] {
  const target = row['target'] ?? scenario.target ?? 'sandbox';
  if (typeof target === 'string') return target === 'sandbox' ? 'sandbox' : 'saved target';
  return 'sandbox' in target ? 'sandbox' : 'own target';
}

function brokenFile(file: string, faults: readonly Slip[]): ScenarioResult {
  const [first, ...more] = faults;
  const place = (slip: Slip): string =>
    slip.table?.file === first?.table?.file
      ? `Line ${String(slip.table?.line ?? slip.line)}`
      : placeOfFault(slip, file);
  const detail = [first?.detail ?? '', ...more.map((slip) => `${place(slip)}: ${slip.detail}`)].join('\n');
  return {
    v: RESULT_VERSION,
    id: file,
    file,
    name: file,
    title: file,
    tags: [],
    row: {},
    target: '',
    status: 'error',
    startedAt: Date.now(),
    ms: 0,
    attempt: 1,
    flaky: false,
    steps: [],
    fault: {
      code: first?.code ?? 'SCENARIO_INVALID',
      detail,
      ...(first === undefined || first.line === 0 ? {} : { field: fieldOf(first) }),
    },
    chains: [],
  };
}

/** As reports read it: `line 3`, or `line 3 of users.csv`. */
function fieldOf({ line, table }: Slip): string {
  return table === undefined ? `line ${String(line)}` : `line ${String(table.line)} of ${table.file}`;
}
