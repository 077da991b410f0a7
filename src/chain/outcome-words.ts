import type { Outcome } from './event.ts';

/** What a step came to, in a few words. */
export function wordsFor(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'challenge':
      return `next ${outcome.name}`;
    case 'tokens':
      return 'tokens received';
    case 'done':
      return 'done';
    case 'error':
      return `refused with ${outcome.code}`;
    case 'failure':
      return `no usable answer, ${outcome.code}`;
  }
}
