import { asText } from '../../json.ts';
import { coreFault, isFault } from '../../form/form.ts';
import { checksOf, expectsRefusal, headerOf } from '../checks.ts';
import { millisecondsIn } from '../duration.ts';
import { valueAtPointer } from '../json-pointer.ts';
import { filledWithin } from '../placeholders.ts';
import type { Expect, ScenarioStep } from '../schema.ts';
import { answerChallenge } from './answer.ts';
import { beginSignIn } from './begin.ts';
import type { Came } from './exchange.ts';
import { operateBeside } from './operate.ts';
import type { LoadPorts, LoadScenario } from './ports.ts';
import type { LoadStep, SignIn } from './sign-in.ts';
import { stepTag } from './step-tag.ts';
import { type LoadValues, loadValues } from './values.ts';

/** Everything steps of one iteration share. */
export interface Iteration {
  readonly ports: LoadPorts;
  readonly scenario: LoadScenario;
  readonly values: LoadValues;
  readonly signIns: SignIn[];
  /** By the id that the file gives a step. */
  readonly named: Map<string, { readonly signIn: SignIn; readonly step: LoadStep }>;
}

/** What a step sent, and what came. */
export interface Sent extends Came {
  readonly signIn: SignIn;
  readonly step: LoadStep;
}

/**
 * Does the steps of a scenario once, each check counted under its step. Ends at the first step that fails: what follows
 * would only repeat its failure. Never rejects.
 * @param row of the matrix
 */
export async function runIteration(
  ports: LoadPorts,
  scenario: LoadScenario,
  row: Readonly<Record<string, string>>,
): Promise<void> {
  const values = loadValues(ports, scenario, row);
  const state: Iteration = { ports, scenario, values, signIns: [], named: new Map() };
  for (const [index, step] of scenario.steps.entries()) {
    const tag = stepTag(step, index);
    try {
      if (!(await went(state, step, tag))) return;
    } catch (error) {
      if (!isFault(error)) throw error;
      // By its code alone: what a check is called tells it in metrics.
      ports.check(`${tag}: ${error.code}`, false, tag);
      return;
    }
  }
}

async function went(state: Iteration, written: ScenarioStep, tag: string): Promise<boolean> {
  const { ports, values } = state;
  // Which challenge it is may be a column of the matrix.
  const step = 'answer' in written ? { ...written, answer: await values.fill(written.answer) } : written;
  if ('wait' in step) {
    ports.sleep(millisecondsIn(step.wait));
    return true;
  }
  const sent = await sentBy(state, step, tag);
  if (sent === undefined) {
    ports.check(`${tag}: is open`, false, tag);
    return false;
  }
  if ('id' in step && step.id !== undefined) state.named.set(step.id, sent);
  const said: Expect = ('expect' in step ? step.expect : undefined) ?? {};
  const expect = (await filledWithin(said, values.fill)) as Expect;
  const checks = checksOf(sent.seen, { expect, said, hide: (text) => text });
  for (const { what, passed } of checks) ports.check(`${tag}: ${what}`, passed, tag);
  // A step without any wish is counted, too: that it went.
  if (checks.length === 0) ports.check(`${tag}: went`, true, tag);
  return captured(sent, step, values, tag, ports) && checks.every(({ passed }) => passed);
}

async function sentBy(state: Iteration, step: ScenarioStep, tag: string): Promise<Sent | undefined> {
  if ('flow' in step) return beginSignIn(state, step, tag);
  if ('answer' in step) return answerChallenge(state, step, tag);
  if ('operate' in step) return operateBeside(state, step, tag);
  throw coreFault('SCENARIO_EXPORT', 'A script for load changes no sandbox.');
}

function captured(
  { seen, sent }: Sent,
  step: ScenarioStep,
  values: LoadValues,
  tag: string,
  ports: LoadPorts,
): boolean {
  const wishes = Object.entries(('capture' in step ? step.capture : undefined) ?? {});
  return wishes.every(([name, from]) => {
    const [, side, at = ''] = /^(?:(header|request):)?(.*)$/s.exec(from) ?? [];
    const value =
      side === 'header' ? headerOf(seen, at) : valueAtPointer(side === 'request' ? sent : seen.body, at);
    if (value !== undefined) values.capture(name, asText(value));
    else ports.check(`${tag}: capture.${name}`, false, tag);
    return value !== undefined;
  });
}

/** Whether a step is meant to be refused. */
export function meansRefusal(step: ScenarioStep): boolean {
  return 'expect' in step && step.expect !== undefined && expectsRefusal(step.expect);
}
