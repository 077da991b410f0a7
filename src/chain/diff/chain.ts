import type { Chain, Step } from '../model.ts';
import { align } from './align.ts';
import { type Change, changesIn } from './change.ts';
import { stepChanges } from './step.ts';

/** Two steps that do the same, or one that only one chain has. */
export interface StepPair {
  /** Stable while neither chain grows. */
  readonly key: string;
  readonly left?: Step;
  readonly right?: Step;
  /** Empty where both do the same; a step of one chain alone differs by being there. */
  readonly changes: readonly Change[];
  readonly differs: boolean;
}

export interface ChainDiff {
  /** What differs of the chains as such: target, flow, user. */
  readonly about: readonly Change[];
  readonly pairs: readonly StepPair[];
  /** Pairs that differ, and facts about the chains that do. */
  readonly differences: number;
}

/** What goes together: the same thing done with the same outcome, then the same thing, then two beginnings. */
const SCORES = { same: 8, done: 5, beginning: 2 };

/** Two chains step by step. Pure: secrets are masked before it sees them. */
export function diffChains(left: Chain, right: Chain): ChainDiff {
  const rows = align<Step>(left.steps, right.steps, { score: fit, key: keyOf });
  const pairs = rows.map((row): StepPair => {
    const [a, b] = [row.left, row.right];
    const key = `${a?.id ?? ''}/${b?.id ?? ''}`;
    if (a === undefined || b === undefined)
      return { key, changes: [], differs: true, ...(a ? { left: a } : {}), ...(b ? { right: b } : {}) };
    const changes = stepChanges({ chain: left, step: a }, { chain: right, step: b });
    return { key, left: a, right: b, changes, differs: changes.length > 0 };
  });
  const about = changesIn('chain', aboutOf(left), aboutOf(right));
  return { about, pairs, differences: about.length + pairs.filter(({ differs }) => differs).length };
}

function fit(a: Step, b: Step): number {
  if (keyOf(a) === keyOf(b)) return SCORES.same;
  if (a.operation === b.operation && a.answers === b.answers) return SCORES.done;
  return a.parentId === null && b.parentId === null ? SCORES.beginning : 0;
}

function keyOf({ operation, answers, outcome, parentId }: Step): string {
  const came =
    outcome?.kind === 'challenge'
      ? outcome.name
      : outcome?.kind === 'error' || outcome?.kind === 'failure'
        ? outcome.code
        : (outcome?.kind ?? '');
  return [operation, answers, came, parentId === null ? 'first' : ''].join(' ');
}

function aboutOf({ target, flow, username, status }: Chain): Record<string, string> {
  return {
    target: target.name,
    endpoint: target.endpoint,
    ...(target.userPoolId === undefined ? {} : { UserPoolId: target.userPoolId }),
    ClientId: target.clientId,
    flow,
    username,
    'ended in': status,
  };
}
