import * as v from 'valibot';
import type { TestFactor, TestState } from '../admin/test-users/kinds.ts';
import { TemplateSchema } from '../admin/test-users/template.ts';
import type { Fault } from '../form/form.ts';
import { command, Confirmed, Id, none } from './command.ts';

// Test users, many at once: planned, made, gone on with after a stop or a crash, and removed again, exactly those.

/** Enough for a thousand lines of a few hundred characters. */
const FileText = v.pipe(v.string(), v.maxLength(500_000));

/** What asks for users: a template's members, a template file, or a CSV file. */
const From = v.variant('kind', [
  v.strictObject({ kind: v.literal('template'), template: TemplateSchema }),
  v.strictObject({ kind: v.literal('template file'), text: FileText }),
  v.strictObject({ kind: v.literal('csv'), text: FileText }),
]);
export type BulkFrom = v.InferInput<typeof From>;

/** Where: a target by its id, or one for this batch alone. */
const Where = v.union([
  v.strictObject({ targetId: Id }),
  v.strictObject({
    endpoint: v.pipe(v.string(), v.maxLength(2_000)),
    region: v.pipe(v.string(), v.maxLength(50)),
    userPoolId: v.pipe(v.string(), v.maxLength(200)),
    clientId: v.pipe(v.string(), v.maxLength(300)),
    profile: v.pipe(v.string(), v.maxLength(200)),
    clientSecret: v.optional(v.pipe(v.string(), v.maxLength(500))),
  }),
]);
export type BulkWhere = v.InferOutput<typeof Where>;

const BatchId = v.strictObject({ batchId: Id });
const Work = v.strictObject({ batchId: Id, where: v.optional(Where), ...Confirmed });
/** Some of a batch, as it names them. Left out: all whom a command is about. */
const Usernames = { usernames: v.optional(v.pipe(v.array(Id), v.maxLength(1_000))) };

export const bulkCommands = {
  /** What would be made; nothing is. The pool is read for it, as far as it may be. @throws TEST_USERS_INPUT */
  'bulk.plan': command(v.strictObject({ where: Where, from: From })).returns<BulkPlan>(),
  /**
   * Begins to make them, and returns at once; `bulk.changed` tells of it. `confirmed`: a production target's name.
   * @throws TEST_USERS_INPUT, TEST_USERS_NOBODY, TARGET_PRODUCTION, VAULT_UNAVAILABLE
   */
  'bulk.begin': command(
    v.strictObject({
      where: Where,
      from: From,
      name: v.pipe(v.string(), v.maxLength(100)),
      ...Confirmed,
    }),
  ).returns<{ batchId: string }>(),
  /** All batches, the newest first. */
  'bulk.list': command(none).returns<BatchHead[]>(),
  'bulk.get': command(BatchId).returns<Batch>(),
  /** Those under way are finished, but for one that waits for a service that asks to slow down; no other is begun. */
  'bulk.stop': command(BatchId).returns<null>(),
  /** Makes those that wait, and those that a stop or a crash left half made: removed first, then made anew. */
  'bulk.resume': command(Work).returns<null>(),
  /** Those that failed, or the named ones of them. @throws TEST_USERS_NOT_OF_BATCH */
  'bulk.retry': command(v.strictObject({ ...Work.entries, ...Usernames })).returns<null>(),
  /**
   * Who would be removed, of all or of the named ones, where, and the same with the AWS CLI; nothing is.
   * @throws TEST_USERS_ELSEWHERE, TEST_USERS_NOT_OF_BATCH
   */
  'bulk.removal': command(
    v.strictObject({ ...BatchId.entries, where: v.optional(Where), ...Usernames }),
  ).returns<BulkRemoval>(),
  /**
   * Removes exactly those that this batch made, all or the named ones of them, and what the vault holds of them. Whom the
   * service keeps from it is `not removed` then, with its reason. @throws TEST_USERS_NOT_OF_BATCH
   */
  'bulk.cleanUp': command(v.strictObject({ ...Work.entries, ...Usernames })).returns<null>(),
  /** Forgets a batch of which nothing is left. @throws TEST_USERS_LEFT */
  'bulk.forget': command(BatchId).returns<null>(),
  /** One user's password. @throws TEST_USERS_KEY_GONE */
  'bulk.reveal': command(v.strictObject({ batchId: Id, username: Id })).returns<{ value: string }>(),
  /** The same to the clipboard past the page; cleared after 60 s. */
  'bulk.copy': command(v.strictObject({ batchId: Id, username: Id })).returns<null>(),
  /** Names, passwords and TOTP secrets as CSV, where the person wants it. Null: nowhere. */
  'bulk.save': command(BatchId).returns<{ name: string } | null>(),
};

/** One call of a recipe. */
export interface PlannedCall {
  readonly operation: string;
  /** What it does, in a few words. */
  readonly says: string;
  /** The same as a line of the AWS CLI, secrets as variables. */
  readonly cli: string;
  /** Where a message goes by it. */
  readonly sends?: string;
}

export interface PlannedRecipe {
  readonly state: TestState;
  readonly factor: TestFactor;
  readonly usernames: readonly string[];
  /** What a sign-in comes to: an exception, a challenge or TOKENS. */
  readonly outcome: string;
  /** Why they can't be made. */
  readonly impossible?: string;
  /** Those of its first user; none where they can't be made. */
  readonly calls: readonly PlannedCall[];
  /** Attributes nobody asked for and the pool requires. */
  readonly filledIn: readonly string[];
}

export interface BulkPlan {
  readonly target: { readonly name: string; readonly userPoolId: string; readonly production: boolean };
  readonly recipes: readonly PlannedRecipe[];
  /** How many will be made. */
  readonly users: number;
  /** How many are asked for and can't be made: their recipes say why. */
  readonly notPossible: number;
  readonly calls: number;
  readonly messages: number;
  /** What of the pool could not be read: the plan is made without it. */
  readonly unread: readonly (Fault & { readonly operation: string })[];
}

export interface BulkRemoval {
  /** Where they are removed. Of a production one the name has to be typed. */
  readonly target: BulkPlan['target'];
  readonly usernames: readonly string[];
  /** A call for each; before it, as a comment, the `sub` that tells them from somebody else of the same name. */
  readonly cli: string;
}

export type TestUserStatus =
  /** not begun */
  | 'waiting'
  /** begun; while nothing runs: half made */
  | 'making'
  | 'made'
  | 'failed'
  | 'removed'
  /** Their removal was tried, and failed: they may still be there. */
  | 'not removed'
  /** Somebody else's by now: it was left alone. */
  | 'left alone'
  /** When they were to be removed, they were in the pool no more: somebody else had done it. */
  | 'already gone'
  /** When they were to be removed, there had never been one of ours. */
  | 'never made';

/** One who was asked for and can't be made. */
export interface NotPossible {
  readonly username: string;
  readonly state: TestState;
  readonly factor: TestFactor;
  readonly why: string;
}

export interface BatchHead {
  readonly batchId: string;
  readonly name: string;
  readonly target: {
    readonly id: string;
    readonly name: string;
    /** Whether the pool is that of a production target by now, its own or another. */
    readonly production: boolean;
    /** That target's name: it has to be typed before anything is done. */
    readonly guard?: string;
  };
  readonly userPoolId: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** `elsewhere`: another process works at it. */
  readonly doing: 'nothing' | 'making' | 'removing' | 'stopping' | 'elsewhere';
  readonly counts: Readonly<Record<TestUserStatus, number>>;
  /** The service asks to slow down: it goes on then, epoch milliseconds. */
  readonly waitingUntil?: number;
  /** What ended the work as a whole. */
  readonly fault?: Fault;
}

export interface BatchUser {
  readonly username: string;
  readonly state: TestState;
  readonly factor: TestFactor;
  readonly status: TestUserStatus;
  readonly outcome: string;
  /** Of the last try; `operation` is where it came. */
  readonly fault?: Fault & { readonly operation?: string | undefined };
}

export interface Batch extends BatchHead {
  readonly users: readonly BatchUser[];
  /** Asked for beside them, and impossible in this pool: nobody of it was made, and none counts. */
  readonly notPossible: readonly NotPossible[];
}
