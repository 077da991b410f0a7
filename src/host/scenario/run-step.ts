import type { Answer, Target } from '../../contract.ts';
import type { Outcome } from '../../chain/event.ts';
import { chainOf } from '../../chain/model.ts';
import { isFault } from '../../form/form.ts';
import type { JsonValue } from '../../json.ts';
import type { CheckResult, StepResult } from '../../scenario/result.ts';
import {
  type AnswerStep,
  type Expect,
  type FlowStep,
  type GivenValue,
  kindOf,
  type OperateStep,
  type SandboxStep,
  type ScenarioStep,
  type WaitStep,
} from '../../scenario/schema.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import { advance, helperInputs } from '../run/advance.ts';
import { wait } from '../run/wait.ts';
import type { CaseState } from './run-case.ts';

interface Sent {
  readonly chain: LiveChain;
  readonly step: StepRecord;
}

/** Does one step and checks what came of it. */
export async function runStep(
  state: CaseState,
  target: Target,
  step: ScenarioStep,
  index: number,
): Promise<StepResult> {
  const { clock } = state.parts.ports;
  const begun = clock.now();
  const common = {
    index,
    kind: kindOf(step),
    title: titleOf(step),
    line: state.run.of.source.lines[index] ?? 1,
  };
  const done = (rest: Omit<StepResult, keyof typeof common | 'ms'>): StepResult => ({
    ...common,
    ...rest,
    ms: clock.now() - begun,
  });
  try {
    const sent = await doStep(state, target, step);
    if (sent === undefined) return done({ status: 'passed', checks: [], stepIds: [] });
    if ('what' in sent) return done({ status: 'failed', checks: [sent], stepIds: [] });
    if ('id' in step && step.id !== undefined)
      state.named.set(step.id, { chain: sent.chain, stepId: sent.step.id });
    const checks = checked(outcomeOf(sent), 'expect' in step ? step.expect : undefined);
    return done({
      status: checks.every(({ passed }) => passed) ? 'passed' : 'failed',
      checks,
      stepIds: [sent.step.id],
    });
  } catch (error) {
    if (!isFault(error)) throw error;
    const { code, detail, field } = error;
    const fault = field === undefined ? { code, detail } : { code, detail, field };
    return done({ status: 'error', checks: [], stepIds: [], fault });
  }
}

async function doStep(
  state: CaseState,
  target: Target,
  step: ScenarioStep,
): Promise<Sent | CheckResult | undefined> {
  if ('flow' in step) return begin(state, target, step);
  if ('answer' in step) return answer(state, step);
  if ('operate' in step) return operate(state, step);
  if ('sandbox' in step) return changeSandbox(state, step);
  return pause(state, step);
}

async function begin(state: CaseState, target: Target, step: FlowStep): Promise<Sent> {
  const { chains, knownUsers, following } = state.parts;
  const answer = await intentOf(state, step.flow, step);
  const { file, scenario } = state.run.of.source;
  const started = following.follow(
    await chains.start({
      target,
      answer,
      remembered: await knownUsers.rememberedFor(target, answer.inputs['USERNAME'] ?? ''),
      scenario: { file, name: scenario.name },
    }),
  );
  state.chains.push(started.chain);
  state.run.told({ chainId: started.chain.id });
  return { chain: started.chain, step: await started.ended };
}

async function answer(state: CaseState, step: AnswerStep): Promise<Sent | CheckResult> {
  const at = step.to === undefined ? undefined : state.named.get(step.to);
  const chain = at?.chain ?? state.chains.at(-1);
  const shown = chain === undefined ? undefined : chainOf(chain.events);
  const pendings = shown?.pendings ?? [];
  const parentId = at?.stepId ?? pendings.findLast(({ name }) => name === step.answer)?.stepId;
  if (chain === undefined || parentId === undefined)
    return {
      what: 'challenge',
      expected: step.answer,
      got: pendings.at(-1)?.name ?? shown?.failure ?? shown?.status ?? 'nothing was begun',
      passed: false,
    };
  const advanced = await advance(state.parts, {
    chain,
    parentId,
    supplies: { answer: await intentOf(state, step.answer, step) },
    ...(at === undefined ? {} : { standing: { branch: { kind: 'live' as const, of: parentId } } }),
    helpers: true,
    stop: state.run.stop,
  });
  if (advanced.kind === 'sent' || advanced.kind === 'refused') return { chain, step: advanced.step };
  const got = advanced.kind === 'missing' ? advanced.detail : 'stopped';
  return { what: 'answer', expected: step.answer, got, passed: false };
}

async function operate(state: CaseState, step: OperateStep): Promise<Sent | CheckResult> {
  const at = step.to === undefined ? undefined : state.named.get(step.to);
  const chain = at?.chain ?? state.chains.at(-1);
  const parent = chain === undefined ? undefined : (at?.stepId ?? newest(chain)?.id);
  if (chain === undefined || parent === undefined)
    return { what: 'operate', expected: step.operate, got: 'nothing was begun', passed: false };
  const given = await inputsOf(state, step.with);
  const asked = chain.steps.get(parent)?.asked?.name ?? step.operate;
  const supplies = { given };
  const made = await helperInputs(
    state.parts,
    { chain, parentId: parent, supplies, stop: state.run.stop },
    asked,
    step.operate,
  );
  if (made.kind === 'missing')
    return { what: 'operate', expected: step.operate, got: made.detail, passed: false };
  const started = state.parts.following.follow(
    await state.parts.beside.operate({
      chain,
      parentId: parent,
      operation: step.operate,
      inputs: { ...given, ...made.inputs },
    }),
  );
  return { chain, step: await started.ended };
}

function newest(chain: LiveChain): StepRecord | undefined {
  return [...chain.steps.values()].findLast(
    ({ asked, tokens }) => asked !== undefined || tokens !== undefined,
  );
}

async function changeSandbox(state: CaseState, { sandbox: change }: SandboxStep): Promise<undefined> {
  const { sandbox } = state.parts;
  if (change.advance !== undefined)
    await sandbox.ask('POST', 'clock', { advanceSeconds: millisecondsIn(change.advance) / 1_000 });
  for (const rule of [change.fault ?? []].flat()) await sandbox.ask('POST', 'faults', { rule });
  if (change.settings !== undefined) await sandbox.ask('PUT', 'settings', { settings: change.settings });
  await sandbox.start();
  return undefined;
}

async function pause(state: CaseState, { wait: duration }: WaitStep): Promise<undefined> {
  await wait(state.parts.ports.clock, millisecondsIn(duration), state.run.stop);
  return undefined;
}

async function intentOf(
  state: CaseState,
  name: string,
  { with: given, responses = {}, members = {}, headers }: FlowStep | AnswerStep,
): Promise<Answer> {
  return {
    name,
    inputs: await inputsOf(state, given),
    responses: responses as Record<string, JsonValue>,
    members: members as Record<string, JsonValue>,
    ...(headers === undefined ? {} : { headers }),
  };
}

async function inputsOf(
  state: CaseState,
  given: Readonly<Record<string, GivenValue>> = {},
): Promise<Record<string, string>> {
  const inputs: Record<string, string> = {};
  for (const [key, value] of Object.entries(given))
    inputs[key] = typeof value === 'string' ? await state.values.fill(value) : value.wrong;
  return inputs;
}

function outcomeOf({ chain, step }: Sent): Outcome | undefined {
  const ended = chain.events.findLast((event) => event.type === 'step.ended' && event.stepId === step.id);
  return ended?.type === 'step.ended' ? ended.outcome : undefined;
}

function checked(outcome: Outcome | undefined, expect: Expect | undefined): CheckResult[] {
  const got = cameTo(outcome);
  const checks: CheckResult[] = [];
  const add = (what: string, expected: string) =>
    checks.push({ what, expected, got, passed: got === expected });
  if (expect?.challenge !== undefined) add('challenge', expect.challenge);
  if (expect?.error !== undefined) add('error', expect.error);
  if (expect?.tokens === true) add('tokens', 'TOKENS');
  const failed = outcome?.kind === 'error' || outcome?.kind === 'failure';
  if (failed && expect?.error === undefined) add('went', 'no error');
  return checks;
}

function cameTo(outcome: Outcome | undefined): string {
  switch (outcome?.kind) {
    case 'challenge':
      return outcome.name;
    case 'tokens':
      return 'TOKENS';
    case 'error':
    case 'failure':
      return outcome.code;
    default:
      return 'DONE';
  }
}

function titleOf(step: ScenarioStep): string {
  if (step.title !== undefined) return step.title;
  if ('flow' in step) return step.flow;
  if ('answer' in step) return step.answer;
  if ('operate' in step) return step.operate;
  return 'sandbox' in step ? 'sandbox' : `wait ${step.wait}`;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function millisecondsIn(duration: string): number {
  const [, count = '0', unit = 'ms'] = /^([\d.]+)(ms|s|m|h|d)$/.exec(duration) ?? [];
  return Number(count) * (UNITS[unit] ?? 1);
}
