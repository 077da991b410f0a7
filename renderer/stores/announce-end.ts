import { duration } from '@core/chain/durations.ts';
import type { Outcome } from '@core/chain/event.ts';
import type { Chain } from '@core/chain/model.ts';
import { announce } from '../ui/announce.ts';

/** Tells screen readers what a step came to: they hear the chain grow as others see it. */
export function announceEnd(chain: Chain | undefined, stepId: string): void {
  const step = chain?.steps.find((candidate) => candidate.id === stepId);
  if (!step?.outcome) return;
  const failed = step.status === 'error' || step.status === 'failure';
  const took = duration(step.timing?.total ?? 0);
  announce(`${step.answers}: ${wordsFor(step.outcome)}, ${took}.`, failed ? 'assertive' : 'polite');
}

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
