import type { JsonObject } from '../../../json.ts';
import type { TrackedSession } from '../../pool/user.ts';
import { activeSessions } from '../../tokens/tracked-sessions.ts';
import { requireTracking } from '../pools/session-configuration.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

/** One page holds them all: 125 are the most, and a user has 100. */
export const adminListUserSessions: Operation = {
  name: 'AdminListUserSessions',
  run: (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    requireTracking(pool);
    return { Sessions: activeSessions(context, pool, user).map(describe) };
  },
};

/** Nothing is known here of where a call came from. */
function describe({ id, clientId, createdAt, lastActiveAt }: TrackedSession): JsonObject {
  return {
    SessionId: id,
    SessionType: 'TOKEN',
    ClientId: clientId,
    CreateDate: createdAt / 1_000,
    LastActiveDate: lastActiveAt / 1_000,
    DeviceType: 'unknown',
    IsCurrentSession: false,
  };
}
