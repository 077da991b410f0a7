import type { JsonValue } from '../../json.ts';
import { checksOf, expectsRefusal, isRefusal } from '../../scenario/checks.ts';
import { filledWithin } from '../../scenario/placeholders.ts';
import type { CheckResult, StepResult } from '../../scenario/result.ts';
import { type Expect, kindOf, type ScenarioStep } from '../../scenario/schema.ts';
import type { Seen } from '../../scenario/seen.ts';
import { titleOf } from '../../scenario/step-title.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import { unlessStopped } from '../run/unless-stopped.ts';
import { captured } from './capture.ts';
import { faultIn } from './fault-in.ts';
import type { CaseState } from './run-case.ts';
import { scriptInput, seenOf } from './seen-of.ts';
import { answerChallenge } from './answer-challenge.ts';
import { beginSignIn } from './begin-sign-in.ts';
import { changeSandbox } from './change-sandbox.ts';
import { operateBeside } from './operate-beside.ts';
import { pause } from './pause.ts';

/** The chain’s step that is checked. */
export interface Sent {
  readonly chain: LiveChain;
  readonly step: StepRecord;
}

/** What doing a step came to: a step of a chain, a check that did not hold before anything was sent, or neither. */
export type Done = Sent | CheckResult | undefined;

/** Does one step and checks what came of it. Never rejects. */
export async function runStep(
  state: CaseState,
  written: ScenarioStep,
  place: { readonly index: number; readonly line: number },
): Promise<StepResult> {
  const { clock } = state.parts.ports;
  const begun = clock.now();
  const before = new Set(state.chains.flatMap(({ steps }) => [...steps.keys()]));
  let step = written;
  const done = (rest: Pick<StepResult, 'status' | 'checks' | 'fault'>): StepResult => ({
    ...place,
    kind: kindOf(step),
    title: titleOf(step, state.run.of.source.scenario.steps.slice(0, place.index)),
    stepIds: state.chains.flatMap(({ steps }) => [...steps.keys()].filter((id) => !before.has(id))),
    ms: clock.now() - begun,
    ...rest,
  });
  try {
    step = await namedFully(state, written);
    if (!('sandbox' in step) && !('wait' in step)) await unlessStopped(state.run.stop, state.codes.note());
    const came = await doStep(state, step);
    if (came === undefined) return done({ status: 'passed', checks: [] });
    if ('what' in came) return done({ status: 'failed', checks: [came] });
    if ('id' in step && step.id !== undefined)
      state.named.set(step.id, { chain: came.chain, stepId: came.step.id });
    const seen = seenOf(came);
    const said: Expect = ('expect' in step ? step.expect : undefined) ?? {};
    // No usable answer is no answer to check, unless that is what is checked.
    if (seen.came === 'failure' && !expectsRefusal(said))
      return done({
        status: 'error',
        checks: [],
        fault: { code: seen.name, detail: coveredFor(state, came)(seen.message) },
      });
    const checks = await checksFor(state, said, came, seen);
    const captures =
      'capture' in step && !(isRefusal(seen) && !expectsRefusal(said))
        ? captured(step.capture ?? {}, { ...came, seen, values: state.values })
        : [];
    const all = [...checks, ...captures];
    return done({ status: all.every(({ passed }) => passed) ? 'passed' : 'failed', checks: all });
  } catch (error) {
    return done({ status: 'error', checks: [], fault: faultIn(error, state.values.cover()) });
  }
}

/** Which challenge it is may be a column of the matrix. */
async function namedFully({ values }: CaseState, step: ScenarioStep): Promise<ScenarioStep> {
  return 'answer' in step ? { ...step, answer: await values.fill(step.answer) } : step;
}

function doStep(state: CaseState, step: ScenarioStep): Promise<Done> {
  if ('flow' in step) return beginSignIn(state, step);
  if ('answer' in step) return answerChallenge(state, step);
  if ('operate' in step) return operateBeside(state, step);
  if ('sandbox' in step) return changeSandbox(state, step);
  return pause(state, step);
}

async function checksFor(state: CaseState, said: Expect, came: Sent, seen: Seen): Promise<CheckResult[]> {
  const { check, ...rest } = said;
  const expect = (await filledWithin(rest, (text) => state.values.fill(text))) as Expect;
  const hide = coveredFor(state, came);
  const checks = checksOf(seen, { expect, said, hide });
  if (check === undefined) return checks;
  const input: JsonValue = scriptInput(came, seen, hide);
  const answer = await state.parts.ports.scenarios.check(check, input);
  const got =
    answer.kind === 'held' ? 'true' : hide(answer.kind === 'said' ? answer.text : `threw ${answer.text}`);
  return [...checks, { what: 'check', expected: 'true', got, passed: answer.kind === 'held' }];
}

function coveredFor({ values }: CaseState, { chain }: Sent): (text: string) => string {
  return values.cover(chain.known);
}
