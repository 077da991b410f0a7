import type { Outcome } from '../chain/event.ts';
import { type Expected, outcomes } from './fault.ts';

/** What a broken request came to. */
export interface Got {
  /** An exception's name, one of `outcomes`, or the code of a failure on the wire. */
  readonly code: string;
  /** The service's words; what came next where it was accepted. */
  readonly message: string;
}

export type Verdict =
  /** code and, where they are known, words as the protocol has them */
  | 'expected'
  /** the code, in other words: Cognito's messages are no contract */
  | 'words'
  /** refused, with another code */
  | 'other'
  /** taken, where it should be refused */
  | 'accepted'
  /** not sent: the guard held it back */
  | 'held'
  /** not sent, or sent without an answer */
  | 'failed';

/** @param answered the challenge that was answered; undefined for a first request */
export function gotOf(outcome: Outcome, answered?: string): Got {
  switch (outcome.kind) {
    case 'challenge':
      return {
        code: outcome.name === answered ? outcomes.askedAgain : outcomes.accepted,
        message: `next ${outcome.name}`,
      };
    case 'tokens':
      return { code: outcomes.accepted, message: 'tokens' };
    case 'done':
      return { code: outcomes.accepted, message: 'done' };
    case 'error':
      return { code: outcome.code, message: outcome.message };
    case 'failure':
      return { code: outcome.code, message: outcome.detail };
  }
}

/** Holds what came against what the protocol knows. */
export function judge(expected: readonly Expected[], got: Got, outcome: Outcome['kind']): Verdict {
  if (outcome === 'failure') return 'failed';
  const known = expected.filter(({ code }) => code === got.code);
  if (known.some(({ message }) => message === undefined || fits(message, got.message))) return 'expected';
  if (known.length > 0) return 'words';
  return got.code === outcomes.accepted || got.code === outcomes.askedAgain ? 'accepted' : 'other';
}

function fits(pattern: string, message: string): boolean {
  return new RegExp(`^(?:${pattern})$`, 's').test(message.trim());
}
