import { explainError } from '../errors/catalogue.ts';
import type {
  Branch,
  ChainEvent,
  ChainOrigin,
  ChainTarget,
  Outcome,
  ReceivedResponse,
  SentRequest,
  StepEnded,
  StepSent,
  Timing,
} from './event.ts';

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

/** The challenge that waits for an answer. */
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

/** The sandbox's clock was moved while the chain was there. */
export interface ClockMove {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Forward; back when negative. */
  readonly ms: number;
}

export interface Chain {
  readonly id: string;
  readonly startedAt: number;
  readonly target: ChainTarget;
  readonly flow: string;
  readonly username: string;
  /** Set where the console began it and no person did. */
  readonly origin?: ChainOrigin;
  readonly status: ChainStatus;
  readonly steps: readonly Step[];
  readonly clockMoves: readonly ClockMove[];
  readonly pending?: Pending;
  /** Sum of the steps' times with the service. */
  readonly serviceMs: number;
  /** Sum of the time between steps. */
  readonly thinkMs: number;
  /** The last step's exception or failure code, when the chain failed. */
  readonly failure?: string;
  /** Where the tokens went and by which step they came. */
  readonly tokens?: { readonly stepId: string; readonly where: 'keychain' | 'memory' };
}

/** Operations that lead a sign-in on; all others stand beside the chain. */
const CHAIN_OPERATIONS: ReadonlySet<string> = new Set([
  'InitiateAuth',
  'RespondToAuthChallenge',
  'GetTokensFromRefreshToken',
]);

/**
 * The chain as it is shown: a pure function of its events. Returns undefined until the chain has started.
 */
export function chainOf(events: readonly ChainEvent[]): Chain | undefined {
  const started = events.find((event) => event.type === 'chain.started');
  if (started === undefined) return undefined;
  const steps = stepsOf(events);
  const stored = events.findLast((event) => event.type === 'tokens.stored');
  const clockMoves = clockMovesOf(events);
  const pending = pendingOf(steps, started.target.sessionMinutes, clockMoves);
  const failure = failureOf(steps);
  return {
    id: started.chainId,
    startedAt: started.at,
    target: started.target,
    flow: started.flow,
    username: started.username,
    status: statusOf(steps, pending),
    steps,
    clockMoves,
    serviceMs: steps.reduce((sum, step) => sum + (step.timing?.total ?? 0), 0),
    thinkMs: steps.reduce((sum, step) => sum + step.thinkMs, 0),
    ...(started.origin ? { origin: started.origin } : {}),
    ...(pending ? { pending } : {}),
    ...(failure === undefined ? {} : { failure }),
    ...(stored ? { tokens: { stepId: stored.stepId, where: stored.where } } : {}),
  };
}

function stepsOf(events: readonly ChainEvent[]): Step[] {
  const ends = new Map<string, StepEnded>();
  for (const event of events) if (event.type === 'step.ended') ends.set(event.stepId, event);

  const steps: Step[] = [];
  const byId = new Map<string, Step>();
  for (const sent of events) {
    if (sent.type !== 'step.sent') continue;
    const step = stepOf(sent, ends.get(sent.stepId), byId, steps);
    steps.push(step);
    byId.set(step.id, step);
  }
  return steps;
}

function stepOf(
  sent: StepSent,
  ended: StepEnded | undefined,
  byId: ReadonlyMap<string, Step>,
  before: readonly Step[],
): Step {
  const parent = sent.parentId === null ? undefined : byId.get(sent.parentId);
  const siblings = before.filter((step) => step.parentId === sent.parentId);
  const previous = siblings.at(-1) ?? parent;
  const outcome = ended?.outcome;
  const sessionOut = outcome?.kind === 'challenge' || outcome?.kind === 'done' ? outcome.session : undefined;
  return {
    id: sent.stepId,
    parentId: sent.parentId,
    number: before.length + 1,
    operation: sent.operation,
    answers: sent.answers,
    summary: sent.summary,
    overridden: sent.overridden,
    status: stepStatus(outcome),
    sentAt: sent.at,
    request: ended?.requestHeaders ? { ...sent.request, headers: ended.requestHeaders } : sent.request,
    thinkMs: Math.max(0, sent.at - (previous?.endedAt ?? sent.at)),
    lane: laneOf(parent, siblings, outcome),
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

function pendingOf(
  steps: readonly Step[],
  sessionMinutes: number,
  clockMoves: readonly ClockMove[],
): Pending | undefined {
  const open = steps.findLast((step) => step.outcome?.kind === 'challenge');
  if (open === undefined || open.outcome?.kind !== 'challenge') return undefined;
  const answered = steps.some(
    (step) =>
      step.parentId === open.id && (step.status === 'ok' || step.status === 'tokens') && advances(step),
  );
  if (answered || steps.some((step) => step.status === 'tokens' && step.number > open.number))
    return undefined;
  const { outcome } = open;
  const latest = latestSession(steps, open);
  const askedAt = open.endedAt ?? open.sentAt;
  return {
    stepId: open.id,
    name: outcome.name,
    parameters: outcome.parameters,
    available: outcome.available,
    hasSession: latest.has,
    askedAt,
    spent: isSpent(steps, open),
    ...(latest.has
      ? { expiresAt: latest.at + sessionMinutes * 60_000 - movedSince(clockMoves, latest.at) }
      : {}),
  };
}

/** Helper operations (AssociateSoftwareToken …) consume the Session and bring the next one; its life starts anew. */
function latestSession(steps: readonly Step[], open: Step): { has: boolean; at: number } {
  const renewed = steps.findLast(
    (step) => step.parentId === open.id && !advances(step) && step.sessionOut !== undefined,
  );
  const holder = renewed ?? open;
  return { has: holder.sessionOut !== undefined, at: holder.endedAt ?? holder.sentAt };
}

function clockMovesOf(events: readonly ChainEvent[]): ClockMove[] {
  return events.flatMap((event) => (event.type === 'clock.moved' ? [{ at: event.at, ms: event.ms }] : []));
}

/** How far the clock was moved forward since a moment, milliseconds. */
export function movedSince(moves: readonly ClockMove[], at: number): number {
  return moves.reduce((sum, move) => sum + (move.at >= at ? move.ms : 0), 0);
}

/** Only what is known to end the Session: where nobody knows, another try is the way to find out. */
function isSpent(steps: readonly Step[], open: Step): boolean {
  const last = steps.findLast((step) => step.parentId === open.id && advances(step));
  if (last?.outcome?.kind !== 'error') return false;
  return explainError(last.outcome.code, last.outcome.message)?.sessionAfter === 'lost';
}

/** False for operations beside the chain: their failure doesn't end it, their success doesn't advance it. */
export function advances(step: Step): boolean {
  return CHAIN_OPERATIONS.has(step.operation);
}

function failureOf(steps: readonly Step[]): string | undefined {
  const last = steps.findLast(advances);
  return last?.outcome?.kind === 'error' || last?.outcome?.kind === 'failure' ? last.outcome.code : undefined;
}

function statusOf(steps: readonly Step[], pending: Pending | undefined): ChainStatus {
  if (steps.some((step) => step.status === 'sending')) return 'sending';
  if (pending !== undefined) return pending.spent ? 'failed' : 'waiting';
  if (steps.some((step) => step.status === 'tokens')) return 'tokens';
  return steps.at(-1)?.outcome?.kind === 'done' ? 'done' : 'failed';
}
