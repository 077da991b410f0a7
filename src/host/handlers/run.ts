import type { runCommands } from '../../contract/run.ts';
import type { Handlers, RunSettings } from '../../contract.ts';
import type { Parts } from '../parts.ts';
import type { Runs } from '../run/runs.ts';
import type { OpenFile } from '../stored-file.ts';

export function runHandlers(
  { chains, following }: Parts,
  runs: Runs,
  settings: OpenFile<RunSettings>,
): Pick<Handlers, keyof typeof runCommands> {
  return {
    'run.start': async ({ chainId, ...input }) => runs.start({ chain: chains.get(chainId), ...input }),
    'run.stop': async ({ chainId }) => {
      runs.stop(chains.get(chainId));
      return null;
    },
    'run.state': async ({ chainId }) => runs.state(chainId),
    'run.settings': async () => settings.get(),
    'run.setSettings': async ({ breakpoints, pauseBeforeSending }) => {
      const now = settings.get();
      await settings.set({
        breakpoints: breakpoints ?? now.breakpoints,
        pauseBeforeSending: pauseBeforeSending ?? now.pauseBeforeSending,
      });
      return settings.get();
    },
    'chain.fork': ({ chainId, stepId, kind }) => runs.fork(chains.get(chainId), stepId, kind),
    'chain.restart': async ({ chainId, answer, branch }) => {
      const started = await chains.restart(chains.get(chainId), answer, { branch });
      following.follow(started);
      return { stepId: started.stepId };
    },
  };
}
