import { advances } from './advances.ts';
import type {
  Branch,
  ChainEvent,
  ChainOrigin,
  ChainTarget,
  ClockMoved,
  Hole,
  ImportedFrom,
  Outcome,
  ReceivedResponse,
  ScenarioOrigin,
  SentRequest,
  StepEnded,
  StepSent,
  Timing,
} from './event.ts';
import { newestPending, pendingsOf } from './pending.ts';

export { advances };

/** What a step is, for a person: decides icon, words and colour together, never colour alone. */
export type StepStatus =
  /** under way */
  | 'sending'
  /** answered, and the chain went on */
  | 'ok'
  /** brought tokens */
  | 'tokens'
  /** Cognito refused it */
  | 'error'
  /** no usable answer came */
  | 'failure';

export interface Step {
  readonly id: string;
  readonly parentId: string | null;
  /** 1-based, in the order they were sent. */
  readonly number: number;
  readonly operation: string;
  /** The flow or challenge it answers, AWS's name; the operation's name for helpers. */
  readonly answers: string;
  readonly summary: string;
  readonly overridden: readonly string[];
  readonly branch?: Branch;
  /** The step that this one runs again. */
  readonly replays?: string;
  /** What the source of an imported chain did not hold of it. */
  readonly holes: readonly Hole[];
  readonly status: StepStatus;
  readonly sentAt: number;
  readonly endedAt?: number;
  readonly request: SentRequest;
  readonly response?: ReceivedResponse;
  readonly outcome?: Outcome;
  readonly timing?: Timing;
  /** Fingerprints that link steps by Session. */
  readonly sessionIn?: string;
  readonly sessionOut?: string;
  /**
   * Milliseconds between the end of what came before (the parent's reply, or the last try at the same challenge) and
   * this step's sending: the person's time, not the service's.
   */
  readonly thinkMs: number;
  /** The rail it is drawn on: 0 is the main line, others are failed tries and forks. */
  readonly lane: number;
  /** Which try at the parent's challenge this is, from 1. */
  readonly attempt: number;
}

/** A challenge that waits for an answer. */
export interface Pending {
  /** The step whose reply asked. */
  readonly stepId: string;
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly available: readonly string[];
  readonly hasSession: boolean;
  /** Epoch milliseconds; absent where no Session came (PASSWORD_VERIFIER after USER_SRP_AUTH). */
  readonly expiresAt?: number;
  readonly askedAt: number;
  /**
   * True when the last try was refused in a way that ends the sign-in (wrong SRP proof, dead Session). It can still be
   * sent again, but starting over is what works.
   */
  readonly spent: boolean;
}

/** `done`: a chain of operations that bring neither challenge nor tokens (RevokeToken, GlobalSignOut). */
export type ChainStatus = 'sending' | 'waiting' | 'tokens' | 'done' | 'failed';

export interface Chain {
  readonly id: string;
  readonly startedAt: number;
  readonly target: ChainTarget;
  readonly flow: string;
  readonly username: string;
  /** Set where the console began it and no person did. */
  readonly origin?: ChainOrigin;
  /** Set where it was run elsewhere. */
  readonly imported?: ImportedFrom;
  /** True while it can't be answered here: it was imported and not adopted. */
  readonly readOnly: boolean;
  /** The chain it reproduces. */
  readonly reproduces?: string;
  /** The scenario that it ran for. */
  readonly scenario?: ScenarioOrigin;
  readonly status: ChainStatus;
  readonly steps: readonly Step[];
  /** Every challenge that waits for an answer: one for each branch that ended in one, the newest branch's last. */
  readonly pendings: readonly Pending[];
  /** The newest branch's; undefined where that has ended. */
  readonly pending?: Pending;
  /** How the target's clock was moved meanwhile. */
  readonly clockMoves: readonly Pick<ClockMoved, 'at' | 'ms'>[];
  /** Sum of the steps' times with the service. */
  readonly serviceMs: number;
  /** Sum of the time between steps. */
  readonly thinkMs: number;
  /** The last step's exception or failure code, when the chain failed. */
  readonly failure?: string;
  /** Where the tokens went and by which step they came. */
  readonly tokens?: { readonly stepId: string; readonly where: 'keychain' | 'memory' };
}

/**
 * The chain as it is shown: a pure function of its events. Returns undefined until the chain has started.
 */
export function chainOf(events: readonly ChainEvent[]): Chain | undefined {
  const started = events.find((event) => event.type === 'chain.started');
  if (started === undefined) return undefined;
  const steps = stepsOf(events);
  const adopted = events.findLast((event) => event.type === 'chain.adopted');
  const target = adopted?.target ?? started.target;
  const stored = events.findLast((event) => event.type === 'tokens.stored');
  const clockMoves = events.filter((event) => event.type === 'clock.moved');
  const pendings = pendingsOf({ steps, sessionMinutes: target.sessionMinutes, clockMoves });
  const pending = newestPending(steps, pendings);
  const failure = failureOf(steps);
  return {
    id: started.chainId,
    startedAt: started.at,
    target,
    flow: started.flow,
    username: started.username,
    status: statusOf(steps, pending),
    steps,
    pendings,
    clockMoves,
    serviceMs: steps.reduce((sum, step) => sum + (step.timing?.total ?? 0), 0),
    thinkMs: steps.reduce((sum, step) => sum + step.thinkMs, 0),
    readOnly: isReadOnly(events),
    ...(started.origin ? { origin: started.origin } : {}),
    ...(started.imported ? { imported: started.imported } : {}),
    ...(started.reproduces === undefined ? {} : { reproduces: started.reproduces }),
    ...(started.scenario === undefined ? {} : { scenario: started.scenario }),
    ...(pending ? { pending } : {}),
    ...(failure === undefined ? {} : { failure }),
    ...(stored ? { tokens: { stepId: stored.stepId, where: stored.where } } : {}),
  };
}

/** Whether a chain can't be answered here: it was imported and not adopted. */
export function isReadOnly(events: readonly ChainEvent[]): boolean {
  return (
    events.some((event) => event.type === 'chain.started' && event.imported !== undefined) &&
    !events.some((event) => event.type === 'chain.adopted')
  );
}

function stepsOf(events: readonly ChainEvent[]): Step[] {
  const ends = new Map<string, StepEnded>();
  for (const event of events) if (event.type === 'step.ended') ends.set(event.stepId, event);

  const steps: Step[] = [];
  const byId = new Map<string, Step>();
  // By parent: looking through all steps for each would make a long chain slow to draw and to write.
  const children = new Map<string | null, Step[]>();
  for (const sent of events) {
    if (sent.type !== 'step.sent') continue;
    const siblings = children.get(sent.parentId) ?? [];
    const parent = sent.parentId === null ? undefined : byId.get(sent.parentId);
    const step = stepOf(sent, ends.get(sent.stepId), { parent, siblings, number: steps.length + 1 });
    steps.push(step);
    byId.set(step.id, step);
    siblings.push(step);
    children.set(sent.parentId, siblings);
  }
  return steps;
}

/** Where a step stands: what it answers, and what was tried there before. */
interface Place {
  readonly parent: Step | undefined;
  readonly siblings: readonly Step[];
  readonly number: number;
}

function stepOf(sent: StepSent, ended: StepEnded | undefined, { parent, siblings, number }: Place): Step {
  const previous = siblings.at(-1) ?? parent;
  const outcome = ended?.outcome;
  const sessionOut = outcome?.kind === 'challenge' || outcome?.kind === 'done' ? outcome.session : undefined;
  return {
    id: sent.stepId,
    parentId: sent.parentId,
    number,
    operation: sent.operation,
    answers: sent.answers,
    summary: sent.summary,
    overridden: sent.overridden,
    status: stepStatus(outcome),
    sentAt: sent.at,
    request: ended?.requestHeaders ? { ...sent.request, headers: ended.requestHeaders } : sent.request,
    thinkMs: Math.max(0, sent.at - (previous?.endedAt ?? sent.at)),
    lane: laneOf(parent, siblings, outcome),
    holes: [...(sent.holes ?? []), ...(ended?.holes ?? [])],
    attempt: siblings.filter((step) => step.operation === sent.operation).length + 1,
    ...(ended ? { endedAt: ended.at, outcome: ended.outcome, timing: ended.timing } : {}),
    ...(ended?.response ? { response: ended.response } : {}),
    ...(sent.branch ? { branch: sent.branch } : {}),
    ...(sent.replays === undefined ? {} : { replays: sent.replays }),
    ...(sent.session === undefined ? {} : { sessionIn: sent.session }),
    ...(sessionOut === undefined ? {} : { sessionOut }),
  };
}

/** A try that led nowhere is a spur; a second one that went on is a fork with a rail of its own. */
function laneOf(parent: Step | undefined, siblings: readonly Step[], outcome: Outcome | undefined): number {
  const base = parent?.lane ?? 0;
  const failed = outcome?.kind === 'error' || outcome?.kind === 'failure';
  if (failed) return parent === undefined ? base : base + 1;
  const wentOn = siblings.filter(
    (step) => advances(step) && step.status !== 'error' && step.status !== 'failure',
  ).length;
  return base + wentOn;
}

function stepStatus(outcome: Outcome | undefined): StepStatus {
  if (outcome === undefined) return 'sending';
  if (outcome.kind === 'error' || outcome.kind === 'failure') return outcome.kind;
  return outcome.kind === 'tokens' ? 'tokens' : 'ok';
}

function failureOf(steps: readonly Step[]): string | undefined {
  // A chain of operations alone fails by its last one.
  const last = steps.some(advances) ? steps.findLast(advances) : steps.at(-1);
  return last?.outcome?.kind === 'error' || last?.outcome?.kind === 'failure' ? last.outcome.code : undefined;
}

/** The newest branch's, but that tokens which came are not forgotten over a later branch that was refused. */
function statusOf(steps: readonly Step[], pending: Pending | undefined): ChainStatus {
  // Its first request is made ready, or held.
  if (steps.length === 0) return 'waiting';
  if (steps.some((step) => step.status === 'sending')) return 'sending';
  if (pending?.spent === false) return 'waiting';
  if (steps.some((step) => step.status === 'tokens')) return 'tokens';
  if (pending !== undefined) return 'failed';
  return steps.at(-1)?.outcome?.kind === 'done' ? 'done' : 'failed';
}
