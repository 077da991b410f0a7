import type { TargetWish } from '../../contract/scenario.ts';
import type { Fault } from '../../form/form.ts';
import type { ScenarioCase } from '../../scenario/case.ts';
import { touchesOf } from '../../scenario/coverage.ts';
import { hiddenWithin } from '../../scenario/hiding.ts';
import { RESULT_VERSION, type ScenarioResult, type StepResult } from '../../scenario/result.ts';
import { kindOf, type ScenarioStep } from '../../scenario/schema.ts';
import { titleOf } from '../../scenario/step-title.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { createStop, type Stop } from '../run/stop.ts';
import { type Codes, createCodes } from './codes.ts';
import { faultIn } from './fault-in.ts';
import { beginSandbox } from './own-seed.ts';
import { runStep } from './run-step.ts';
import { allowed, placeOf, type Place } from './target-for.ts';
import { createTimeLimit, type TimeLimit } from './time-limit.ts';
import { createValues, type Values } from './values.ts';

/** What a run of one case is given beside its file. */
export interface CaseRun {
  readonly of: ScenarioCase;
  readonly target: TargetWish | undefined;
  /** Secrets by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /**
   * `seed`: the sandbox is put back to its seed first and left as the run leaves it. `as it is`: what sandbox steps change
   * is put back at the end, but for what a signed operation did.
   */
  readonly begin: 'seed' | 'as it is';
  readonly attempt: number;
  /** The result of a case that passes has what its chains touched, not the chains. */
  readonly lean?: boolean;
  /** How long it may take where the file says nothing, as files write durations. */
  readonly timeout?: string | undefined;
  /** A production target's name, typed. */
  readonly confirmed?: string | undefined;
  readonly stop: Stop;
  /** Called before each step; resolves when it may go. */
  readonly pace: (index: number) => Promise<void>;
  /** Called once every step has passed; resolves when the sandbox may be put back. */
  readonly passed: () => Promise<void>;
  /**
   * Asks whoever runs it; undefined where nobody can be asked.
   * @param keychain the name under which the keychain would have had it
   */
  readonly ask: (question: string, secret: boolean, keychain?: string) => Promise<string | undefined>;
  /** Programs of the file that a person agreed to before. */
  readonly agreed?: Set<string>;
  /** Told as chains begin and steps end. */
  readonly told: (news: { readonly chainId: string } | { readonly step: StepResult }) => void;
  /** Told while time has to pass: until when, epoch milliseconds; undefined once it has. */
  readonly waiting: (until: number | undefined) => void;
}

/** Everything steps of one run share. */
export interface CaseState {
  readonly parts: Parts;
  readonly run: CaseRun;
  readonly values: Values;
  readonly codes: Codes;
  readonly place: Place;
  /** Oldest first. */
  readonly chains: LiveChain[];
  /** The chain's step by the id that the file gives a step. */
  readonly named: Map<string, { readonly chain: LiveChain; readonly stepId: string }>;
  /** What puts back what sandbox steps changed, in the order of the changes. */
  readonly undo: (() => Promise<unknown>)[];
}

/** Runs one case on its target, step by step, and never rejects: what goes wrong is in the result. */
export async function runCase(parts: Parts, asked: CaseRun): Promise<ScenarioResult> {
  const { clock } = parts.ports;
  const startedAt = clock.now();
  const steps: StepResult[] = [];
  const chains: LiveChain[] = [];
  const undo: CaseState['undo'] = [];
  const stop = createStop();
  const limit = createTimeLimit(clock, asked.of.source.scenario.timeout ?? asked.timeout, stop.stop);
  const run = within(limit, stop, asked);
  stop.onStop(() => {
    for (const { cancels } of chains) for (const cancel of cancels) cancel();
  });
  const values: Values = createValues(parts, run, (name, moment) => codes.code(name, moment));
  const codes = createCodes(parts, {
    sources: run.of.source.scenario.codes,
    stop: run.stop,
    ask: run.ask,
    agreed: run.agreed ?? new Set(),
    fill: (text) => values.fill(text),
  });
  let place: Place | undefined;
  let fault: Fault | undefined;
  let ownSeedAway: (() => Promise<void>) | undefined;
  try {
    place = await placeOf(parts, run, values);
    allowed(place, run);
    if (place.onSandbox) {
      const asItWas = await beginSandbox(parts, run, values);
      // Taking a seed of its own away undoes all that came on top of it.
      if (run.of.source.scenario.seed !== undefined) ownSeedAway = asItWas;
    }
    await runSteps({ parts, run, values, codes, place, chains, named: new Map(), undo }, steps, limit);
    limit.end();
    for (const chain of chains) delete chain.underTest;
    if (limit.over && statusOf(steps) === 'passed') fault = limit.fault;
    else if (statusOf(steps) === 'passed' && !run.stop.stopped) await run.passed();
  } catch (error) {
    fault = faultIn(error, values.cover());
  }
  limit.end();
  const unmade = await putBack(ownSeedAway ? [ownSeedAway] : run.begin === 'as it is' ? undo : []);
  fault ??= unmade;
  for (const chain of chains) delete chain.underTest;
  if (asked.stop.stopped) fault = { code: 'SCENARIO_STOPPED', detail: 'The run was stopped.' };
  // Steps and events are redacted as they come; what a run was given may stand in them where no secret is looked for.
  const hide = values.cover();
  const status = fault === undefined ? statusOf(steps) : 'error';
  return {
    ...about(run),
    target: place === undefined ? '' : (chains.at(-1)?.target.name ?? place.name),
    status,
    startedAt,
    ms: clock.now() - startedAt,
    flaky: false,
    steps,
    ...(run.lean === true && status === 'passed'
      ? { chains: [], touched: chains.map(({ events }) => hiddenWithin(touchesOf(events), hide)) }
      : {
          chains: chains.map(({ events }) =>
            values.hidden.size === 0 ? [...events] : events.map((event) => hiddenWithin(event, hide)),
          ),
        }),
    ...(fault === undefined ? {} : { fault }),
  };
}

/** Stopped from outside or by its time limit; a person may take their time. */
function within(limit: TimeLimit, stop: Stop, run: CaseRun): CaseRun {
  run.stop.onStop(stop.stop);
  return {
    ...run,
    stop,
    pace: (index) => limit.without(() => run.pace(index)),
    ask: (...asked) => limit.without(() => run.ask(...asked)),
  };
}

async function runSteps(state: CaseState, steps: StepResult[], limit: TimeLimit): Promise<void> {
  const { run } = state;
  const { scenario, lines } = run.of.source;
  for (const [index, step] of scenario.steps.entries()) {
    const goesOn = () => (steps.at(-1)?.status ?? 'passed') === 'passed' && !run.stop.stopped;
    if (goesOn()) await run.pace(index);
    const line = lines[index] ?? 1;
    const ended = goesOn()
      ? inTime(await runStep(state, step, { index, line }), limit)
      : skipped(scenario.steps.slice(0, index), step, line);
    steps.push(ended);
    run.told({ step: ended });
  }
}

/** Whatever a step came to, once the time is over it is the time that ended it. */
function inTime(step: StepResult, { over, fault }: TimeLimit): StepResult {
  return over ? { ...step, status: 'error', checks: [], fault } : step;
}

/** The last change first. @returns why the sandbox is not as it was */
async function putBack(undo: CaseState['undo']): Promise<Fault | undefined> {
  let fault: Fault | undefined;
  for (const back of undo.toReversed()) {
    try {
      await back();
    } catch (error) {
      fault ??= faultIn(error);
    }
  }
  return fault;
}

function about({ of, attempt }: CaseRun) {
  const { source, row, id, title } = of;
  const { name, tags = [] } = source.scenario;
  return { v: RESULT_VERSION, id, file: source.file, name, title, tags, row, attempt } as const;
}

function statusOf(steps: readonly StepResult[]): ScenarioResult['status'] {
  return steps.find(({ status }) => status === 'error' || status === 'failed')?.status ?? 'passed';
}

function skipped(before: readonly ScenarioStep[], step: ScenarioStep, line: number): StepResult {
  const about = { index: before.length, kind: kindOf(step), title: titleOf(step, before), line };
  return { ...about, status: 'skipped', checks: [], stepIds: [], ms: 0 };
}
