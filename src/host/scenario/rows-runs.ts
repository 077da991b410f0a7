import type { RowOutcome, RowsRun, TargetWish } from '../../contract/scenario.ts';
import { coreFault } from '../../form/form.ts';
import type { ScenarioCase } from '../../scenario/case.ts';
import { brokenStep, whyBroken, whyNot } from '../../scenario/report/words.ts';
import type { ScenarioResult } from '../../scenario/result.ts';
import type { Parts } from '../parts.ts';
import { createStop, type Stop } from '../run/stop.ts';
import { faultIn } from './fault-in.ts';
import type { ScenarioRuns } from './scenario-runs.ts';

/** Runs of several rows of one scenario, one row after the other. */
export interface RowsRuns {
  /** Returns at once. @throws CoreFault SCENARIO_UNDER_WAY */
  begin(wish: RowsWish): string;
  list(): RowsRun[];
  /** With outcomes from this one on. @throws CoreFault RUN_UNKNOWN */
  state(rowsId: string, from: number): RowsRun;
  /** @throws CoreFault RUN_UNKNOWN */
  stop(rowsId: string): void;
}

export interface RowsWish {
  readonly file: string;
  /** At least one, all of one file. */
  readonly cases: readonly ScenarioCase[];
  readonly target: TargetWish | undefined;
  readonly begin: 'seed' | 'as it is';
  readonly confirmed?: string | undefined;
}

interface Going {
  state: Omit<RowsRun, 'outcomes' | 'done'>;
  readonly outcomes: RowOutcome[];
  readonly stop: Stop;
}

export function createRowsRuns(parts: Parts, runs: ScenarioRuns): RowsRuns {
  const { clock, random } = parts.ports;
  const all = new Map<string, Going>();
  const get = (rowsId: string): Going => {
    const going = all.get(rowsId);
    if (going === undefined) throw coreFault('RUN_UNKNOWN', 'This run is not there any more.');
    return going;
  };
  const shown = ({ state, outcomes }: Going, from: number): RowsRun => ({
    ...state,
    done: outcomes.length,
    outcomes: outcomes.slice(from),
  });

  async function run(going: Going, wish: RowsWish): Promise<void> {
    const { rowsId, startedAt } = going.state;
    const { stop, outcomes } = going;
    const secrets: Record<string, string> = {};
    const agreed = new Set<string>();
    const passed: string[] = [];
    for (const of of wish.cases) {
      if (stop.stopped) break;
      const chainIds: string[] = [];
      let result: ScenarioResult | undefined;
      let fault: RowFault | undefined;
      try {
        const runId = runs.begin({
          of,
          ...{ target: wish.target, begin: wish.begin, confirmed: wish.confirmed },
          ...{ secrets: { ...secrets }, agreed, attempt: 1, lean: true, pace: 'through', holds: false },
          answered: (question, value, secret) => {
            if (secret) secrets[question] = value;
          },
        });
        const forget = stop.onStop(() => runs.stop(runId));
        going.state = { ...going.state, runId };
        parts.tell({ type: 'scenario.rows', rowsId });
        result = await runs.end(runId).finally(forget);
        chainIds.push(...runs.state(runId).chainIds);
        // What came of it is kept here from now on.
        runs.forget(runId, false);
      } catch (error) {
        fault = faultIn(error);
      }
      const { runId: _over, ...state } = going.state;
      const outcome = outcomeOf(of, { result, fault, chainIds });
      outcomes.push(outcome);
      if (outcome.status === 'passed') passed.push(...chainIds);
      letGo(passed);
      going.state = { ...state, broken: state.broken + (outcome.status === 'passed' ? 0 : 1) };
      parts.tell({ type: 'scenario.rows', rowsId });
    }
    const stopped = outcomes.length < wish.cases.length || stop.stopped;
    going.state = { ...going.state, ended: { ms: clock.now() - startedAt, stopped } };
    parts.tell({ type: 'scenario.rows', rowsId });
    await parts.keeping.settled();
    letGo(passed);
  }

  /** There may be thousands: those that passed are in the history, and brought back from there as someone opens them. */
  function letGo(chainIds: string[]): void {
    for (const chainId of chainIds.splice(0)) {
      if (!parts.chains.has(chainId)) continue;
      const chain = parts.chains.get(chainId);
      if (chain.cancels.size > 0 || !parts.keeping.has(chain)) {
        chainIds.push(chainId);
        continue;
      }
      parts.chains.release(chain);
      parts.tell({ type: 'chain.released', chainId });
    }
  }

  return {
    begin(wish) {
      const { file, cases } = wish;
      const there = [...all.values()];
      if (there.some(({ state }) => state.ended === undefined) || runs.isGoing())
        throw coreFault(
          'SCENARIO_UNDER_WAY',
          'A scenario is running. Stop it first, or wait until it has ended.',
        );
      for (const { state } of there) if (state.file === file) all.delete(state.rowsId);
      const rowsId = random.uuid();
      const state = { rowsId, file, startedAt: clock.now(), total: cases.length, broken: 0 };
      const going: Going = { state, outcomes: [], stop: createStop() };
      all.set(rowsId, going);
      void run(going, wish);
      return rowsId;
    },
    list: () => [...all.values()].map((going) => shown(going, going.outcomes.length)),
    state: (rowsId, from) => shown(get(rowsId), from),
    stop: (rowsId) => get(rowsId).stop.stop(),
  };
}

interface RowFault {
  readonly code: string;
  readonly detail: string;
}

function outcomeOf(
  { row }: ScenarioCase,
  {
    result,
    fault,
    chainIds,
  }: {
    readonly result: ScenarioResult | undefined;
    readonly fault: RowFault | undefined;
    readonly chainIds: readonly string[];
  },
): RowOutcome {
  if (result === undefined)
    return {
      ...{ row, status: 'error', ms: 0, chainIds },
      ...(fault === undefined ? { why: '' } : { why: fault.detail, code: fault.code }),
    };
  const broken = brokenStep(result);
  const code = broken?.fault?.code ?? result.fault?.code;
  const stepId = broken?.stepIds.at(-1);
  return {
    ...{ row, status: result.status, ms: result.ms, chainIds },
    ...(broken === undefined ? { why: whyNot(result) } : { why: whyBroken(broken), step: broken.title }),
    ...(code === undefined ? {} : { code }),
    ...(broken === undefined ? {} : { line: broken.line }),
    ...(stepId === undefined ? {} : { stepId }),
  };
}
