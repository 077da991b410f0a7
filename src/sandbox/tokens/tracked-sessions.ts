import type { Context, Subject } from '../context.ts';
import type { TrackedSession, User } from '../pool/user.ts';
import type { Random } from '../random.ts';
import type { Pool } from '../state.ts';
import type { RefreshGrant } from './refresh-token.ts';
import { endSignIn, signInHolds } from './sign-ins.ts';

// Session tracking, which a pool has to turn on: only then is anything kept of a sign-in (API Reference,
// SetUserPoolSessionConfiguration).

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 25;

/** Keeps a sign-in. At the most a user may have, the least recently used goes first. */
export function trackSession(context: Context, { pool, user }: Subject, grant: RefreshGrant): void {
  if (pool.sessionTracking?.enabled !== true) return;
  const now = context.clock.now();
  const kept = [...activeSessions(context, pool, user)].sort((a, b) => b.lastActiveAt - a.lastActiveAt);
  for (const session of kept.splice(pool.sessionTracking.mostPerUser - 1))
    endSignIn(user, session.eventId, now, session.expiresAt);
  const { clientId, eventId, expiresAt } = grant;
  const session = { id: newId(context.random), clientId, eventId, expiresAt };
  user.sessions = [{ ...session, createdAt: now, lastActiveAt: now }, ...kept];
}

/** A refresh or rotation of a session's tokens. */
export function noteActivity(context: Context, user: User, eventId: string): void {
  const now = context.clock.now();
  const sessions = user.sessions?.map((one) =>
    one.eventId === eventId ? { ...one, lastActiveAt: now } : one,
  );
  if (sessions !== undefined) user.sessions = sessions;
}

/** Neither ended nor expired, the newest first. */
export function activeSessions(context: Context, pool: Pool, user: User): readonly TrackedSession[] {
  const now = context.clock.now();
  return (user.sessions ?? []).filter(
    ({ eventId, expiresAt }) => expiresAt > now && user.enabled && signInHolds(pool, user, eventId),
  );
}

/** `tkn` and 25 lowercase letters and digits (API Reference, SessionDescriptionType). */
function newId(random: Random): string {
  const bytes = [...random.bytes(LENGTH)];
  return `tkn${bytes.map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('')}`;
}
