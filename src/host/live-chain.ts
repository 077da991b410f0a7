import type { Branch, ChainEvent, ChainOrigin, ChainTarget, HeaderList } from '../chain/event.ts';
import type { Asked } from '../challenges/spec.ts';
import type { AuthenticationResult } from '../cognito/reply.ts';
import type { Answer, Target } from '../contract.ts';
import { coreFault, type Remembered } from '../form/form.ts';

export type { AuthenticationResult };

/** One opened SRP exchange: the client's secret and the SRP_A that travelled. */
export interface SrpExchange {
  readonly a: bigint;
  readonly A: string;
}

/** What the host keeps of a step beside its events: the bytes as they travelled and what later steps need. */
export interface StepRecord {
  readonly id: string;
  readonly parentId: string | null;
  readonly operation: string;
  /** Flow, challenge or operation that was answered. */
  readonly answers: string;
  readonly requestText: string;
  /** As they went out, without those of the transport. */
  readonly requestHeaders: HeaderList;
  /** The intent: what a person or a run supplied. Absent for operations beside the sign-in. */
  readonly answer?: Answer;
  /** What an operation beside the sign-in was begun with here; the bends of a ceremony among it. */
  operated?: {
    readonly inputs: Readonly<Record<string, string>>;
    readonly keep?: boolean | undefined;
    /** A person changed the request beyond its fields: what they wrote is not to be replaced. */
    readonly edited: boolean;
  };
  responseText: string;
  /** Whether it carried an SRP_A, computed or typed. */
  readonly sentSrpA: boolean;
  /** Present when this step's SRP_A was computed here. */
  readonly srp?: SrpExchange;
  /** True where it came back from the history without its secrets: the texts are the masked ones. */
  readonly bare?: true;
  asked?: Asked;
  session?: string;
  tokens?: AuthenticationResult;
}

/** How a step stands to others of its chain, beside its parent. */
export interface Standing {
  /** Begins a fork. */
  readonly branch?: Branch;
  /** Runs this step again. */
  readonly replays?: string;
}

export interface RememberedValue {
  readonly value: string;
  readonly from: string;
  /** The thing of the vault it is part of. */
  readonly thing?: string;
}

/** A chain while the host knows its secrets. */
export interface LiveChain {
  readonly id: string;
  /** Where its answers go: another place once an imported chain is adopted. */
  target: Target;
  readonly flow: string;
  /** What was typed as USERNAME. */
  readonly username: string;
  readonly startedAt: number;
  readonly origin?: ChainOrigin;
  /** While a scenario's run steps it: tokens that come then are not kept in the vault. */
  underTest?: boolean;
  /** The person typed the target's name: what counts on a real user or sends a message may go. */
  harmAccepted?: boolean;
  readonly events: ChainEvent[];
  readonly steps: Map<string, StepRecord>;
  readonly remembered: Map<Remembered, RememberedValue>;
  /** Every secret value that travelled: masked wherever it turns up again (error texts echo them). */
  readonly known: Set<string>;
  /** One for every step under way. */
  readonly cancels: Set<() => void>;
  /** Resolve as those steps end. */
  readonly underWay: Set<Promise<StepRecord>>;
}

export function chainTarget(target: Target): ChainTarget {
  return {
    id: target.id,
    name: target.name,
    endpoint: target.endpoint,
    clientId: target.clientId,
    ...(target.userPoolId === '' ? {} : { userPoolId: target.userPoolId }),
    production: target.production,
    sessionMinutes: target.sessionMinutes,
    kind: target.kind,
  };
}

/** The steps from `id` back to the first, nearest first. */
export function lineage(chain: LiveChain, id: string | null): StepRecord[] {
  const path: StepRecord[] = [];
  let next = id === null ? undefined : chain.steps.get(id);
  while (next !== undefined) {
    path.push(next);
    next = next.parentId === null ? undefined : chain.steps.get(next.parentId);
  }
  return path;
}

/**
 * The Session to carry when answering `parentId`: the newest that a helper operation on the same challenge brought
 * (AssociateSoftwareToken and VerifySoftwareToken each consume one and return the next), else the challenge's own.
 */
export function sessionFor(chain: LiveChain, parentId: string): string | undefined {
  const helpers = [...chain.steps.values()].filter(
    (step) => step.parentId === parentId && step.asked === undefined && step.session !== undefined,
  );
  return helpers.at(-1)?.session ?? chain.steps.get(parentId)?.session;
}

/** The canonical user name the service gave on this branch (USER_ID_FOR_SRP, else USERNAME); else what was typed. */
export function canonicalUsername(chain: LiveChain, parentId: string | null): string {
  for (const { asked } of lineage(chain, parentId)) {
    const name = asked?.parameters['USER_ID_FOR_SRP'] ?? asked?.parameters['USERNAME'];
    if (name !== undefined) return name;
  }
  return chain.username;
}

/** @throws CoreFault STEP_UNKNOWN */
export function stepOf(chain: LiveChain, stepId: string): StepRecord {
  const step = chain.steps.get(stepId);
  if (step === undefined) throw coreFault('STEP_UNKNOWN', 'This step is not part of the chain.');
  return step;
}
