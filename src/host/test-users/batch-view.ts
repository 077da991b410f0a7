import type { Batch, BatchHead, TestUserStatus } from '../../contract/bulk.ts';
import type { Fault } from '../../form/form.ts';
import type { BatchRecord } from './batch-record.ts';

/** What goes on at a batch right now. */
export interface Doing {
  readonly doing: BatchHead['doing'];
  readonly waitingUntil?: number | undefined;
  readonly fault?: Fault | undefined;
}

/** @param guard name of the target by which its pool is production now */
export function headOf(
  record: BatchRecord,
  { doing, waitingUntil, fault }: Doing,
  guard: string | undefined,
): BatchHead {
  const { id, name, createdAt, place, users } = record;
  const counts: Record<TestUserStatus, number> = {
    waiting: 0,
    making: 0,
    made: 0,
    failed: 0,
    removed: 0,
    'not removed': 0,
    'left alone': 0,
    'already gone': 0,
    'never made': 0,
  };
  for (const { status } of users) counts[status] += 1;
  return {
    ...{ batchId: id, name, createdAt, userPoolId: place.userPoolId, doing, counts },
    target: {
      ...{ id: place.targetId, name: place.targetName, production: guard !== undefined },
      ...(guard === undefined ? {} : { guard }),
    },
    ...(waitingUntil === undefined ? {} : { waitingUntil }),
    ...(fault === undefined ? {} : { fault }),
  };
}

export function batchOf(record: BatchRecord, doing: Doing, guard: string | undefined): Batch {
  return {
    ...headOf(record, doing, guard),
    users: record.users.map(({ username, state, factor, status, outcome, fault }) => ({
      ...{ username, state, factor, status, outcome },
      ...(fault === undefined ? {} : { fault }),
    })),
    notPossible: record.notPossible,
  };
}
