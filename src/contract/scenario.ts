import * as v from 'valibot';
import { isLimit } from '../scenario/duration.ts';
import type { ScenarioFault } from '../scenario/fault.ts';
import type { ScenarioResult, ScenarioStatus, StepResult } from '../scenario/result.ts';
import type { Scenario } from '../scenario/schema.ts';
import { command, Confirmed, Id, Json, none, Text } from './command.ts';

// Scenarios: files of a folder the person chose, chains written down as such, and runs of them.

const File = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));
const Texts = v.record(v.pipe(v.string(), v.maxLength(200)), Text);

/** Where a run goes, in place of what the file says: a target by its id, or one for this run alone. */
const TargetWish = v.union([
  v.strictObject({ targetId: Id }),
  v.strictObject({
    endpoint: v.pipe(v.string(), v.maxLength(2_000)),
    region: v.optional(v.pipe(v.string(), v.maxLength(50))),
    userPoolId: v.optional(v.pipe(v.string(), v.maxLength(200))),
    clientId: v.pipe(v.string(), v.maxLength(300)),
    /** A reference, never a value: env:NAME or keychain:NAME. */
    clientSecret: v.optional(v.pipe(v.string(), v.maxLength(500))),
  }),
]);
export type TargetWish = v.InferOutput<typeof TargetWish>;

export const scenarioCommands = {
  /** The chosen folder's scenario files. Without a folder: none, and the gallery alone. */
  'scenarios.list': command(none).returns<ScenarioList>(),
  /** Lets the person choose the folder. Null where none was chosen. */
  'scenarios.chooseFolder': command(none).returns<ScenarioList | null>(),
  /** Those that come with the console. */
  'scenarios.gallery': command(none).returns<ScenarioEntry[]>(),
  /** A file of the folder, or `gallery:NAME`. @throws SCENARIO_FILE_GONE */
  'scenario.read': command(v.strictObject({ file: File })).returns<ScenarioText>(),
  /** What a text is as a scenario; nothing is kept. */
  'scenario.check': command(
    v.strictObject({ text: Text, file: v.optional(File) }),
  ).returns<ScenarioReadingView>(),
  /**
   * Writes a file of the folder, whole or not at all. `stamp`: of the text that was changed; absent for a new file.
   * @throws SCENARIO_FILE_CHANGED where it is another by now, SCENARIO_FILE_NAME, SCENARIO_NO_FOLDER, SCENARIO_SECRET
   */
  'scenario.write': command(v.strictObject({ file: File, text: Text, stamp: v.optional(Id) })).returns<{
    stamp: string;
  }>(),
  /** @throws SCENARIO_FILE_GONE */
  'scenario.remove': command(v.strictObject({ file: File })).returns<null>(),

  /** The text after changes by a form: comments and order stay. @throws SCENARIO_YAML, SCENARIO_EDIT */
  'scenario.edit': command(
    v.strictObject({ text: Text, edits: v.pipe(v.array(v.lazy(() => EditSchema)), v.maxLength(1_000)) }),
  ).returns<{
    text: string;
  }>(),
  /**
   * One way a chain went as a scenario, checks proposed, secrets replaced by references. `stepId`: of the branch that is
   * meant; the newest without it. @throws CHAIN_UNKNOWN, RECORD_IMPOSSIBLE
   */
  'scenario.record': command(v.strictObject({ chainId: Id, stepId: v.optional(Id) })).returns<Recorded>(),

  /** Begins a run and returns at once; `scenario.run` tells of it. @throws SCENARIO_INVALID */
  'scenario.run': command(
    v.strictObject({
      text: Text,
      file: File,
      /** Of its matrix. */
      row: v.optional(Texts),
      target: v.optional(TargetWish),
      /** Secrets by name, as --secret gives them. */
      secrets: v.optional(Texts),
      /** `seed`: the sandbox is put back to its seed first. */
      begin: v.picklist(['seed', 'as it is']),
      /** `steps`: waits for scenario.next before each. */
      pace: v.picklist(['through', 'steps']),
      /** Waits for scenario.next once every step has passed, before anything is put back. */
      holds: v.optional(v.boolean()),
      /** The result of a case that passes has what its chains touched, not the chains. */
      lean: v.optional(v.boolean()),
      attempt: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      /** How long it may take where its file says nothing: 30s, 2m. */
      timeout: v.optional(v.pipe(v.string(), v.maxLength(20), v.check(isLimit))),
      ...Confirmed,
    }),
  ).returns<{ runId: string }>(),
  'scenario.runs': command(none).returns<ScenarioRun[]>(),
  'scenario.runState': command(v.strictObject({ runId: Id })).returns<ScenarioRun>(),
  'scenario.next': command(v.strictObject({ runId: Id })).returns<null>(),
  /**
   * What a run asked for. `keep`: puts it into the keychain, too, where that is where it belongs.
   * @throws RUN_UNKNOWN, and where it can’t be kept SECRET_VALUE, VAULT_UNAVAILABLE: then the run still asks
   */
  'scenario.tell': command(
    v.strictObject({ runId: Id, value: Text, keep: v.optional(v.boolean()) }),
  ).returns<null>(),
  /**
   * Puts what `keychain:NAME` stands for into the keychain, in place of what is there; true where something was.
   * @throws SECRET_NAME, SECRET_VALUE, VAULT_UNAVAILABLE
   */
  'scenario.keepSecret': command(
    v.strictObject({ name: v.pipe(v.string(), v.maxLength(1_000)), value: Text }),
  ).returns<boolean>(),
  'scenario.stop': command(v.strictObject({ runId: Id })).returns<null>(),
  /** Forgets a run that has ended. Its chains stay, unless `chains` says otherwise. */
  'scenario.forget': command(v.strictObject({ runId: Id, chains: v.optional(v.boolean()) })).returns<null>(),

  /**
   * Begins a run of each of these rows, one after the other, and returns at once; `scenario.rows` tells of it. What a
   * person is asked for one row, a secret or leave for a program, holds for those that follow.
   * @throws SCENARIO_INVALID, SCENARIO_UNDER_WAY
   */
  'scenario.runRows': command(
    v.strictObject({
      text: Text,
      file: File,
      rows: v.pipe(v.array(Texts), v.minLength(1), v.maxLength(20_000)),
      target: v.optional(TargetWish),
      begin: v.picklist(['seed', 'as it is']),
      ...Confirmed,
    }),
  ).returns<{ rowsId: string }>(),
  /** Those that run, and the last that ended of every file; what came of their rows is asked for one by one. */
  'scenario.rowsRuns': command(none).returns<RowsRun[]>(),
  /** @param from outcomes from this one on @throws RUN_UNKNOWN */
  'scenario.rowsState': command(
    v.strictObject({ rowsId: Id, from: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  ).returns<RowsRun>(),
  /** Ends the row that is under way; the others are not begun. @throws RUN_UNKNOWN */
  'scenario.stopRows': command(v.strictObject({ rowsId: Id })).returns<null>(),
};

const Pointer = v.pipe(v.string(), v.maxLength(2_048));
const Place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000));

/** One change of a form to a scenario's text: a value at a place (JSON Pointer), or none there. */
export const EditSchema = v.union([
  v.strictObject({ op: v.literal('set'), at: Pointer, value: Json }),
  v.strictObject({ op: v.literal('remove'), at: Pointer }),
  /** Into a list, before `index`. */
  v.strictObject({ op: v.literal('insert'), at: Pointer, index: Place, value: Json }),
  v.strictObject({ op: v.literal('move'), at: Pointer, from: Place, to: Place }),
  /** An item of a list once more, below itself, as the text has it by then; without its `id`. */
  v.strictObject({ op: v.literal('repeat'), at: Pointer, index: Place }),
]);
export type ScenarioEdit = v.InferOutput<typeof EditSchema>;

export interface ScenarioEntry {
  readonly file: string;
  /** Of the scenario; the file's name where it can't be read. */
  readonly name: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly steps: number;
  /** How many runs its matrix makes; 1 without one. */
  readonly runs: number;
  readonly faults: readonly ScenarioFault[];
}

export interface ScenarioList {
  /** Its last name for people; absent where none was chosen. */
  readonly folder?: string;
  readonly entries: readonly ScenarioEntry[];
  /** Why the folder can't be read. */
  readonly problem?: string;
}

export interface ScenarioText {
  readonly file: string;
  readonly text: string;
  /** Changes with the text. */
  readonly stamp: string;
}

export interface ScenarioReadingView {
  readonly scenario?: Scenario;
  readonly faults: readonly ScenarioFault[];
  /** 1-based line of each step. */
  readonly lines: readonly number[];
  /** Rows of the matrix; one empty one without a matrix. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Secrets that have to be given: no reference stands in the file. */
  readonly needs: readonly string[];
}

export interface Recorded {
  readonly text: string;
  /** A name for the file. */
  readonly file: string;
  /** What was replaced, proposed and left out, a sentence each. */
  readonly notes: readonly string[];
}

/** What came of one row of a matrix. */
export interface RowOutcome {
  readonly row: Readonly<Record<string, string>>;
  readonly status: ScenarioStatus;
  readonly ms: number;
  /** Why it did not pass, in one line; empty where it did. Redacted. */
  readonly why: string;
  /** Of a fault, where there was one. */
  readonly code?: string;
  /** Where it broke: the step’s title, and its line in the file. */
  readonly step?: string;
  readonly line?: number;
  /** Chains it began, oldest first. */
  readonly chainIds: readonly string[];
  /** The chain's step it broke at. */
  readonly stepId?: string;
}

/** A run of several rows of one scenario. */
export interface RowsRun {
  readonly rowsId: string;
  readonly file: string;
  readonly startedAt: number;
  readonly total: number;
  /** How many have come to something. */
  readonly done: number;
  /** Of those: how many did not pass. */
  readonly broken: number;
  /** In the order of the rows, from the one that was asked for. */
  readonly outcomes: readonly RowOutcome[];
  /** The row's run that is under way. */
  readonly runId?: string;
  /** Once it has ended. */
  readonly ended?: { readonly ms: number; readonly stopped: boolean };
}

export interface ScenarioRun {
  readonly runId: string;
  readonly file: string;
  readonly title: string;
  readonly startedAt: number;
  /** Chains it began, oldest first. */
  readonly chainIds: readonly string[];
  readonly steps: readonly StepResult[];
  /** Into the scenario's steps: what it is at. */
  readonly at?: number;
  /** What it waits for. */
  readonly waits?:
    | { readonly kind: 'next' }
    /** Every step has passed; what they left is still there. */
    | { readonly kind: 'end' }
    | {
        readonly kind: 'ask';
        readonly question: string;
        readonly secret: boolean;
        /** The name under which the keychain would have had it. */
        readonly keychain?: string;
      }
    | { readonly kind: 'time'; readonly until: number };
  /** Once it has ended. */
  readonly result?: ScenarioResult;
}
