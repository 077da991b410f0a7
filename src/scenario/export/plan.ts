import { isAdmins } from '../../chain/sign-in-operations.ts';
import { coreFault } from '../../form/form.ts';
import type { ScenarioSource } from '../case.ts';
import type { Scenario } from '../schema.ts';
import { operationOf } from '../step-title.ts';

/** Scenarios that are to run elsewhere, and what they need there. */
export interface ExportPlan {
  /** Files and folders as a command names them, `/` between, below the folder it is typed in. */
  readonly paths: readonly string[];
  /** Names of the scenario files among `files`. */
  readonly scenarios: readonly string[];
  /** Every scenario file, and the CSV files they name: by the same kind of name. */
  readonly files: readonly PlannedFile[];
  /** In how many parts at once. */
  readonly shards: number;
  /** Environment variables that files read, `env:NAME`. */
  readonly env: readonly string[];
  /** Secrets that are given with the command: their files say of none where it is, or name a keychain, which is not there. */
  readonly given: readonly string[];
  /** What stands in the way of a run with nobody there, a sentence each. */
  readonly notes: readonly string[];
}

export interface PlannedFile {
  readonly name: string;
  readonly text: string;
}

export interface PlanWish {
  readonly paths: readonly string[];
  readonly files: readonly PlannedFile[];
  readonly sources: readonly ScenarioSource[];
  readonly shards: number;
}

/**
 * What scenarios need to run where nobody sits.
 * @throws CoreFault SCENARIO_EXPORT where a name could not stand in the file that is to be made
 */
export function planOf({ paths, files, sources, shards }: PlanWish): ExportPlan {
  for (const path of [...paths, ...files.map(({ name }) => name)]) checkPath(path);
  const env = new Set<string>();
  const given = new Set<string>();
  const notes: string[] = [];
  for (const { file, scenario } of sources) {
    for (const [name, reference] of Object.entries(scenario.secrets ?? {})) {
      const variable = variableIn(reference ?? '');
      if (variable === undefined) given.add(asVariable(file, name));
      else env.add(asVariable(file, variable));
    }
    const ofTarget = variableIn(clientSecretOf(scenario));
    if (ofTarget !== undefined) env.add(asVariable(file, ofTarget));
    notes.push(...notesOf(scenario).map((note) => `${file}: ${note}`));
  }
  return {
    paths,
    scenarios: sources.map(({ file }) => file),
    files,
    shards,
    env: [...env].sort(),
    given: [...given].sort(),
    notes,
  };
}

/** All variables that have to be there, each once. */
export function variablesOf({ env, given }: ExportPlan): string[] {
  return [...new Set([...env, ...given])].sort();
}

function variableIn(reference: string): string | undefined {
  return /^env:(.+)$/.exec(reference)?.[1];
}

function clientSecretOf({ target }: Scenario): string {
  return typeof target === 'object' && 'clientSecret' in target ? (target.clientSecret ?? '') : '';
}

function notesOf({ target = 'sandbox', codes = {}, ...scenario }: Scenario): string[] {
  const notes: string[] = [];
  if (typeof target === 'string' && target !== 'sandbox')
    notes.push(`the target ${target} is saved on your computer. Write its region, clientId … into the file.`);
  if (clientSecretOf({ ...scenario, target }).startsWith('keychain:'))
    notes.push('clientSecret is read from a keychain, which is not there. Say env:NAME in the file.');
  const signs = scenario.steps.some((step) => 'flow' in step && isAdmins(operationOf(step)));
  if (signs && target !== 'sandbox' && !(typeof target === 'object' && 'sandbox' in target))
    notes.push('it signs in as administrator. Give the job AWS credentials that may call AdminInitiateAuth.');
  for (const [name, source] of Object.entries(codes))
    if ('ask' in source) notes.push(`code.${name} asks a person. Give it another source.`);
  return notes;
}

/** Names go into shells and YAML: one that would be more than a name there is refused. */
function asVariable(file: string, name: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return name;
  throw coreFault(
    'SCENARIO_EXPORT',
    `${file}: ${name} can’t be a variable’s name. Take letters, digits and _ only.`,
    name,
  );
}

function checkPath(path: string): void {
  const why =
    path.startsWith('/') || path.split('/').includes('..') || /^[A-Za-z]:/.test(path)
      ? 'is outside of the folder where the command was typed, and a pipeline has only what is in its repository. ' +
        'Go to the repository’s root with cd, and name the path from there, as scenarios/sign-in.yaml'
      : /\p{Cc}|\$[({]/u.test(path)
        ? 'has characters that a command can’t hold. Rename it'
        : undefined;
  if (why !== undefined) throw coreFault('SCENARIO_EXPORT', `The path ${path} ${why}.`, 'path');
}
