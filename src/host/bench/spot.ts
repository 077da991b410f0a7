import { challengeNamed } from '../../challenges/index.ts';
import type { Asked } from '../../challenges/spec.ts';
import type { Answer } from '../../contract.ts';
import { flowNamed } from '../../flows/flows.ts';
import { coreFault } from '../../form/form.ts';
import { type LiveChain, stepOf } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { afresh } from '../run/intent.ts';
import { openPendingOf, pendingKey } from './open-pending.ts';

/** The request that is to be broken: which chain, after which step, and what it was made of. */
export interface Spot {
  readonly chain: LiveChain;
  /** The step’s id, or the key of a challenge that waits. */
  readonly stepId: string;
  /** The step whose reply asked; undefined for a first request. */
  readonly parentId?: string;
  /** The flow or challenge that is answered. */
  readonly name: string;
  /** What it was answered with before, without what belonged to that moment. */
  readonly wish?: Answer;
  /** What its answer came to, where there is one: a challenge's name. */
  readonly led?: string;
}

/** @throws CoreFault CHAIN_UNKNOWN, STEP_UNKNOWN, BENCH_IMPOSSIBLE */
export function spotOf({ chains }: Parts, chainId: string, stepId: string): Spot {
  const chain = chains.get(chainId);
  const waiting = openPendingOf(chain, stepId);
  if (waiting !== undefined) {
    const { asked } = stepOf(chain, waiting);
    if (asked === undefined) throw impossible('This step asked nothing.');
    return { chain, stepId: pendingKey(waiting), parentId: waiting, name: asked.name };
  }
  const step = stepOf(chain, stepId);
  const answered = step.parentId === null ? undefined : stepOf(chain, step.parentId).asked;
  if (step.answer === undefined || (step.parentId !== null && answered === undefined))
    throw impossible(
      `${step.answers} stands beside the sign-in. Choose a step that answers a flow or challenge.`,
    );
  const led = step.asked?.name;
  const given = withoutChanges(step.answer, answered);
  return {
    chain,
    stepId,
    name: given.name,
    wish: given,
    ...(step.parentId === null ? {} : { parentId: step.parentId }),
    ...(led === undefined ? {} : { led }),
  };
}

/** The answer as the core makes it: one rule is broken at a time, so what a person bent before is straight again. */
function withoutChanges(answer: Answer, asked: Asked | undefined): Answer {
  const { name: given, inputs, admin } = answer;
  const straight: Answer = {
    ...(admin === undefined ? {} : { admin }),
    ...{ name: given, inputs, responses: {}, members: {} },
  };
  if (asked === undefined) {
    const flow = flowNamed(answer.name);
    return flow === undefined ? straight : afresh(straight, flow);
  }
  const { alternatives = [] } = challengeNamed(asked.name);
  const name = alternatives.includes(answer.name) ? answer.name : asked.name;
  const spec = challengeNamed(name);
  return afresh({ ...straight, name }, { fields: spec.fields({ ...asked, name }), computed: spec.computed });
}

function impossible(detail: string): Error {
  return coreFault('BENCH_IMPOSSIBLE', detail);
}
