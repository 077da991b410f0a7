import { advances } from '../../chain/advances.ts';
import { chainOf, type Pending } from '../../chain/model.ts';
import { challengeNamed } from '../../challenges/index.ts';
import { coreFault } from '../../form/form.ts';
import { operationForm } from '../../form/operation-forms.ts';
import type { Field } from '../../form/form.ts';
import type { AnswerStep } from '../../scenario/schema.ts';
import type { LiveChain, Standing } from '../live-chain.ts';
import { advance } from '../run/advance.ts';
import { intentOf } from './intent-of.ts';
import { lacking } from './lacking.ts';
import { givenByName } from './own-name.ts';
import type { CaseState } from './run-case.ts';
import type { Done } from './run-step.ts';
import { unthrottled } from './throttled.ts';

interface Open {
  readonly chain: LiveChain;
  /** The step whose challenge is answered. */
  readonly parentId: string;
}

/** Answers the newest open challenge of that name, or with `to` what a step asked once more: then it is a live fork. */
export async function answerChallenge(state: CaseState, step: AnswerStep): Promise<Done> {
  const open = openFor(state, step);
  if ('got' in open)
    return { what: 'challenge', expected: `${step.answer} to be open`, got: open.got, passed: false };
  const { chain, parentId } = open;
  return unthrottled(state, step.expect, async () => {
    const answer = await intentOf(state, step.answer, step, { chain, parentId });
    const byName = givenByName(state, fieldsOf(chain, parentId, step.answer), chain.remembered);
    for (const value of state.values.hidden) chain.known.add(value);
    const standing = step.to === undefined ? undefined : forkOf(chain, parentId);
    const advanced = await advance(state.parts, {
      chain,
      parentId,
      supplies: { answer, given: { ...byName, ...answer.inputs } },
      ...(standing === undefined ? {} : { standing }),
      helpers: !ownWay(chain, parentId, answer.inputs),
      stop: state.run.stop,
      waiting: (_challenge, until) => state.run.waiting(until),
    });
    if (advanced.kind === 'sent' || advanced.kind === 'refused') return { chain, step: advanced.step };
    if (advanced.kind !== 'missing' || state.run.stop.stopped)
      throw coreFault('SCENARIO_STOPPED', 'The run was stopped.');
    throw lacking(advanced, `to answer ${step.answer}`, fieldsOf(chain, parentId, step.answer));
  });
}

function fieldsOf(chain: LiveChain, parentId: string, name: string): readonly Field[] {
  const asked = chain.steps.get(parentId)?.asked;
  return asked === undefined ? [] : challengeNamed(name).fields({ ...asked, name });
}

function openFor(state: CaseState, { answer, to }: AnswerStep): Open | { readonly got: string } {
  if (to !== undefined) {
    const named = state.named.get(to);
    if (named === undefined) return { got: `no step ${to} was run before` };
    const asked = named.chain.steps.get(named.stepId)?.asked;
    if (asked === undefined) return { got: `the step ${to} asked nothing` };
    return isFor({ name: asked.name }, answer)
      ? { chain: named.chain, parentId: named.stepId }
      : { got: asked.name };
  }
  const chain = state.chains.at(-1);
  const shown = chain === undefined ? undefined : chainOf(chain.events);
  if (chain === undefined || shown === undefined) return { got: 'no sign-in was begun' };
  const pending = shown.pendings.findLast((each) => isFor(each, answer));
  if (pending !== undefined) return { chain, parentId: pending.stepId };
  return { got: shown.pendings.at(-1)?.name ?? shown.failure ?? shown.status };
}

/** Some challenges are answered under another's name, too. */
function isFor({ name }: Pick<Pending, 'name'>, answer: string): boolean {
  return name === answer || challengeNamed(name).alternatives?.includes(answer) === true;
}

/** What a fork stands in place of: the last answer there. */
function forkOf(chain: LiveChain, parentId: string): Standing | undefined {
  const last = [...chain.steps.values()].findLast((step) => step.parentId === parentId && advances(step));
  return last === undefined ? undefined : { branch: { kind: 'live', of: last.id } };
}

/**
 * Whether a scenario sees to a challenge's operations itself: it ran one of them, or it types a field of the challenge,
 * which is another way to answer it.
 */
function ownWay(chain: LiveChain, parentId: string, inputs: Readonly<Record<string, string>>): boolean {
  const name = chain.steps.get(parentId)?.asked?.name ?? '';
  const { helpers } = challengeNamed(name);
  const theirs = new Set(helpers.flatMap((helper) => operationForm(helper).fields.map(({ key }) => key)));
  return (
    Object.keys(inputs).some((key) => !theirs.has(key)) ||
    [...chain.steps.values()].some((step) => step.parentId === parentId && helpers.includes(step.operation))
  );
}
