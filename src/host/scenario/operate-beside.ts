import { operationForm } from '../../form/operation-forms.ts';
import { BESIDE, needsSignIn } from '../../scenario/known-names.ts';
import { type GivenValue, isGiven, type OperateStep } from '../../scenario/schema.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import { helperInputs } from '../run/advance.ts';
import { callOperation } from './call-operation.ts';
import { inputsOf } from './intent-of.ts';
import { lacking } from './lacking.ts';
import type { CaseState } from './run-case.ts';
import type { Done } from './run-step.ts';
import { unthrottled } from './throttled.ts';

/**
 * Runs an operation: beside a sign-in on the challenge or the tokens of a step, else on the newest; one that needs no
 * sign-in and comes before any begins a chain of its own.
 */
export async function operateBeside(state: CaseState, step: OperateStep): Promise<Done> {
  const named = step.to === undefined ? undefined : state.named.get(step.to);
  if (step.to !== undefined && named === undefined)
    return {
      what: 'operate',
      expected: step.operate,
      got: `no step ${step.to} was run before`,
      passed: false,
    };
  const chain = named?.chain ?? state.chains.at(-1);
  const parentId = named?.stepId ?? (chain && newest(chain)?.id);
  if (!isHelper(step)) {
    const place = chain && parentId !== undefined ? { chain, parentId } : { chain, parentId: null };
    return callOperation(state, step, place);
  }
  if (chain === undefined || parentId === undefined)
    return {
      what: 'operate',
      expected: step.operate,
      got: 'no sign-in came to a challenge or tokens',
      passed: false,
    };
  const given = await inputsOf(step.with as Readonly<Record<string, GivenValue>>, (text) =>
    state.values.fill(text, { chain, parentId }),
  );
  for (const value of state.values.hidden) chain.known.add(value);
  return unthrottled(state, step.expect, () =>
    beside(state, { chain, parentId, operation: step.operate, given }),
  );
}

/** What the sign-in gives all it needs to: its values are made here, from texts. */
function isHelper({ operate, with: given = {} }: OperateStep): boolean {
  return BESIDE.includes(operate) && needsSignIn(operate, given) && Object.values(given).every(isGiven);
}

interface Operation {
  readonly chain: LiveChain;
  readonly parentId: string;
  readonly operation: string;
  readonly given: Readonly<Record<string, string>>;
}

async function beside(state: CaseState, { chain, parentId, operation, given }: Operation): Promise<Done> {
  const { parts, run } = state;
  const asked = chain.steps.get(parentId)?.asked?.name ?? operation;
  const typed = operationForm(operation).fields.every(
    ({ key, required }) => !required || given[key] !== undefined,
  );
  const made = typed
    ? { kind: 'inputs' as const, inputs: {} }
    : await helperInputs(
        parts,
        {
          chain,
          parentId,
          supplies: { given },
          stop: run.stop,
          waiting: (_name, until) => run.waiting(until),
        },
        asked,
        operation,
      );
  if (made.kind === 'missing') throw lacking(made, `for ${operation}`, operationForm(operation).fields);
  const inputs = { ...made.inputs, ...given };
  const started = parts.following.follow(await parts.beside.operate({ chain, parentId, operation, inputs }));
  return { chain, step: await started.ended };
}

function newest(chain: LiveChain): StepRecord | undefined {
  return [...chain.steps.values()].findLast(
    ({ asked, tokens }) => asked !== undefined || tokens !== undefined,
  );
}
