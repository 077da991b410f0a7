import { requiredText } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import { endSignIn } from '../../tokens/sign-ins.ts';
import { activeSessions } from '../../tokens/token-sessions.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

/** Ends one sign-in with its tokens. Nothing hangs together with it: a session here comes through no other. */
export const adminRevokeUserSession: Operation = {
  name: 'AdminRevokeUserSession',
  run: (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    const wanted = requiredText(input, 'SessionId');
    const session = activeSessions(context, pool, user).find(({ id }) => id === wanted);
    if (session === undefined) throw refusal('ResourceNotFoundException', 'Session does not exist.');
    endSignIn(user, session.eventId, context.clock.now(), session.expiresAt);
    return {};
  },
};
