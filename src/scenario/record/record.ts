import { isSecretHeader } from '../../chain/redact.ts';
import type { Remembered } from '../../form/form.ts';
import type { Scenario, ScenarioStep, ScenarioTarget } from '../schema.ts';
import { proposedChecks } from './checks.ts';
import { createNames, type Names } from './names.ts';
import type { RecordedStep, Surroundings } from './recorded.ts';
import { bentAgain, nestedAgain, type Recording, typedAgain } from './typed.ts';

export interface RecordInput extends Surroundings {
  readonly name: string;
  readonly target: ScenarioTarget | undefined;
  /** One way the chain went, from its flow on. */
  readonly path: readonly RecordedStep[];
}

export interface RecordedScenario {
  readonly scenario: Scenario;
  /** What was replaced, proposed and left out, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * A chain as a scenario: its intents and bends, checks of what it came to, and references where it had secrets. No value
 * of a secret is in it.
 */
export function recordScenario({ path, name, target, ...surroundings }: RecordInput): RecordedScenario {
  const names = createNames();
  const notes = new Set<string>();
  const recording: Recording = {
    ...surroundings,
    names,
    given: new Map<Remembered, string>(),
    note: (text) => void notes.add(text),
  };
  const steps: ScenarioStep[] = [];
  for (const [index, step] of path.entries()) {
    if (step.movedMs > 0 && surroundings.isSandbox)
      steps.push({ sandbox: { advance: duration(step.movedMs) } });
    if (step.isRaw)
      recording.note(
        `${step.name} was sent as text: its form is in the file in place of that, so the first run may fail there.`,
      );
    for (const hole of step.holes) recording.note(`${step.name}: ${hole}. Look at what is given there.`);
    steps.push(stepAgain([step, ...path.slice(index + 1)], recording));
    names.brought(steps.length - 1, step.body);
    if (step.outcome?.kind === 'tokens') recording.given.set('REFRESH_TOKEN', '');
  }
  const { secrets, variables, codes, captures } = names;
  for (const [index, capture] of captures) steps[index] = { ...steps[index], capture } as ScenarioStep;
  for (const [secret, reference] of Object.entries(secrets))
    recording.note(
      `${secret} is a secret: it is taken from ${String(reference)}, or from --secret ${secret}=….`,
    );
  for (const code of Object.keys(codes))
    recording.note(`The code of ${code} is asked for: name an inbox under codes to run this alone.`);
  return {
    scenario: {
      version: 1,
      name,
      ...(target === undefined ? {} : { target }),
      ...some('variables', variables),
      ...some('secrets', secrets),
      ...some('codes', codes),
      steps,
    },
    notes: [...notes],
  };
}

function stepAgain(path: readonly [RecordedStep, ...RecordedStep[]], recording: Recording): ScenarioStep {
  const [step] = path;
  const typed = typedAgain(path, recording);
  withSeed(step, typed, recording);
  const expect = proposedChecks(step, recording);
  const bends = {
    ...some('responses', bentAgain(step, step.responses, recording)),
    ...some('members', bentAgain(step, step.members, recording)),
    ...some('headers', headersAgain(step.headers, recording.names)),
  };
  return {
    [step.kind]: step.name,
    ...(step.admin === undefined ? {} : { admin: step.admin }),
    ...some('with', { ...typed, ...nestedAgain(step.nested ?? {}, recording) }),
    ...(step.kind === 'operate' ? {} : bends),
    ...(expect === undefined ? {} : { expect }),
  } as unknown as ScenarioStep;
}

/** The seed that a code is computed from, where nobody typed it and a run does not know it. */
function withSeed(
  { fields, outcome, kind }: RecordedStep,
  typed: Record<string, unknown>,
  recording: Recording,
): void {
  const takes = fields.some(({ totp }) => totp === true) && fields.some(({ key }) => key === 'TOTP_SECRET');
  const isGiven = fields.some(({ key, totp }) => totp === true && typed[key] !== undefined);
  if (kind === 'operate' || !takes || isGiven || typed['TOTP_SECRET'] !== undefined) return;
  if (recording.knows('TOTP_SECRET') !== undefined || recording.given.has('TOTP_SECRET')) return;
  if (outcome?.kind === 'error' && outcome.code === 'CodeMismatchException') return;
  recording.given.set('TOTP_SECRET', '');
  typed['TOTP_SECRET'] = recording.names.secret('TOTP_SECRET');
}

function headersAgain(headers: RecordedStep['headers'], names: Names): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value !== null && isSecretHeader(name) ? names.secret(name) : value,
    ]),
  );
}

/** A member for a map that has something in it. */
function some<K extends string, M extends object>(key: K, map: M): { readonly [each in K]?: M } {
  return Object.keys(map).length === 0 ? {} : ({ [key]: map } as { readonly [each in K]: M });
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

function duration(ms: number): string {
  const [unit, size] = UNITS.find(([, each]) => ms % each === 0) ?? ['ms', 1];
  return `${String(ms / size)}${unit}`;
}
