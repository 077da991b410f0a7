import { forkWords, replayWords, spokenBranch } from '../branch-words.ts';
import { branchesOf, isAside, isFailed } from '../branches.ts';
import { duration } from '../durations.ts';
import { failureCode, shownPending, shownStep, type Shown } from '../marks.ts';
import type { Chain, Pending, Step } from '../model.ts';
import { holeWords, wordsFor } from '../outcome-words.ts';
import { openPendings, pendingKey } from '../rail.ts';

/** What every picture of a chain is made of: its steps, and the challenges that wait. */
export interface Part {
  /** As a selection: the step's id, or `pendingKey`. */
  readonly key: string;
  /** The part it goes on from; null for one that begins the tree. */
  readonly parent: string | null;
  readonly step?: Step;
  readonly pending?: Pending;
  /** The kind of fork that begins here. */
  readonly fork?: 'live' | 'replay';
  readonly shown: Shown;
  /** The flow, challenge or operation, AWS's name. */
  readonly title: string;
  /** What expired, the exception's code, or the time with the service: what stands under the title. */
  readonly detail: string;
  /** What else sets it apart: `try 2`, `live fork of 3`, `replay of 1`, `missing: answer`. */
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
  const numbers = new Map(chain.steps.map(({ id, number }) => [id, number]));
  const live = new Set(branchesOf(chain).flatMap(({ id, kind }) => (kind === 'live' ? [id] : [])));
  const parts: Part[] = [];
  for (const step of chain.steps) {
    const parent = step.parentId !== null && known.has(step.parentId) ? step.parentId : null;
    const fork = step.branch?.kind ?? (live.has(step.id) ? 'live' : undefined);
    parts.push(stepPart(step, parent, fork, tagsOf(step, fork, numbers)));
    known.add(step.id);
  }
  for (const pending of openPendings(chain)) {
    const parent = known.has(pending.stepId) ? pending.stepId : null;
    parts.push(pendingPart(pendingKey(chain, pending), pending, parent, shownPending(pending, now)));
  }
  return parts;
}

function stepPart(step: Step, parent: string | null, fork: Part['fork'], tags: readonly string[]): Part {
  const time = step.timing ? duration(step.timing.total) : '';
  const shown = shownStep(step);
  const result = step.outcome ? wordsFor(step.outcome) : 'sending';
  return {
    key: step.id,
    parent,
    step,
    ...(fork === undefined ? {} : { fork }),
    shown,
    title: step.answers,
    detail: shown.status === 'expired' ? shown.word : (failureCode(step) ?? (time || shown.word)),
    tags,
    spoken: [
      `Step ${step.number}`,
      step.answers,
      ...tags.map(spokenBranch),
      result,
      ...(shown.status === 'expired' ? [shown.word] : []),
      ...(time ? [time] : []),
    ].join(', '),
    failed: isFailed(step),
    aside: isAside(step),
  };
}

function pendingPart(key: string, pending: Pending, parent: string | null, shown: Shown): Part {
  return {
    key,
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

function tagsOf(
  { attempt, branch, replays, overridden, operation, answers, holes }: Step,
  fork: Part['fork'],
  numbers: ReadonlyMap<string, number>,
): string[] {
  // What is run again is no try of its own.
  const again = replays === undefined ? undefined : numbers.get(replays);
  const retried = attempt > 1 && operation !== answers && fork === undefined && replays === undefined;
  return [
    ...(retried ? [`try ${attempt}`] : []),
    ...(fork === undefined ? [] : [forkWords({ kind: fork, of: branch && numbers.get(branch.of) })]),
    ...(again === undefined ? [] : [replayWords(again)]),
    ...(overridden.length > 0 ? ['edited'] : []),
    ...(holes.length > 0 ? [holeWords(holes)] : []),
  ];
}
