import type { BulkWhere } from '../../contract/bulk.ts';
import type { Target } from '../../contract.ts';
import { coreFault, isFault } from '../../form/form.ts';
import type { Parts } from '../parts.ts';
import { guardedTarget } from '../service/may-change.ts';
import type { BatchRecord } from './batch-record.ts';

type Places = Pick<Parts, 'sandbox' | 'targets'>;

/**
 * Where a command goes. @throws CoreFault TARGET_UNKNOWN, TARGET_INCOMPLETE
 */
export async function targetOf({ sandbox, targets }: Places, where: BulkWhere): Promise<Target> {
  const target = 'targetId' in where ? await sandbox.target(where.targetId) : targets.lend(draftOf(where));
  if (target.userPoolId === '')
    throw coreFault('TARGET_INCOMPLETE', 'Test users are made in a user pool: give its ID.', 'userPoolId');
  if (target.endpoint === '')
    throw coreFault('TARGET_INCOMPLETE', 'Give a region, a user pool ID or an endpoint.', 'endpoint');
  return guardedBy(targets, target);
}

/** A pool of a production target is production, however it is addressed. */
function guardedBy(targets: Places['targets'], target: Target): Target {
  const guarded = guardedTarget(target, targets.list());
  return guarded.production ? { ...target, production: true, name: guarded.name } : target;
}

/**
 * The target of a batch, as long as it leads to the same pool. One that is gone from the list is taken from what the
 * batch holds of it.
 * @param where another way to the same pool: an emulator on a new port, a client with its secret
 * @throws CoreFault TEST_USERS_ELSEWHERE, TARGET_INCOMPLETE
 */
export async function targetOfBatch(
  places: Places,
  { place }: BatchRecord,
  where: BulkWhere | undefined,
): Promise<Target> {
  const target = await (where === undefined
    ? known(places, place)
    : targetOf(places, withClient(where, place)));
  const isSame =
    target.userPoolId === place.userPoolId &&
    target.kind === place.kind &&
    // The sandbox listens at another port with every run.
    (target.endpoint === place.endpoint || place.kind === 'sandbox' || where !== undefined);
  if (isSame) return target;
  throw coreFault(
    'TEST_USERS_ELSEWHERE',
    `These users are in ${place.userPoolId} at ${place.endpoint}; ${target.name} leads to ${target.userPoolId} at ${target.endpoint}.`,
  );
}

/** Its own app client, where another way to the pool names none. */
function withClient(where: BulkWhere, { clientId }: BatchRecord['place']): BulkWhere {
  return 'targetId' in where || where.clientId !== '' ? where : { ...where, clientId };
}

async function known({ sandbox, targets }: Places, place: BatchRecord['place']): Promise<Target> {
  try {
    return guardedBy(targets, await sandbox.target(place.targetId));
  } catch (error) {
    if (!isFault(error) || error.code !== 'TARGET_UNKNOWN' || place.kind === 'sandbox') throw error;
    return gone(targets, place);
  }
}

/** Guarded by the name that marks its pool now; by none, with the one that had to be typed when it was made. */
function gone(targets: Places['targets'], place: BatchRecord['place']): Target {
  const endpoint = place.customEndpoint ? place.endpoint : '';
  const target = guardedBy(targets, targets.lend(draftOf({ ...place, endpoint })));
  return place.production && !target.production
    ? { ...target, production: true, name: place.targetName }
    : target;
}

/**
 * The name of the target by which a batch's pool is production now: the mark may have come after the batch was made.
 * Starts no sandbox for it.
 */
export function guardOfBatch(targets: Places['targets'], { place }: BatchRecord): string | undefined {
  const own = targets.list().find(({ id }) => id === place.targetId);
  if (own === undefined && place.kind === 'sandbox') return undefined;
  const target = own === undefined ? gone(targets, place) : guardedBy(targets, own);
  return target.production ? target.name : undefined;
}

function draftOf(where: Exclude<BulkWhere, { targetId: string }>) {
  const { endpoint, region, userPoolId, clientId, profile, clientSecret } = where;
  return {
    ...{ name: userPoolId, region, endpoint, userPoolId, clientId, profile },
    ...{ fips: false, color: 'none' as const, production: false, sessionMinutes: 3 },
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
}
