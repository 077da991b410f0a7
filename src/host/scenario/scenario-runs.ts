import type { ScenarioRun } from '../../contract/scenario.ts';
import { coreFault } from '../../form/form.ts';
import type { ScenarioResult, StepResult } from '../../scenario/result.ts';
import type { Parts } from '../parts.ts';
import { createStop, type Stop } from '../run/stop.ts';
import { createKeptSecrets } from './kept-secrets.ts';
import { type CaseRun, runCase } from './run-case.ts';

/** Runs of scenarios that were begun here, until they are forgotten. */
export interface ScenarioRuns {
  /** Returns at once. @throws CoreFault SCENARIO_UNDER_WAY */
  begin(
    input: Omit<CaseRun, 'stop' | 'pace' | 'passed' | 'ask' | 'told' | 'waiting'> & {
      readonly pace: 'through' | 'steps';
      readonly holds: boolean;
      /** Told what a person answered. */
      readonly answered?: (question: string, value: string, secret: boolean) => void;
    },
  ): string;
  /** What a run comes to. @throws CoreFault RUN_UNKNOWN */
  end(runId: string): Promise<ScenarioResult>;
  /** Whether one is under way. */
  isGoing(): boolean;
  list(): ScenarioRun[];
  /** @throws CoreFault RUN_UNKNOWN */
  state(runId: string): ScenarioRun;
  next(runId: string): void;
  /**
   * @param keep puts it into the keychain, too, where the run asks for what that would have had
   * @throws CoreFault RUN_UNKNOWN, and where it can’t be kept SECRET_VALUE, VAULT_UNAVAILABLE: then the run still asks
   */
  tell(runId: string, value: string, keep: boolean): Promise<void>;
  stop(runId: string): void;
  forget(runId: string, chains: boolean): void;
}

interface Going {
  state: ScenarioRun;
  readonly stop: Stop;
  end?: Promise<ScenarioResult>;
  goOn?: ((value?: string) => void) | undefined;
}

export function createScenarioRuns(parts: Parts): ScenarioRuns {
  const runs = new Map<string, Going>();
  const get = (runId: string): Going => {
    const going = runs.get(runId);
    if (going === undefined) throw unknown();
    return going;
  };

  /** What is under way is cut off. */
  const halt = ({ state, stop }: Going) => {
    if (state.result === undefined) stop.stop();
  };

  const isGoing = () => [...runs.values()].some(({ state }) => state.result === undefined);

  return {
    isGoing,
    begin({ pace, holds, answered, ...input }) {
      if (input.begin === 'seed' && isGoing())
        throw coreFault(
          'SCENARIO_UNDER_WAY',
          'Another scenario is running. Stop it first, or run this one on the sandbox as it is.',
        );
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
        const { result, waits } = going.state;
        const stands = result !== undefined || waits !== undefined;
        parts.tell({ type: 'scenario.run', runId, ...(stands ? { stands } : {}) });
      };
      const waitsNoMore = () => {
        const { waits: _, ...rest } = going.state;
        going.state = rest;
      };
      const waitFor = (waits: NonNullable<ScenarioRun['waits']>): Promise<string | undefined> =>
        new Promise((resolve) => {
          const over = (value?: string) => {
            going.goOn = undefined;
            forget();
            waitsNoMore();
            resolve(value);
          };
          const forget = stop.onStop(() => over());
          going.goOn = over;
          change({ waits });
          if (stop.stopped) over();
        });
      const run: CaseRun = {
        ...input,
        stop,
        pace: async (at) => {
          change({ at });
          if (pace === 'steps' && !stop.stopped) await waitFor({ kind: 'next' });
        },
        passed: async () => {
          if (holds && !stop.stopped) await waitFor({ kind: 'end' });
        },
        ask: async (question, secret, keychain) => {
          const kept = keychain === undefined ? {} : { keychain };
          const value = await waitFor({ kind: 'ask', question, secret, ...kept });
          if (value !== undefined) answered?.(question, value, secret);
          return value;
        },
        waiting(until) {
          waitsNoMore();
          change(until === undefined ? {} : { waits: { kind: 'time', until } });
        },
        told: (news) =>
          'chainId' in news
            ? change({ chainIds: [...going.state.chainIds, news.chainId] })
            : change({ steps: [...going.state.steps, news.step satisfies StepResult] }),
      };
      going.end = runCase(parts, run).then((result) => {
        change({ result });
        return result;
      });
      return runId;
    },
    list: () => [...runs.values()].map(({ state }) => state),
    state: (runId) => get(runId).state,
    end: async (runId) => get(runId).end ?? Promise.reject(unknown()),
    next: (runId) => get(runId).goOn?.(),
    async tell(runId, value, keep) {
      const { waits } = get(runId).state;
      const name = waits?.kind === 'ask' ? waits.keychain : undefined;
      if (keep && name !== undefined) await createKeptSecrets(parts.ports.keychain).set(name, value);
      get(runId).goOn?.(value);
    },
    stop: (runId) => halt(get(runId)),
    forget(runId, chains) {
      const { state } = get(runId);
      halt(get(runId));
      runs.delete(runId);
      if (chains) for (const id of state.chainIds) if (parts.chains.has(id)) parts.chains.remove(id);
    },
  };
}

function unknown() {
  return coreFault('RUN_UNKNOWN', 'This run is not there any more.');
}
