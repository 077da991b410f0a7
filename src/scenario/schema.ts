import * as v from 'valibot';
import { CodeSourceSchema } from './schema/codes.ts';
import type { ExpectSchema } from './schema/expect.ts';
import { described, type Given, Key, Limit, type Match as MatchSchema, Name, Text } from './schema/parts.ts';
import {
  type AnswerStepSchema,
  type FlowStepSchema,
  type OperateStepSchema,
  type SandboxStepSchema,
  StepSchema,
  type WaitStepSchema,
} from './schema/steps.ts';

/**
 * The file of a scenario, version 1: a chain as intents, checks and references to secrets. Published as JSON Schema in
 * scenario.schema.json. Descriptions are what editors show while one types.
 */
export const SCENARIO_VERSION = 1;

const TargetSchema = v.union([
  described(Name, 'The name of a target, or: sandbox'),
  v.strictObject({
    region: v.optional(described(Name, 'The AWS Region, where the pool’s id does not say it.')),
    endpoint: v.optional(described(Text, 'Where calls go in place of AWS.')),
    userPoolId: v.optional(described(Text, 'The user pool’s id: SRP needs it.')),
    clientId: described(Text, 'The app client’s id.'),
    clientSecret: v.optional(
      described(Text, 'A reference: env:NAME, keychain:NAME, or ${NAME} of a secret.'),
    ),
    sessionMinutes: v.optional(
      described(
        v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(15)),
        'AuthSessionValidity of the app client; 3 unless said.',
      ),
    ),
  }),
  v.strictObject({
    sandbox: described(Name, 'The app client, by its name or id.'),
    pool: v.optional(
      described(Name, 'The user pool, by its name or id, where clients of two have one name.'),
    ),
  }),
]);

export const GENERATED = ['password', 'username', 'email', 'uuid', 'digits', 'totpSeed'] as const;

const VariableSchema = v.union([
  Text,
  v.strictObject({ generate: described(v.picklist(GENERATED), 'What is made anew for each run.') }),
]);

const Row = v.record(Key, Text);

const MatrixSchema = v.strictObject({
  axes: v.optional(
    described(v.record(Key, v.array(Text)), 'Every value of each with every value of all others.'),
  ),
  rows: v.optional(described(v.array(Row), 'One run each.')),
  csv: v.optional(described(Text, 'A CSV file beside this one, its first line the names: one run a line.')),
  exclude: v.optional(described(v.array(Row), 'Runs that are left out: those that have all values of one.')),
});

export const ScenarioSchema = v.strictObject({
  version: described(v.literal(SCENARIO_VERSION), 'The version of this form of file.'),
  name: described(Name, 'What reports call it.'),
  description: v.optional(described(Text, 'What it shows, for people.')),
  tags: v.optional(described(v.array(Name), 'Words to choose it by: --grep.')),
  seed: v.optional(
    described(
      v.looseObject({
        pools: described(
          v.array(
            v.looseObject({
              Id: described(Name, 'The user pool’s id.'),
              PoolName: described(Name, 'The user pool’s name.'),
            }),
          ),
          'As CreateUserPool takes them, with Clients and Users.',
        ),
      }),
      'Pools and users of the sandbox for this scenario alone, as a seed file writes them. Passwords and seeds: ${NAME}.',
    ),
  ),
  target: v.optional(
    described(TargetSchema, 'Where it runs, unless the run says otherwise; else the sandbox.'),
  ),
  timeout: v.optional(
    described(
      Limit,
      'How long all of it may take, by this computer’s clock: 30s, 2m. Over it the run ends there. Time in which a person is asked does not count.',
    ),
  ),
  variables: v.optional(
    described(
      v.record(Key, VariableSchema),
      'Texts that steps name as ${NAME}, or what is made anew for each run.',
    ),
  ),
  secrets: v.optional(
    described(
      v.record(Key, v.union([v.null(), Text])),
      'References, never values: env:NAME or keychain:NAME; empty: given by --secret NAME, or asked.',
    ),
  ),
  codes: v.optional(
    described(v.record(Key, CodeSourceSchema), 'Where codes come from; steps name them as ${code.NAME}.'),
  ),
  matrix: v.optional(
    described(MatrixSchema, 'One run for every row. Its columns are names for steps; target: where it runs.'),
  ),
  steps: described(
    v.pipe(v.array(StepSchema), v.minLength(1), v.maxLength(500)),
    'Each begins with flow, answer, operate, sandbox or wait.',
  ),
});

export type Scenario = v.InferOutput<typeof ScenarioSchema>;
export type ScenarioStep = v.InferOutput<typeof StepSchema>;
export type FlowStep = v.InferOutput<typeof FlowStepSchema>;
export type AnswerStep = v.InferOutput<typeof AnswerStepSchema>;
export type OperateStep = v.InferOutput<typeof OperateStepSchema>;
export type SandboxStep = v.InferOutput<typeof SandboxStepSchema>;
export type WaitStep = v.InferOutput<typeof WaitStepSchema>;
export type Expect = v.InferOutput<typeof ExpectSchema>;
export type Match = v.InferOutput<typeof MatchSchema>;
export type GivenValue = v.InferOutput<typeof Given>;
export type CodeSource = v.InferOutput<typeof CodeSourceSchema>;
export type ScenarioTarget = v.InferOutput<typeof TargetSchema>;

export type StepKind = 'flow' | 'answer' | 'operate' | 'sandbox' | 'wait';
export const STEP_KINDS: readonly StepKind[] = ['flow', 'answer', 'operate', 'sandbox', 'wait'];

/** What a step is, by the one key that says it. */
export function kindOf(step: ScenarioStep): StepKind {
  return STEP_KINDS.find((kind) => kind in step) ?? 'wait';
}

/** Whether a member of an operation is a text, or one that is wrong on purpose: what a field takes. */
export function isGiven(value: unknown): value is GivenValue {
  return typeof value === 'string' || wrongIn(value) !== undefined;
}

/** The text of what is wrong on purpose. */
export function wrongIn(value: unknown): string | undefined {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  const wrong = isMap && Object.keys(value).length === 1 && 'wrong' in value ? value.wrong : undefined;
  return typeof wrong === 'string' ? wrong : undefined;
}
