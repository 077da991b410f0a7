import { createHmac } from 'node:crypto';
import type { Pool } from '../state.ts';
import type { User } from '../pool/user.ts';
import type { Random } from '../random.ts';

/**
 * What a user's sign-ins leave behind: only those that were ended one by one, and how often all were. A sign-in that
 * still holds tells so itself, by its event id; remembering each would cost memory with every one.
 */
export interface SignIns {
  /** How often all of them were ended. */
  round: number;
  /** event_id of those that were ended alone, with when the last of their tokens expires, epoch milliseconds. */
  readonly ended: Map<string, number>;
}

const HEAD_LENGTH = 24;
const PROOF_LENGTH = 12;
/** AccessTokenValidity takes a day at most. */
const LONGEST_ACCESS_MS = 86_400_000;
const ALWAYS_KEPT = 20;

/** A new event_id. Its last twelve digits say which user's it is, and of which round. */
export function beginSignIn(random: Random, pool: Pool, user: User): string {
  const head = random.uuid().slice(0, HEAD_LENGTH);
  return head + proof(pool, user, head);
}

/** Whether a sign-in was not ended since. */
export function signInHolds(pool: Pool, user: User, eventId: string): boolean {
  const head = eventId.slice(0, HEAD_LENGTH);
  return eventId === head + proof(pool, user, head) && !user.signIns.ended.has(eventId);
}

/**
 * Ends one sign-in with all its tokens.
 * @param expiresAt of its refresh token, epoch milliseconds. An access token of the last refresh outlives that.
 */
export function endSignIn({ signIns }: User, eventId: string, now: number, expiresAt: number): void {
  signIns.ended.set(eventId, expiresAt + LONGEST_ACCESS_MS);
  // The newest stay all the same: a clock that is set back must not make them good once more.
  let older = signIns.ended.size - ALWAYS_KEPT;
  for (const [old, until] of signIns.ended) {
    if (older-- <= 0) return;
    if (until <= now) signIns.ended.delete(old);
  }
}

/** Ends all sign-ins of the user, in every client. */
export function endAllSignIns({ signIns }: User): void {
  signIns.round += 1;
  signIns.ended.clear();
}

/** No secret hangs on its length: event ids stand in signed tokens and sealed grants alone. */
function proof(pool: Pool, { sub, signIns }: User, head: string): string {
  const hmac = createHmac('sha256', pool.existenceKey);
  return hmac
    .update(`sign-in\n${sub} ${String(signIns.round)} ${head}`)
    .digest('hex')
    .slice(0, PROOF_LENGTH);
}
