import { duration } from '@core/chain/durations.ts';
import type { Chain, Step } from '@core/chain/model.ts';
import { announce } from '../ui/announce.ts';

/** Tells screen readers what a step came to and what comes next: they hear the chain grow as others see it. */
export function announceEnd(chain: Chain | undefined, stepId: string): void {
  const step = chain?.steps.find((candidate) => candidate.id === stepId);
  // A bench runs dozens of chains by itself: it says what they came to, not what each step did.
  if (!chain || !step?.outcome || chain.origin) return;
  const failed = step.status === 'error' || step.status === 'failure';
  announce(`${endOf(step)} ${nextFor(chain, step)}`.trim(), failed ? 'assertive' : 'polite');
}

/** What a step came to, as a sentence: its name, how it went, the status and the code, how long it took. */
export function endOf(step: Step): string {
  const { outcome, answers, response, timing } = step;
  if (!outcome) return `${answers} is under way.`;
  const facts = [
    ...(response ? [`HTTP ${response.status}`] : []),
    ...(timing ? [duration(timing.total)] : []),
  ].join(', ');
  switch (outcome.kind) {
    case 'error':
      return `${answers} refused: ${outcome.code}, ${facts}.`;
    case 'failure':
      return `${answers} got no usable answer: ${outcome.code}, ${facts}.`;
    default:
      return `${answers} succeeded, ${facts}.`;
  }
}

/** What comes next, as a sentence; empty where nothing does. */
function nextFor(chain: Chain, step: Step): string {
  if (step.outcome?.kind === 'tokens') return 'The sign-in is complete: tokens received.';
  const { pending } = chain;
  if (!pending) return chain.status === 'failed' ? 'The sign-in is over; it can be started again.' : '';
  if (pending.spent) return `${pending.name} can’t be answered any more; start again.`;
  const failed = step.status === 'error' || step.status === 'failure';
  return failed ? `${pending.name} still waits for an answer.` : `Next: ${pending.name}.`;
}
