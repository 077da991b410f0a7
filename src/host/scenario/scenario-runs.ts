import type { ScenarioRun } from '../../contract/scenario.ts';
import { coreFault } from '../../form/form.ts';
import type { StepResult } from '../../scenario/result.ts';
import type { Parts } from '../parts.ts';
import { createStop, type Stop } from '../run/stop.ts';
import { type CaseRun, runCase } from './run-case.ts';

/** Runs of scenarios that were begun here, until they are forgotten. */
export interface ScenarioRuns {
  begin(
    input: Omit<CaseRun, 'stop' | 'pace' | 'ask' | 'told'> & { readonly pace: 'through' | 'steps' },
  ): string;
  list(): ScenarioRun[];
  /** @throws CoreFault RUN_UNKNOWN */
  state(runId: string): ScenarioRun;
  next(runId: string): void;
  tell(runId: string, value: string): void;
  stop(runId: string): void;
  forget(runId: string, chains: boolean): void;
}

interface Going {
  state: ScenarioRun;
  readonly stop: Stop;
  goOn?: ((value?: string) => void) | undefined;
}

export function createScenarioRuns(parts: Parts): ScenarioRuns {
  const runs = new Map<string, Going>();
  const get = (runId: string): Going => {
    const going = runs.get(runId);
    if (going === undefined) throw coreFault('RUN_UNKNOWN', 'This run is not there any more.');
    return going;
  };

  return {
    begin({ pace, ...input }) {
      const runId = parts.ports.random.uuid();
      const stop = createStop();
      const { of } = input;
      const going: Going = {
        stop,
        state: {
          runId,
          file: of.source.file,
          title: of.title,
          startedAt: parts.ports.clock.now(),
          chainIds: [],
          steps: [],
        },
      };
      runs.set(runId, going);
      const change = (news: Partial<ScenarioRun>) => {
        going.state = { ...going.state, ...news };
        parts.tell({ type: 'scenario.run', runId });
      };
      const waitFor = (waits: NonNullable<ScenarioRun['waits']>): Promise<string | undefined> =>
        new Promise((resolve) => {
          const over = (value?: string) => {
            going.goOn = undefined;
            forget();
            const { waits: _, ...rest } = going.state;
            going.state = rest;
            resolve(value);
          };
          const forget = stop.onStop(() => over());
          going.goOn = over;
          change({ waits });
        });
      const run: CaseRun = {
        ...input,
        stop,
        pace: async (at) => {
          change({ at });
          if (pace === 'steps' && !stop.stopped) await waitFor({ kind: 'next' });
        },
        ask: (question, secret) => waitFor({ kind: 'ask', question, secret }),
        told: (news) =>
          'chainId' in news
            ? change({ chainIds: [...going.state.chainIds, news.chainId] })
            : change({ steps: [...going.state.steps, news.step satisfies StepResult] }),
      };
      void runCase(parts, run).then((result) => change({ result }));
      return runId;
    },
    list: () => [...runs.values()].map(({ state }) => state),
    state: (runId) => get(runId).state,
    next: (runId) => get(runId).goOn?.(),
    tell: (runId, value) => get(runId).goOn?.(value),
    stop: (runId) => get(runId).stop.stop(),
    forget(runId, chains) {
      const { state, stop } = get(runId);
      stop.stop();
      runs.delete(runId);
      if (chains) for (const id of state.chainIds) if (parts.chains.has(id)) parts.chains.remove(id);
    },
  };
}
