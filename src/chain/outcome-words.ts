import type { Hole, Outcome } from './event.ts';

/** What stands with a step that was under way when its console was closed or killed. */
export const CONSOLE_ENDED = 'The console ended before an answer came.';

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

/** What an imported step lacks, in a few words. */
export function holeWords(holes: readonly Hole[]): string {
  const missing = new Set(holes.map(({ kind }) => HOLES[kind]));
  return `missing: ${[...missing].join(', ')}`;
}

const HOLES = { before: 'steps before', request: 'request', response: 'answer', value: 'values' } as const;
