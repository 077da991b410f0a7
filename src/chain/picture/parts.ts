import { duration } from '../durations.ts';
import { failureCode, shownPending, shownStep, type Shown } from '../marks.ts';
import { advances, type Chain, type Pending, type Step } from '../model.ts';
import { wordsFor } from '../outcome-words.ts';
import { openPending, PENDING_KEY } from '../rail.ts';

/** What every picture of a chain is made of: its steps, and the challenge that waits. */
export interface Part {
  /** As a selection: the step's id, or `PENDING_KEY`. */
  readonly key: string;
  /** The part it goes on from; null for one that begins the tree. */
  readonly parent: string | null;
  readonly step?: Step;
  readonly pending?: Pending;
  readonly shown: Shown;
  /** The flow, challenge or operation, AWS's name. */
  readonly title: string;
  /** The exception's code, or the time with the service: what stands under the title. */
  readonly detail: string;
  /** What else sets it apart: `try 2`, `live fork`. */
  readonly tags: readonly string[];
  /** All of it in words, for screen readers and titles. */
  readonly spoken: string;
  /** A try that led nowhere. */
  readonly failed: boolean;
  /** An operation beside the chain (AssociateSoftwareToken …). */
  readonly aside: boolean;
}

/**
 * The parts of a chain in the order they happened. Parents that are not there, or come later, count as none.
 * @param now epoch milliseconds: a Session that waits may have expired
 */
export function partsOf(chain: Chain, now: number): readonly Part[] {
  const known = new Set<string>();
  const parts: Part[] = [];
  for (const step of chain.steps) {
    const parent = step.parentId !== null && known.has(step.parentId) ? step.parentId : null;
    parts.push(stepPart(step, parent));
    known.add(step.id);
  }
  const pending = openPending(chain);
  if (pending)
    parts.push(
      pendingPart(pending, known.has(pending.stepId) ? pending.stepId : null, shownPending(pending, now)),
    );
  return parts;
}

function stepPart(step: Step, parent: string | null): Part {
  const tags = tagsOf(step);
  const time = step.timing ? duration(step.timing.total) : '';
  const shown = shownStep(step);
  const result = step.outcome ? wordsFor(step.outcome) : 'sending';
  return {
    key: step.id,
    parent,
    step,
    shown,
    title: step.answers,
    detail: failureCode(step) ?? (time || shown.word),
    tags,
    spoken: [
      `Step ${step.number}`,
      step.answers,
      ...tags,
      result,
      ...(shown.status === 'expired' ? [shown.word] : []),
      ...(time ? [time] : []),
    ].join(', '),
    failed: step.status === 'error' || step.status === 'failure',
    aside: step.parentId !== null && !advances(step),
  };
}

function pendingPart(pending: Pending, parent: string | null, shown: Shown): Part {
  return {
    key: PENDING_KEY,
    parent,
    pending,
    shown,
    title: pending.name,
    detail: shown.word,
    tags: [],
    spoken: `${pending.name}, ${shown.word}`,
    failed: false,
    aside: false,
  };
}

function tagsOf({ attempt, branch, replays, overridden, operation, answers }: Step): string[] {
  return [
    ...(attempt > 1 && operation !== answers && branch === undefined ? [`try ${attempt}`] : []),
    ...(branch ? [`${branch.kind} fork`] : []),
    ...(replays === undefined ? [] : ['run again']),
    ...(overridden.length > 0 ? ['edited'] : []),
  ];
}
