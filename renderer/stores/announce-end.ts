import { duration } from '@core/chain/durations.ts';
import type { Chain } from '@core/chain/model.ts';
import { wordsFor } from '@core/chain/outcome-words.ts';
import { announce } from '../ui/announce.ts';

/** Tells screen readers what a step came to: they hear the chain grow as others see it. */
export function announceEnd(chain: Chain | undefined, stepId: string): void {
  const step = chain?.steps.find((candidate) => candidate.id === stepId);
  if (!step?.outcome) return;
  const failed = step.status === 'error' || step.status === 'failure';
  const took = duration(step.timing?.total ?? 0);
  announce(`${step.answers}: ${wordsFor(step.outcome)}, ${took}.`, failed ? 'assertive' : 'polite');
}
