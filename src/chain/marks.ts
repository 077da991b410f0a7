import type { Mark } from './mark-paths.ts';
import type { ChainStatus, Pending, Step } from './model.ts';

/** Sign, colour and word of a state: always the three together. One source for every picture, list and export. */
export interface Shown {
  readonly status: Mark;
  readonly word: string;
}

const STEPS: Readonly<Record<Step['status'], Shown>> = {
  sending: { status: 'sending', word: 'sending' },
  ok: { status: 'ok', word: 'ok' },
  tokens: { status: 'tokens', word: 'tokens' },
  error: { status: 'failed', word: 'refused' },
  failure: { status: 'failed', word: 'no usable answer' },
};

/** How Cognito words it that a Session has outlived its `AuthSessionValidity`; the exception itself says no more. */
const SESSION_EXPIRED = /^invalid session for the user, session is expired\.?$/i;

export function shownStep(step: Step): Shown {
  const { outcome } = step;
  if (outcome?.kind === 'failure' && outcome.code === 'CANCELLED')
    return { status: 'idle', word: 'cancelled' };
  // The source holds none: nobody knows whether it was refused.
  if (outcome?.kind === 'failure' && outcome.code === 'NOT_RECORDED')
    return { status: 'idle', word: 'no answer in the source' };
  if (outcome?.kind === 'error' && outcome.code === 'ExpiredCodeException')
    return { status: 'expired', word: 'code expired' };
  if (outcome?.kind === 'error' && SESSION_EXPIRED.test(outcome.message))
    return { status: 'expired', word: 'Session expired' };
  return STEPS[step.status];
}

/** The exception's or failure's code of a step that failed. */
export function failureCode(step: Step): string | undefined {
  const { outcome } = step;
  return outcome?.kind === 'error' || outcome?.kind === 'failure' ? outcome.code : undefined;
}

/** @param now epoch milliseconds */
export function shownPending(pending: Pending, now: number): Shown {
  if (pending.spent) return { status: 'failed', word: 'ended by the last answer' };
  if (pending.expiresAt !== undefined && pending.expiresAt <= now)
    return { status: 'expired', word: 'Session expired' };
  return { status: 'waiting', word: 'waiting for an answer' };
}

const CHAINS: Readonly<Record<ChainStatus, Shown>> = {
  sending: { status: 'sending', word: 'sending' },
  waiting: { status: 'waiting', word: 'waiting' },
  tokens: { status: 'tokens', word: 'tokens' },
  done: { status: 'ok', word: 'done' },
  failed: { status: 'failed', word: 'failed' },
};

/** The longest `AuthSessionValidity` there is, minutes: what waited for longer can't be answered any more. */
export const LONGEST_SESSION = 15;

/** What a list knows of a chain. */
export interface ListedChain {
  readonly status: ChainStatus;
  /** Exception or failure code. */
  readonly failure?: string;
  /** When its last Session runs out, where that is known. Epoch milliseconds. */
  readonly expiresAt?: number;
  /** Of its last event. */
  readonly lastAt?: number;
  /** How long its Sessions live, where that is known. */
  readonly sessionMinutes?: number | undefined;
}

/** No request is under way for so long: it is given up after 15 seconds, and what it came to is written at once. */
const LONGEST_REQUEST_MS = 60_000;

/** What was sent until then and has no answer was broken off: the console ended under it. Epoch milliseconds. */
export function sentBefore(now: number): number {
  return now - LONGEST_REQUEST_MS;
}

/**
 * A chain in a list. `code`: its word is AWS's own.
 * @param now epoch milliseconds
 */
export function shownChain(
  { status, failure, expiresAt, lastAt = Infinity, sessionMinutes = LONGEST_SESSION }: ListedChain,
  now: number,
): Shown & { readonly code?: true } {
  if (status === 'waiting' && (expiresAt ?? lastAt + sessionMinutes * 60_000) <= now)
    return { status: 'expired', word: 'expired' };
  if (status === 'sending' && lastAt <= sentBefore(now)) return CHAINS.failed;
  if (status !== 'failed' || failure === undefined) return CHAINS[status];
  if (failure === 'NOT_RECORDED') return { status: 'idle', word: 'no answer' };
  return { status: 'failed', word: failure, code: true };
}
