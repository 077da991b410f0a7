import * as v from 'valibot';
import { FACTORS, STATES } from '../../admin/test-users/kinds.ts';
import type { TestUserStatus } from '../../contract/bulk.ts';

const STATUSES = [
  'waiting',
  'making',
  'made',
  'failed',
  'removed',
  'not removed',
  'left alone',
  'already gone',
  'never made',
] as const satisfies readonly TestUserStatus[];

const Fault = v.object({ code: v.string(), detail: v.string(), operation: v.optional(v.string()) });

const User = v.object({
  username: v.string(),
  signsInAs: v.string(),
  state: v.picklist(STATES),
  factor: v.picklist(FACTORS),
  attributes: v.record(v.string(), v.string()),
  groups: v.array(v.string()),
  /** What a sign-in comes to, as the pool was when they were planned. */
  outcome: v.string(),
  status: v.picklist(STATUSES),
  /**
   * Epoch milliseconds. There while a user of ours may be in the pool: nobody had the name, and the call that creates one
   * was about to go.
   */
  begunAt: v.optional(v.number()),
  /** What the service calls the user, and the `sub` that it gave: no other user ever has it. */
  name: v.optional(v.string()),
  sub: v.optional(v.string()),
  /** Epoch milliseconds. The call that deletes them was about to go: who is gone after it was removed by it. */
  deletingAt: v.optional(v.number()),
  /** Ids of what the vault holds of them. */
  things: v.array(v.string()),
  fault: v.optional(Fault),
});

/** What is kept of a batch. Never a secret. */
export const BatchRecordSchema = v.object({
  id: v.string(),
  name: v.string(),
  createdAt: v.number(),
  /** Where they are: enough to find them again when the target is gone from the list. */
  place: v.object({
    targetId: v.string(),
    targetName: v.string(),
    kind: v.picklist(['sandbox', 'endpoint']),
    endpoint: v.string(),
    customEndpoint: v.boolean(),
    region: v.string(),
    userPoolId: v.string(),
    clientId: v.string(),
    profile: v.string(),
    production: v.boolean(),
  }),
  /** Length of the passwords. */
  passwordLength: v.number(),
  users: v.array(User),
  /** Who was asked for beside them, and why nobody of it is made. */
  notPossible: v.array(
    v.object({
      username: v.string(),
      state: v.picklist(STATES),
      factor: v.picklist(FACTORS),
      why: v.string(),
    }),
  ),
});
export type BatchRecord = v.InferOutput<typeof BatchRecordSchema>;
export type UserRecord = BatchRecord['users'][number];

/** Whether nothing is left to be done for a user who is to be removed. */
export function isOver({ status }: UserRecord): boolean {
  return OVER.has(status);
}
const OVER: ReadonlySet<TestUserStatus> = new Set(['removed', 'left alone', 'already gone', 'never made']);

/** Whether a user of ours is, or may be, in the pool. */
export function isThere({ begunAt }: UserRecord): boolean {
  return begunAt !== undefined;
}
