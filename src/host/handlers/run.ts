import type { runCommands } from '../../contract/run.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';
import { createRuns } from '../run/runs.ts';
import { openRunSettings } from '../run/settings.ts';

export async function runHandlers(parts: Parts): Promise<Pick<Handlers, keyof typeof runCommands>> {
  const { chains, following, ports } = parts;
  const settings = await openRunSettings(ports.files);
  const runs = createRuns(parts, () => settings.get());

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
