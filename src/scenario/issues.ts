import * as v from 'valibot';
import { nearestName } from '../nearest.ts';
import {
  AnswerStepSchema,
  FlowStepSchema,
  OperateStepSchema,
  SandboxStepSchema,
  WaitStepSchema,
} from './schema/steps.ts';
import { SCENARIO_VERSION, ScenarioSchema, STEP_KINDS, type StepKind } from './schema.ts';
import { namesOf, optionsOf, requiredOf, schemaAt } from './schema-walk.ts';
import type { Slip } from './slip.ts';

const STEP_SCHEMAS: Readonly<Record<StepKind, v.GenericSchema>> = {
  flow: FlowStepSchema,
  answer: AnswerStepSchema,
  operate: OperateStepSchema,
  sandbox: SandboxStepSchema,
  wait: WaitStepSchema,
};
const KINDS_SAID = 'flow, answer, operate, sandbox or wait';

/** Every way in which a value is not the form of a scenario file, with the fix. Never what it holds: that may be secret. */
export function issuesOf(value: unknown): Slip[] {
  if (!isRecord(value))
    return [{ path: [], detail: `This is no scenario. It begins with version: ${SCENARIO_VERSION}.` }];
  const { version, steps } = value;
  if (typeof version === 'number' && version > SCENARIO_VERSION)
    return [
      {
        path: ['version'],
        code: 'SCENARIO_NEWER',
        detail: `Version ${String(version)} is newer than this console knows. It reads version ${SCENARIO_VERSION}.`,
      },
    ];
  const outside = slipsOf(ScenarioSchema, value).filter(
    ({ path }) => path[0] !== 'steps' || path.length < 2 || !Array.isArray(steps),
  );
  const inside = Array.isArray(steps) ? (steps as unknown[]).flatMap(stepSlips) : [];
  return [...outside, ...inside];
}

function stepSlips(step: unknown, index: number): Slip[] {
  const path = ['steps', index];
  if (!isRecord(step)) return [{ path, detail: `A step is a map that begins with ${KINDS_SAID}.` }];
  const kinds = STEP_KINDS.filter((kind) => Object.hasOwn(step, kind));
  const [kind, second] = kinds;
  if (kind === undefined) {
    const keys = Object.keys(step);
    const meant = keys.map((key) => nearestName(key, STEP_KINDS)).find((near) => near !== undefined);
    const fix = meant === undefined ? '' : ` Is ${meant} meant?`;
    return [{ path, detail: `This step says not what it does: it begins with ${KINDS_SAID}.${fix}` }];
  }
  if (second !== undefined)
    return [
      {
        path: [...path, second],
        detail: `One step does one thing: ${kind}. Begin a new step with ${second}.`,
      },
    ];
  return slipsOf(STEP_SCHEMAS[kind], step).map((slip) => ({ ...slip, path: [...path, ...slip.path] }));
}

function slipsOf(schema: v.GenericSchema, value: unknown): Slip[] {
  const parsed = v.safeParse(schema, value, { abortPipeEarly: true });
  return parsed.success ? [] : parsed.issues.flatMap((issue) => slipsOfIssue(issue, schema));
}

function slipsOfIssue(issue: v.BaseIssue<unknown>, schema: v.GenericSchema): Slip[] {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const around = schemaAt(schema, path.slice(0, -1));
  if (issue.type === 'union') {
    const nearer = nearestOption(schemaAt(schema, path), issue.input);
    if (nearer !== undefined) return nearer.map((slip) => ({ ...slip, path: [...path, ...slip.path] }));
  }
  return [{ path, detail: sentence(issue, around, path.at(-1)) }];
}

/** The slips of the option that was meant: the one whose own names the value has, or that takes its kind. */
function nearestOption(union: v.GenericSchema | undefined, input: unknown): Slip[] | undefined {
  const options = optionsOf(union);
  if (!isRecord(input)) return undefined;
  const keys = Object.keys(input);
  const ranked = options
    .flatMap((option) => {
      const names = namesOf(option);
      return names === undefined ? [] : [{ option, hits: keys.filter((key) => names.includes(key)).length }];
    })
    .toSorted((one, other) => other.hits - one.hits);
  const [best, next] = ranked;
  if (best === undefined) return undefined;
  if (best.hits === 0 && next !== undefined) {
    const names = ranked.map(({ option }) => requiredOf(option)[0]).filter((name) => name !== undefined);
    return [{ path: [], detail: `This needs one of ${list(names)}.` }];
  }
  return slipsOf(best.option, input);
}

function sentence(issue: v.BaseIssue<unknown>, around: v.GenericSchema | undefined, key: unknown): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return unknownName(String(key), around);
  if (issue.kind === 'schema' && issue.received === 'undefined') {
    return key === 'version'
      ? `version is missing. A scenario begins with version: ${SCENARIO_VERSION}.`
      : `${String(key ?? 'This')} is missing.`;
  }
  if (issue.type === 'literal') return `This must be ${(issue.expected ?? '').replaceAll('"', '')}.`;
  if (issue.type === 'picklist') return oneOf(issue);
  if (issue.type === 'regex' || issue.type === 'check') return `This must be ${issue.message}.`;
  if (issue.type === 'min_length') return 'This is empty.';
  if (issue.type === 'max_length') return `This is longer than ${String(issue.requirement)}.`;
  if (issue.kind === 'validation') return `This must be ${issue.expected ?? 'something else'}.`;
  const wanted = wantedIn(issue.expected ?? '');
  const isText = wanted.includes('text');
  const isPlain = ['number', 'boolean', 'bigint'].includes(typeof issue.input);
  if (isText && isPlain) return 'This is read as a number or as true or false. Put it in quotes.';
  if (isText && issue.input === null) return 'Nothing stands here. Write a text, or take the name out.';
  return `This must be ${list(wanted)}.`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  Array: 'a list',
  Object: 'a map',
  null: 'empty',
};

function wantedIn(expected: string): string[] {
  const wanted = expected.replace(/^\(|\)$/g, '').split(' | ');
  return [...new Set(wanted.map((kind) => KINDS[kind] ?? kind.replaceAll('"', '')))];
}

function oneOf(issue: v.BaseIssue<unknown>): string {
  const names = wantedIn(issue.expected ?? '');
  const near = typeof issue.input === 'string' ? nearestName(issue.input, names) : undefined;
  return `This must be ${list(names)}.${near === undefined ? '' : ` Is ${near} meant?`}`;
}

function unknownName(name: string, around: v.GenericSchema | undefined): string {
  const names = namesOf(around) ?? [];
  const near = nearestName(name, names);
  if (near !== undefined) return `This name is not known here. Is ${near} meant?`;
  return `This name is not known here. There are: ${names.join(', ')}.`;
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
