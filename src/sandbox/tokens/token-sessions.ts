import type { Context, Subject } from '../context.ts';
import type { TokenSession, User } from '../pool/user.ts';
import { randomText } from '../random.ts';
import type { Pool } from '../state.ts';
import type { RefreshGrant } from './refresh-token.ts';
import { signInHolds } from './sign-ins.ts';

/** AdminListUserSessions answers all in one page of at most this many (its reference page). */
const MOST = 125;
const ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 25;

/** Tokens came of a sign-in: a session begins, or was active once more. */
export function noteActivity(context: Context, { user, client }: Subject, grant: RefreshGrant): void {
  const now = context.clock.now();
  const sessions = user.sessions ?? [];
  const known = sessions.find(({ eventId }) => eventId === grant.eventId);
  const session: TokenSession = known
    ? { ...known, activeAt: now, expiresAt: grant.expiresAt }
    : {
        id: `tkn${randomText(context.random, ID_LETTERS, ID_LENGTH)}`,
        eventId: grant.eventId,
        clientId: client.id,
        createdAt: now,
        activeAt: now,
        expiresAt: grant.expiresAt,
      };
  user.sessions = [session, ...sessions.filter(({ eventId }) => eventId !== grant.eventId)].slice(0, MOST);
}

/** Those that neither ended nor ran out. */
export function activeSessions(context: Context, pool: Pool, user: User): readonly TokenSession[] {
  const now = context.clock.now();
  return (user.sessions ?? []).filter(
    ({ eventId, expiresAt }) => expiresAt > now && signInHolds(pool, user, eventId),
  );
}
