import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import type { TextMap } from '../read-members.ts';
import { invalidSession } from '../refusal.ts';
import type { Pending, Session } from '../sessions.ts';
import type { Pool } from '../state.ts';
import type { Client } from '../pool/client.ts';

/** An answer whose Session was checked: it belongs to this user, this client and this challenge. */
export interface SessionAnswer<P extends Pending = Pending> {
  readonly context: Context;
  readonly subject: Subject;
  readonly session: Session;
  readonly pending: P;
  readonly responses: TextMap;
}

/** An answer to a challenge that came without a Session. */
export interface BareAnswer {
  readonly context: Context;
  readonly pool: Pool;
  readonly client: Client;
  readonly username: string;
  readonly responses: TextMap;
}

export type Reply = JsonObject | Promise<JsonObject>;

/** A challenge that is answered with the Session it came with. */
export interface SessionChallenge {
  readonly name: string;
  /**
   * Throws when the user can't have been asked this at all. Looked at before the Session's own challenge, because the
   * service then says what the user lacks.
   */
  readonly refuseUnusable?: (subject: Subject) => void;
  /** @throws NotAuthorizedException when the Session was opened for another challenge. */
  readonly answer: (answer: SessionAnswer) => Reply;
}

export type PendingOf<N extends Pending['challenge']> = Extract<Pending, { challenge: N }>;

/** Ties an answer to the Sessions of its own challenge. */
export function sessionChallenge<N extends Pending['challenge']>(
  name: N,
  answer: (answer: SessionAnswer<PendingOf<N>>) => Reply,
  refuseUnusable?: (subject: Subject) => void,
): SessionChallenge {
  const isOwn = (pending: Pending): pending is PendingOf<N> => pending.challenge === name;
  return {
    name,
    ...(refuseUnusable === undefined ? {} : { refuseUnusable }),
    answer: (given) => {
      if (!isOwn(given.pending)) throw invalidSession();
      return answer({ ...given, pending: given.pending });
    },
  };
}
