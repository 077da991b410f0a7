import type { Chain, Step } from '../model.ts';

/** Wrong passwords in a row before a user is locked, and the longest lock (protocol reference 4.2). */
export const FREE_TRIES = 5;
const LONGEST_LOCK_MS = 15 * 60_000;

export interface PasswordTries {
  /** In a row, since the last success. */
  readonly failed: number;
  /** When the last of them was answered, epoch milliseconds. */
  readonly lastAt?: number;
  /** How long the user is locked from then on, milliseconds; 0 while tries are free. */
  readonly lockMs: number;
}

/**
 * Counts a user's wrong passwords over the chains of one run, as far as the answers show them.
 * @param until only steps that ended by then count, epoch milliseconds
 */
export function passwordTries(chains: readonly Chain[], until: number): PasswordTries {
  const ended = chains
    .flatMap((chain) => chain.steps)
    .filter((step) => step.endedAt !== undefined && step.endedAt <= until)
    .sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
  let failed = 0;
  let lastAt: number | undefined;
  for (const step of ended) {
    if (provesPassword(step) && isWrongPassword(step)) {
      failed += 1;
      lastAt = step.endedAt;
    } else if (provesPassword(step) && (step.status === 'ok' || step.status === 'tokens')) {
      failed = 0;
      lastAt = undefined;
    }
  }
  return { failed, lockMs: lockAfter(failed), ...(lastAt === undefined ? {} : { lastAt }) };
}

/** Milliseconds of lock after so many wrong passwords: 2^(n − 5) s from the fifth on. */
export function lockAfter(failed: number): number {
  if (failed < FREE_TRIES) return 0;
  return Math.min(LONGEST_LOCK_MS, 2 ** (failed - FREE_TRIES) * 1_000);
}

export function isWrongPassword({ outcome }: Step): boolean {
  return (
    outcome?.kind === 'error' &&
    outcome.code === 'NotAuthorizedException' &&
    /^incorrect username or password\.?$/i.test(outcome.message)
  );
}

const WITH_PASSWORD = new Set(['USER_PASSWORD_AUTH', 'PASSWORD', 'PASSWORD_VERIFIER', 'SELECT_CHALLENGE']);

/** Whether the step's answer says anything about a password: a passed SRP_A does not. */
export function provesPassword(step: Step): boolean {
  return WITH_PASSWORD.has(step.answers);
}
