import { requiredText } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import { endSignIn } from '../../tokens/sign-ins.ts';
import { activeSessions } from '../../tokens/tracked-sessions.ts';
import { requireTracking } from '../pools/session-configuration.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

/** Ends all tokens of one session. There are no SSO sessions here: LINKED finds none to end with it. */
export const adminRevokeUserSession: Operation = {
  name: 'AdminRevokeUserSession',
  run: (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    requireTracking(pool);
    const wanted = requiredText(input, 'SessionId');
    const session = activeSessions(context, pool, user).find(({ id }) => id === wanted);
    if (session === undefined) throw refusal('ResourceNotFoundException', 'Session does not exist.');
    endSignIn(user, session.eventId, context.clock.now(), session.expiresAt);
    user.sessions = (user.sessions ?? []).filter(({ id }) => id !== wanted);
    return {};
  },
};
