import { explainError } from '../errors/catalogue.ts';
import { advances } from './advances.ts';
import type { Chain, Step } from './model.ts';
import { isAnswered, pendingAt } from './pending.ts';

/** How a step can be forked now. */
export interface ForkKind {
  /** `live`: its Session is still good and is answered once more. `replay`: what led there is run again first. */
  readonly kind: 'live' | 'replay';
  /** Why, in a few words. */
  readonly why: string;
  /** For `replay`: whether there is a challenge that a live answer could be tried at all the same. */
  readonly liveIsPossible: boolean;
}

/**
 * Whether a fork at this step can go on live. Rules of the Session: protocol reference 4.1. Where nobody knows what an
 * answer did to the Session, a replay is the way that works.
 * @param now epoch milliseconds by this computer's clock
 * @returns undefined for steps that can't be forked: operations beside the chain, and what is still under way
 */
export function forkKindOf(chain: Chain, stepId: string, now: number): ForkKind | undefined {
  const step = chain.steps.find(({ id }) => id === stepId);
  if (step === undefined || !advances(step) || step.status === 'sending') return undefined;
  if (step.parentId === null)
    return { kind: 'replay', why: 'the first step begins a sign-in of its own', liveIsPossible: false };
  const parent = chain.steps.find(({ id }) => id === step.parentId);
  const pending = parent && pendingAt(pastOf(chain), parent.id);
  if (parent === undefined || pending === undefined) return undefined;
  const why = whyNotLive(chain.steps, parent, pending, now);
  return why === undefined
    ? { kind: 'live', why: 'the Session is still good', liveIsPossible: true }
    : { kind: 'replay', why, liveIsPossible: true };
}

function whyNotLive(
  steps: readonly Step[],
  parent: Step,
  { hasSession, expiresAt }: { readonly hasSession: boolean; readonly expiresAt?: number },
  now: number,
): string | undefined {
  if (!hasSession) return 'no Session came with this challenge: a proof is made once';
  if (isAnswered(steps, parent)) return 'the Session was taken already: it can only be used once';
  if (expiresAt !== undefined && expiresAt <= now) return 'the Session has expired';
  for (const { parentId, operation, outcome } of steps) {
    if (parentId !== parent.id || !advances({ operation })) continue;
    if (outcome?.kind === 'failure') return 'an answer got lost: nobody knows what it did to the Session';
    if (outcome?.kind !== 'error') continue;
    const after = explainError(outcome.code, outcome.message)?.sessionAfter ?? 'unknown';
    if (after === 'lost') return `${outcome.code} ended the Session`;
    if (after === 'unknown') return `nobody knows what ${outcome.code} did to the Session`;
  }
  return undefined;
}

/** What the open challenges of a chain are told from. */
export function pastOf({ steps, target, clockMoves }: Chain) {
  return { steps, sessionMinutes: target.sessionMinutes, clockMoves };
}
