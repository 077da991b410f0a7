import type { Hole } from '@core/chain/event.ts';
import type { Chain, Step } from '@core/chain/model.ts';

/** A chain as programs read it: what the tree shows people, by the same names. */
export interface ChainFacts {
  readonly chainId: string;
  readonly username: string;
  readonly flow: string;
  readonly target: { readonly name: string; readonly endpoint: string };
  /** When it began, ISO 8601. */
  readonly at: string;
  readonly status: Chain['status'];
  readonly readOnly: boolean;
  readonly imported?: Chain['imported'];
  readonly steps: readonly StepFacts[];
  /** How many, of all its steps. */
  readonly holes: number;
  /** Exception and failure codes, each once, in order. */
  readonly codes: readonly string[];
}

export interface StepFacts {
  readonly number: number;
  readonly operation: string;
  readonly answers: string;
  readonly at: string;
  readonly ms?: number;
  /** A ChallengeName, `TOKENS`, `DONE` or a code; absent where nothing came. */
  readonly result?: string;
  /** What came with a code. */
  readonly message?: string;
  readonly requestId?: string;
  readonly holes: readonly Hole[];
}

export function factsOf(chain: Chain): ChainFacts {
  const { id, username, flow, target, startedAt, status, readOnly, imported, steps } = chain;
  return {
    chainId: id,
    username,
    flow,
    target: { name: target.name, endpoint: target.endpoint },
    at: new Date(startedAt).toISOString(),
    status,
    readOnly,
    ...(imported === undefined ? {} : { imported }),
    steps: steps.map(stepFacts),
    holes: steps.reduce((sum, step) => sum + step.holes.length, 0),
    codes: codesOf(steps),
  };
}

function stepFacts(step: Step): StepFacts {
  const { number, operation, answers, sentAt, timing, response, holes } = step;
  return {
    number,
    operation,
    answers,
    at: new Date(sentAt).toISOString(),
    ...(timing === undefined ? {} : { ms: timing.total }),
    ...resultOf(step),
    ...(response?.requestId === undefined ? {} : { requestId: response.requestId }),
    holes,
  };
}

function resultOf({ outcome }: Step): { result?: string; message?: string } {
  switch (outcome?.kind) {
    case undefined:
      return {};
    case 'challenge':
      return { result: outcome.name };
    case 'tokens':
      return { result: 'TOKENS' };
    case 'done':
      return { result: 'DONE' };
    case 'error':
      return { result: outcome.code, message: outcome.message };
    case 'failure':
      return { result: outcome.code, message: outcome.detail };
  }
}

/** Exception and failure codes, each once, in order. */
export function codesOf(steps: readonly Step[]): string[] {
  const codes = steps.flatMap(({ outcome }) =>
    outcome?.kind === 'error' || outcome?.kind === 'failure' ? [outcome.code] : [],
  );
  return [...new Set(codes)];
}
