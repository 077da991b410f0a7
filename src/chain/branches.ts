import { advances } from './advances.ts';
import type { Chain, Pending, Step } from './model.ts';

/** One way a sign-in went: from its beginning, or from where it left another. */
export interface ChainBranch {
  /** Its first step's. */
  readonly id: string;
  readonly kind:
    /** as the chain began */
    | 'main'
    /** a Session answered once more */
    | 'live'
    /** a sign-in of its own that ran the way to the fork again */
    | 'replay';
  /** The step it stands in place of, once one was sent. */
  readonly of?: string;
  /** The step it leaves; absent where it begins by itself. */
  readonly from?: string;
  /** In the order they were sent: with its failed tries and the operations beside it. */
  readonly steps: readonly Step[];
  /** The challenge it waits at. */
  readonly pending?: Pending;
}

interface Growing {
  readonly kind: ChainBranch['kind'];
  readonly from?: string;
  of?: string;
  readonly steps: Step[];
  /** The node that an answer would go on from. */
  head: string;
}

/**
 * The branches of a chain, oldest first: every step is in exactly one. What goes on from a branch's newest node stays on
 * it; a fork that says so, and what goes on from an older node, begins a branch of its own.
 */
export function branchesOf({ steps, pendings }: Pick<Chain, 'steps' | 'pendings'>): readonly ChainBranch[] {
  const branches: Growing[] = [];
  const byStep = new Map<string, Growing>();
  for (const step of steps) {
    const parent = step.parentId === null ? undefined : byStep.get(step.parentId);
    const goesOn = parent !== undefined && parent.head === step.parentId && step.branch?.kind !== 'live';
    const branch = goesOn ? parent : begin(step, branches.length);
    if (!goesOn) branches.push(branch);
    branch.steps.push(step);
    byStep.set(step.id, branch);
    if (step.branch) branch.of = step.branch.of;
    if (!isFailed(step) && !isAside(step)) branch.head = step.id;
  }
  return branches.map(({ head: _, ...branch }) => {
    const pending = pendings.find(({ stepId }) => branch.steps.some(({ id }) => id === stepId));
    const id = branch.steps[0]?.id ?? '';
    return { id, ...branch, ...(pending ? { pending } : {}) };
  });
}

function begin(step: Step, before: number): Growing {
  const own = { steps: [], head: step.id };
  if (step.parentId !== null) return { kind: step.branch?.kind ?? 'live', from: step.parentId, ...own };
  return { kind: before > 0 && (step.branch ?? step.replays) !== undefined ? 'replay' : 'main', ...own };
}

/** The open challenge a selected step's branch waits at. */
export function pendingOfBranch(chain: Chain, stepId: string): Pending | undefined {
  if (chain.pendings.length === 0) return undefined;
  return branchesOf(chain).find(({ steps }) => steps.some(({ id }) => id === stepId))?.pending;
}

/** An operation beside the sign-in (AssociateSoftwareToken, ConfirmDevice …). */
export function isAside(step: Step): boolean {
  return step.parentId !== null && !advances(step);
}

export function isFailed(step: Step): boolean {
  return step.status === 'error' || step.status === 'failure';
}
