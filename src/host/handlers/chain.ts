import type { Answer, Handlers, SandboxUser } from '../../contract.ts';
import { challengeNamed } from '../../challenges/index.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Beginnings } from '../beginnings.ts';
import type { Parts } from '../parts.ts';
import { sandboxTargetId } from '../targets.ts';
import { accept, mayHarm, userAt } from '../harm.ts';
import { previewOf } from '../preview.ts';
import { begin } from '../run/begin.ts';
import type { Runs } from '../run/runs.ts';
import { openingKey } from '../request-drafts.ts';
import { totpNow, totpSetup } from '../totp.ts';

type Names =
  | 'chains.list'
  | 'chain.events'
  | 'chain.start'
  | 'chain.startSeeded'
  | 'chain.answer'
  | 'chain.operate'
  | 'chain.cancel'
  | 'chain.giveUp'
  | 'chain.remove'
  | 'request.preview'
  | 'chain.remembered'
  | 'chain.totp'
  | 'chain.totpSetup';

export function chainHandlers(parts: Parts, runs: Runs, beginnings: Beginnings): Pick<Handlers, Names> {
  const { ports, chains, sandbox, knownUsers, things, beside, serverNow, newest } = parts;
  const { follow } = parts.following;

  /** `again`: a chain whose remembered inputs stand in for fields left empty. */
  async function startInput(targetId: string, answer: Answer, again?: string) {
    const target = await sandbox.target(targetId);
    const known = await knownUsers.rememberedFor(target, answer.inputs['USERNAME'] ?? '');
    const before = again === undefined ? [] : chains.get(again).remembered;
    return { target, answer, remembered: new Map([...known, ...before]) };
  }
  /** Where the form stands that begins a chain, or begins one again. */
  const formOf = (targetId: string, { name }: Answer, chainId?: string) =>
    openingKey(chainId ?? targetId, name);

  /** Things that were added since the last step may suit what is asked now. */
  async function offerNow(chain: LiveChain) {
    const step = [...chain.steps.values()].findLast(({ asked }) => asked !== undefined);
    if (step?.asked === undefined) return;
    await knownUsers.offer(chain, step.id, challengeNamed(step.asked.name).fields(step.asked));
  }

  return {
    async 'chains.list'() {
      const kept = await newest.heads();
      const live = chains.heads();
      return [...live, ...kept.filter(({ chainId }) => !chains.has(chainId))];
    },
    'chain.events': async ({ chainId }) => [...chains.get(chainId).events],
    'chain.start': ({ targetId, answer, again, beginId, confirmed }) =>
      beginnings.run(beginId, async (stop) => {
        const input = { ...(await startInput(targetId, answer, again)), stop };
        const { target } = input;
        mayHarm(parts, { target, username: answer.inputs['USERNAME'] ?? '', sends: [answer] }, confirmed);
        // To start a chain again there is no form: nobody saw it.
        if (again !== undefined) return { chainId: (await begin(parts, runs, input, confirmed)).id };
        const started = await chains.start({ ...input, place: formOf(targetId, answer) });
        accept(started.chain, confirmed);
        follow(started);
        return { chainId: started.chain.id };
      }),
    'chain.giveUp': async ({ beginId }) => {
      beginnings.giveUp(beginId);
      return null;
    },
    'chain.startSeeded': async ({ userPoolId, username }) => {
      const user = await sandbox.user(userPoolId, username);
      const answer: Answer = {
        name: user.flow,
        inputs: { USERNAME: user.username, ...beginning(user) },
        responses: {},
        members: {},
      };
      const input = await startInput(sandboxTargetId(user.clientId), answer);
      return { chainId: (await begin(parts, runs, input)).id };
    },
    'chain.answer': async ({ chainId, parentId, answer, branch, confirmed }) => {
      const standing = branch === undefined ? undefined : { branch };
      const chain = chains.get(chainId);
      const { target } = chain;
      mayHarm(parts, { target, chain, username: userAt(chain, parentId), sends: [answer] }, confirmed);
      const started = await chains.answer(chain, parentId, answer, standing);
      accept(chain, confirmed);
      follow(started);
      return { stepId: started.stepId };
    },
    'chain.operate': async ({ chainId, parentId, ...input }) => {
      const started = await beside.operate({ chain: chains.get(chainId), parentId, ...input });
      follow(started);
      return { stepId: started.stepId };
    },
    'chain.cancel': async ({ chainId }) => {
      for (const cancel of chains.get(chainId).cancels) cancel();
      return null;
    },
    'chain.remove': async ({ chainId }) => {
      chains.remove(chainId);
      return null;
    },
    'request.preview': async ({ targetId, chainId, parentId, answer, beside: isBeside = false }) => {
      if (chainId === undefined || parentId === undefined) {
        const input = await startInput(targetId, answer, chainId);
        return previewOf(await chains.draftStart({ ...input, place: formOf(targetId, answer, chainId) }));
      }
      const chain = chains.get(chainId);
      if (isBeside) {
        const { name: operation, inputs, admin: _admin, ...changes } = answer;
        return previewOf(await beside.draft({ chain, parentId, operation, inputs, changes }));
      }
      return previewOf(await chains.draftAnswer(chain, parentId, answer));
    },
    'chain.remembered': async ({ chainId }) => {
      const chain = chains.get(chainId);
      await offerNow(chain);
      return [...chain.remembered].map(([key, { from, thing }]) => ({
        key,
        from,
        ...(thing === undefined ? {} : { thing }),
      }));
    },
    'chain.totp': async ({ chainId, thingId }) => {
      const chain = chains.get(chainId);
      await offerNow(chain);
      return totpNow(chain, {
        now: serverNow(chain.target),
        aheadMs: serverNow(chain.target) - ports.clock.now(),
        ...(thingId === undefined ? {} : { chosen: (await things.get(thingId)).thing }),
      });
    },
    'chain.totpSetup': async ({ chainId, stepId }) => totpSetup(chains.get(chainId), stepId),
  };
}

/** A custom flow whose path begins with the password has to say so. */
export function beginning({ flow, path }: SandboxUser): Record<string, string> {
  return flow === 'CUSTOM_AUTH' && path[0] === 'PASSWORD_VERIFIER' ? { CHALLENGE_NAME: 'SRP_A' } : {};
}
