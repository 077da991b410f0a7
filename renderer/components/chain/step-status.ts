import type { ChainStatus, Pending, Step } from '@core/chain/model.ts';
import type { Status } from '../../ui/UiStatus.vue';

/** Icon, colour and word of a state: always the three together. */
export interface Shown {
  readonly status: Status;
  readonly word: string;
}

const STEPS: Readonly<Record<Step['status'], Shown>> = {
  sending: { status: 'sending', word: 'sending' },
  ok: { status: 'ok', word: 'ok' },
  tokens: { status: 'tokens', word: 'tokens' },
  error: { status: 'failed', word: 'refused' },
  failure: { status: 'failed', word: 'no usable answer' },
};

export function shownStep(step: Step): Shown {
  if (step.outcome?.kind === 'failure' && step.outcome.code === 'CANCELLED')
    return { status: 'idle', word: 'cancelled' };
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

export function shownChain(status: ChainStatus): Shown {
  return CHAINS[status];
}
