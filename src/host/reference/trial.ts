import type { ChainEvent } from '../../chain/event.ts';
import type { ReferenceKind, TrialPlan } from '../../contract/context.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Driver } from './drive.ts';

/** How a page of the reference is shown on the sandbox. */
export interface Trial extends TrialPlan {
  /** The user it is tried with: put back to the seed when an earlier sign-in has changed them. */
  readonly user?: { readonly userPoolId: string; readonly username: string };
  /** A fault rule that is set before and taken away after, without its id. */
  readonly rule?: string;
  /** Absent where it can't be tried. */
  run?(drive: Driver): Promise<LiveChain>;
}

/** Whether the chain's events show what the page is about. */
export function shows(kind: ReferenceKind, name: string, events: readonly ChainEvent[]): boolean {
  if (kind === 'error')
    return events.some(
      (event) =>
        event.type === 'step.ended' &&
        (event.outcome.kind === 'error' || event.outcome.kind === 'failure') &&
        event.outcome.code === name,
    );
  const sent = events.flatMap((event) =>
    event.type === 'step.sent' && event.answers === name ? [event.stepId] : [],
  );
  if (kind === 'challenge')
    return (
      sent.length > 0 ||
      events.some(
        (event) =>
          event.type === 'step.ended' && event.outcome.kind === 'challenge' && event.outcome.name === name,
      )
    );
  return events.some(
    (event) =>
      event.type === 'step.ended' &&
      sent.includes(event.stepId) &&
      (event.outcome.kind === 'challenge' || event.outcome.kind === 'tokens'),
  );
}
