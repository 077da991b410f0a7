import { FREE_TRIES } from '../chain/lockout.ts';

/**
 * Whether one more failed try still does not lock the user.
 * @param failed in a row so far, at worst
 */
export function staysOpen(failed: number): boolean {
  return failed + 1 < FREE_TRIES;
}

/** What requests that are about to be sent do to a real person. */
export interface Harm {
  /** Tries that count as failed. */
  readonly tries: number;
  /** Messages with a code that go out. */
  readonly messages: number;
}

/** Harm on a production target is asked for first, with a typed confirmation. */
export function asksFirst(target: { readonly production: boolean }, { tries, messages }: Harm): boolean {
  return target.production && (tries > 0 || messages > 0);
}
