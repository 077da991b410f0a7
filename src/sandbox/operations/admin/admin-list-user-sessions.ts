import { activeSessions } from '../../tokens/token-sessions.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

/** Token sessions alone, newest first: there is no managed login here, so nothing makes an SSO session. */
export const adminListUserSessions: Operation = {
  name: 'AdminListUserSessions',
  run: (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    return {
      Sessions: activeSessions(context, pool, user).map(({ id, clientId, createdAt, activeAt }) => ({
        SessionId: id,
        SessionType: 'TOKEN',
        ClientId: clientId,
        CreateDate: createdAt / 1_000,
        LastActiveDate: activeAt / 1_000,
        DeviceType: 'unknown',
        IsCurrentSession: false,
      })),
    };
  },
};
