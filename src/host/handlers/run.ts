import type { runCommands } from '../../contract/run.ts';
import type { Handlers, RunSettings } from '../../contract.ts';
import type { Meant } from '../../chain/harm.ts';
import { accept, guardOf, mayHarm, meantOnTheWay, userAt } from '../harm.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { atHand } from '../run/at-hand.ts';
import { openingKey } from '../request-drafts.ts';
import { openAt } from '../run/open-at.ts';
import type { RunInput, Runs } from '../run/runs.ts';
import type { OpenFile } from '../stored-file.ts';

type Beginning = Pick<RunInput, 'parentId' | 'branch' | 'answer' | 'given'>;

export function runHandlers(
  parts: Parts,
  runs: Runs,
  settings: OpenFile<RunSettings>,
): Pick<Handlers, keyof typeof runCommands> {
  const { chains, following } = parts;

  /** What a run sends first, as far as it is at hand: what is missing goes nowhere. */
  async function first(chain: LiveChain, { parentId, branch, answer, given }: Beginning): Promise<Meant[]> {
    const open = openAt(chain, parentId, branch !== undefined);
    if (open === undefined) return [];
    const made = await atHand(parts, chain, open.stepId, { answer, given });
    if (made.kind === 'answer') return [made.answer];
    return made.kind === 'wait' ? [answer ?? { name: open.name, inputs: {} }] : [];
  }

  return {
    'run.start': async ({ chainId, confirmed, ...input }) => {
      const chain = chains.get(chainId);
      const { target, username } = chain;
      const goesOn = input.until.kind !== 'step';
      const sends = target.production ? await first(chain, input) : [];
      mayHarm(parts, { target, chain, username, sends, goesOn }, confirmed);
      return runs.start({ chain, ...input, guard: guardOf(parts, chain, confirmed) });
    },
    'run.goOn': async ({ chainId, until }) => {
      runs.goOn(chains.get(chainId), until);
      return null;
    },
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
    'chain.fork': async ({ chainId, stepId, kind, confirmed }) => {
      const chain = chains.get(chainId);
      const { target, username } = chain;
      const parentId = chain.steps.get(stepId)?.parentId ?? null;
      const sends = kind === 'replay' ? meantOnTheWay(chain, parentId) : [];
      mayHarm(parts, { target, chain, username, sends }, confirmed);
      return runs.fork(chain, stepId, kind, guardOf(parts, chain, confirmed));
    },
    'chain.restart': async ({ chainId, answer, branch, confirmed }) => {
      const chain = chains.get(chainId);
      const { target } = chain;
      mayHarm(parts, { target, chain, username: userAt(chain, null), sends: [answer] }, confirmed);
      const place = openingKey(chainId, answer.name);
      const started = await chains.restart(chain, answer, { branch }, { place });
      accept(chain, confirmed);
      following.follow(started);
      return { stepId: started.stepId };
    },
  };
}
