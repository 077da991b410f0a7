import { explainError } from '../errors/catalogue.ts';
import { advances } from './advances.ts';
import type { ClockMoved } from './event.ts';
import type { Pending, Step } from './model.ts';

/** What an open challenge is told from. */
export interface Past {
  readonly steps: readonly Step[];
  /** `AuthSessionValidity`. */
  readonly sessionMinutes: number;
  readonly clockMoves: readonly Pick<ClockMoved, 'at' | 'ms'>[];
}

/**
 * Every challenge that waits for an answer, one for each branch that ended in one, in the order of their branches'
 * newest steps. Of a branch that a refusal ended only the newest is left standing: it is the one to start over from.
 */
export function pendingsOf(past: Past): readonly Pending[] {
  const answered = new Set(past.steps.flatMap((step) => (isAccepted(step) ? [step.parentId] : [])));
  const open = past.steps.filter(({ id, outcome }) => outcome?.kind === 'challenge' && !answered.has(id));
  const newest = newestNode(past.steps);
  return open
    .map((step) => ({ last: lastAt(past.steps, step), pending: pendingAt(past, step.id) }))
    .sort((a, b) => a.last - b.last)
    .flatMap(({ pending }) =>
      pending !== undefined && (!pending.spent || pending.stepId === newest) ? [pending] : [],
    );
}

/**
 * The one the newest step leads to or stands at; undefined where that step's branch has ended. A beginning that was
 * refused leaves the branch before it as it is.
 */
export function newestPending(steps: readonly Step[], pendings: readonly Pending[]): Pending | undefined {
  const newest = newestNode(steps);
  if (newest === null) return pendings.at(-1);
  return pendings.find(({ stepId }) => stepId === newest);
}

/** The challenge that a step's reply asked, as it stands now, answered or not. */
export function pendingAt({ steps, sessionMinutes, clockMoves }: Past, stepId: string): Pending | undefined {
  const open = steps.find(({ id }) => id === stepId);
  if (open?.outcome?.kind !== 'challenge') return undefined;
  const { name, parameters, available } = open.outcome;
  const latest = latestSession(steps, open);
  const moved = clockMoves.reduce((sum, { at, ms }) => sum + (at >= latest.at ? ms : 0), 0);
  return {
    stepId,
    name,
    parameters,
    available,
    hasSession: latest.has,
    askedAt: open.endedAt ?? open.sentAt,
    spent: isSpent(steps, open),
    ...(latest.has ? { expiresAt: latest.at + sessionMinutes * 60_000 - moved } : {}),
  };
}

/** Whether an answer to it was taken. */
export function isAnswered(steps: readonly Step[], { id }: Step): boolean {
  return steps.some((step) => step.parentId === id && isAccepted(step));
}

/** An answer that led on. */
function isAccepted(step: Step): boolean {
  return advances(step) && (step.status === 'ok' || step.status === 'tokens');
}

/** Where the newest step leaves its branch: at itself where it went on, else at what it answered. */
function newestNode(steps: readonly Step[]): string | null {
  const last = steps.at(-1);
  if (last === undefined) return null;
  return isAccepted(last) ? last.id : last.parentId;
}

/** The number of the newest step at a challenge. */
function lastAt(steps: readonly Step[], open: Step): number {
  return steps.findLast(({ parentId }) => parentId === open.id)?.number ?? open.number;
}

/** Helper operations (AssociateSoftwareToken …) consume the Session and bring the next one; its life starts anew. */
function latestSession(steps: readonly Step[], open: Step): { has: boolean; at: number } {
  const renewed = steps.findLast(
    (step) => step.parentId === open.id && !advances(step) && step.sessionOut !== undefined,
  );
  const holder = renewed ?? open;
  return { has: holder.sessionOut !== undefined, at: holder.endedAt ?? holder.sentAt };
}

/** Only what is known to end the Session: where nobody knows, another try is the way to find out. */
function isSpent(steps: readonly Step[], open: Step): boolean {
  const last = steps.findLast((step) => step.parentId === open.id && advances(step));
  if (last?.outcome?.kind !== 'error') return false;
  return explainError(last.outcome.code, last.outcome.message)?.sessionAfter === 'lost';
}
