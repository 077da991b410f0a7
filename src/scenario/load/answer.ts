import { challengeNamed } from '../../challenges/index.ts';
import { composeAnswer } from '../../cognito/compose.ts';
import { operationForm } from '../../form/operation-forms.ts';
import type { AnswerStep } from '../schema.ts';
import { answerOf, learned, targetOf, toolsFor, whole } from './compose-with.ts';
import { exchanged } from './exchange.ts';
import { type Iteration, meansRefusal, type Sent } from './iteration.ts';
import { operateOn } from './operate.ts';
import {
  asksFor,
  canonicalName,
  lineage,
  type LoadStep,
  openChallenge,
  sessionFor,
  type SignIn,
} from './sign-in.ts';

interface Open {
  readonly signIn: SignIn;
  readonly parent: LoadStep;
}

/** Answers the newest open challenge of that name, or what a step asked once more. @returns undefined where none is open */
export async function answerChallenge(
  state: Iteration,
  step: AnswerStep,
  tag: string,
): Promise<Sent | undefined> {
  const open = openFor(state, step);
  if (open === undefined) return undefined;
  const { signIn, parent } = open;
  const asked = { ...(parent.asked ?? { parameters: {}, available: [] }), name: step.answer };
  const spec = challengeNamed(step.answer);
  const fields = spec.fields(asked);
  await runHelpers(state, open, step, tag);
  const answer = await answerOf(state, step, step.answer, fields, signIn.remembered);
  const target = await targetOf(state);
  const opened = lineage(parent).find(({ srp }) => srp !== undefined)?.srp;
  const { tools, opening } = toolsFor(state, target, opened);
  const composed = composeAnswer(spec, {
    target,
    tools,
    answer,
    asked,
    session: sessionFor(signIn, parent),
    username: canonicalName(signIn, parent),
  });
  whole(composed, answer);
  const came = await exchanged(state.ports, {
    url: state.scenario.target.url,
    operation: composed.operation,
    body: composed.body,
    headers: answer.headers ?? {},
    step: tag,
    refused: meansRefusal(step),
  });
  learned(signIn.remembered, fields, answer.inputs);
  if (!came.step.refused)
    for (const { key, replaces } of fields) {
      const value = answer.inputs[key];
      if (replaces !== undefined && value !== undefined) signIn.remembered.set(replaces, value);
    }
  const srp = opening();
  const sent: LoadStep = { ...came.step, parent, ...(srp === undefined ? {} : { srp }) };
  signIn.steps.push(sent);
  return { signIn, step: sent, seen: came.seen, sent: came.sent };
}

function openFor({ named, signIns }: Iteration, { answer, to }: AnswerStep): Open | undefined {
  if (to !== undefined) {
    const forked = named.get(to);
    if (forked === undefined || !asksFor(forked.step, answer)) return undefined;
    return { signIn: forked.signIn, parent: forked.step };
  }
  const signIn = signIns.at(-1);
  const parent = signIn && openChallenge(signIn, answer);
  return signIn === undefined || parent === undefined ? undefined : { signIn, parent };
}

/** The operations before an answer, unless the scenario sees to them itself or answers another way. */
async function runHelpers(
  state: Iteration,
  { signIn, parent }: Open,
  step: AnswerStep,
  tag: string,
): Promise<void> {
  const { helpers } = challengeNamed(parent.asked?.name ?? step.answer);
  const theirs = new Set(helpers.flatMap((helper) => operationForm(helper).fields.map(({ key }) => key)));
  const ownWay =
    Object.keys(step.with ?? {}).some((key) => !theirs.has(key)) ||
    signIn.steps.some((one) => one.parent === parent && helpers.includes(one.operation));
  if (ownWay) return;
  for (const operation of helpers)
    await operateOn(state, { signIn, parent, operation, given: {}, tag, refused: false });
}
