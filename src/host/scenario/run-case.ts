import type { ScenarioCase } from '../../scenario/case.ts';
import { RESULT_VERSION, type ScenarioResult, type StepResult } from '../../scenario/result.ts';
import { kindOf } from '../../scenario/schema.ts';
import { isFault } from '../../form/form.ts';
import type { TargetWish } from '../../contract/scenario.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import type { Stop } from '../run/stop.ts';
import { beginSandbox } from './own-seed.ts';
import { runStep } from './run-step.ts';
import { isSandboxTarget } from '../sandbox.ts';
import { targetFor } from './target-for.ts';
import { createValues } from './values.ts';

/** What a run of one case is given beside its file. */
export interface CaseRun {
  readonly of: ScenarioCase;
  readonly target: TargetWish | undefined;
  /** Secrets by name. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly begin: 'seed' | 'as it is';
  readonly attempt: number;
  readonly stop: Stop;
  /** Called before each step; resolves when it may go. */
  readonly pace: (index: number) => Promise<void>;
  /** Asks whoever runs it; undefined where nobody can be asked. */
  readonly ask: (question: string, secret: boolean) => Promise<string | undefined>;
  /** Told as chains begin and steps end. */
  readonly told: (news: { readonly chainId: string } | { readonly step: StepResult }) => void;
}

/** Everything steps of one run share. */
export interface CaseState {
  readonly parts: Parts;
  readonly run: CaseRun;
  readonly values: ReturnType<typeof createValues>;
  readonly chains: LiveChain[];
  /** The chain's step by the id that the file gives a step. */
  readonly named: Map<string, { readonly chain: LiveChain; readonly stepId: string }>;
}

/** Runs one case on its target, step by step, and never throws: what goes wrong is in the result. */
export async function runCase(parts: Parts, run: CaseRun): Promise<ScenarioResult> {
  const { source, row } = run.of;
  const { scenario } = source;
  const { clock } = parts.ports;
  const startedAt = clock.now();
  const steps: StepResult[] = [];
  const chains: LiveChain[] = [];
  const result = (target: string, rest: Pick<ScenarioResult, 'status' | 'fault'>): ScenarioResult => ({
    v: RESULT_VERSION,
    id: run.of.id,
    file: source.file,
    name: scenario.name,
    title: run.of.title,
    tags: scenario.tags ?? [],
    row,
    target,
    startedAt,
    ms: clock.now() - startedAt,
    attempt: run.attempt,
    flaky: false,
    steps,
    chains: chains.map(({ events }) => [...events]),
    ...rest,
  });
  let name = '';
  let putBack = async (): Promise<void> => undefined;
  try {
    const values = createValues(parts, run);
    if (goesToSandbox(run)) putBack = await beginSandbox(parts, run, values);
    const target = await targetFor(parts, run, values);
    name = target.name;
    const state: CaseState = { parts, run, values, chains, named: new Map() };
    for (const [index, step] of scenario.steps.entries()) {
      await run.pace(index);
      const before = steps.at(-1)?.status ?? 'passed';
      const ended: StepResult =
        before === 'passed' && !run.stop.stopped
          ? await runStep(state, target, step, index)
          : skipped(source.lines[index] ?? 1, index, kindOf(step));
      steps.push(ended);
      run.told({ step: ended });
    }
    const bad = steps.find(({ status }) => status === 'error' || status === 'failed');
    if (run.stop.stopped)
      return result(name, { status: 'error', fault: { code: 'SCENARIO_STOPPED', detail: 'Stopped.' } });
    return result(name, { status: bad === undefined ? 'passed' : bad.status });
  } catch (error) {
    if (!isFault(error)) throw error;
    const { code, detail, field } = error;
    return result(name, {
      status: 'error',
      fault: field === undefined ? { code, detail } : { code, detail, field },
    });
  } finally {
    await putBack();
  }
}

/** A run that was sent elsewhere starts no sandbox. */
function goesToSandbox({ of, target }: CaseRun): boolean {
  if (target !== undefined) return 'targetId' in target && isSandboxTarget(target.targetId);
  const wanted = of.source.scenario.target ?? 'sandbox';
  return wanted === 'sandbox' || (typeof wanted === 'object' && 'sandbox' in wanted);
}

function skipped(line: number, index: number, kind: StepResult['kind']): StepResult {
  return { index, kind, title: '', line, status: 'skipped', checks: [], stepIds: [], ms: 0 };
}
