import { whyOf } from '../../chain/why/why.ts';
import { chainOf } from '../../chain/model.ts';
import type { contextCommands } from '../../contract/context.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';
import type { Runs } from '../run/runs.ts';
import { createReference } from '../reference/reference.ts';
import { createPredictions } from '../predictions.ts';
import type { ServiceReads } from '../pool/service-reads.ts';
import { createSurroundings } from '../surroundings/surroundings.ts';

export function contextHandlers(
  parts: Parts,
  runs: Runs,
  reads: ServiceReads,
): Pick<Handlers, keyof typeof contextCommands | 'chain.next'> {
  const { chains, sandbox, knownUsers } = parts;
  const surroundings = createSurroundings(parts, reads);
  const predictions = createPredictions(parts.ports, surroundings);
  const reference = createReference(parts, runs);

  return {
    'chain.why': async ({ chainId, stepId, read }) => {
      const live = chains.get(chainId);
      const { around, unread, readable } = await surroundings.of(live, stepId, read);
      const chain = chainOf(live.events);
      const why = chain && whyOf(chain, stepId, around);
      if (why === undefined) return null;
      return { ...why, ...(unread.length === 0 ? {} : { unread }), ...(readable ? { readable } : {}) };
    },
    'chain.next': async ({ targetId, chainId, parentId, answer }) => {
      if (chainId !== undefined && parentId !== undefined) {
        const chain = chains.get(chainId);
        const { target, remembered } = chain;
        return (await predictions.predict({ target, answer, at: { chain, parentId }, remembered })) ?? null;
      }
      const target = await sandbox.target(targetId);
      const remembered = await knownUsers.rememberedFor(target, answer.inputs['USERNAME'] ?? '');
      return (await predictions.predict({ target, answer, remembered })) ?? null;
    },
    'chain.predicted': async ({ chainId, stepId }) =>
      predictions.compare(chains.get(chainId), stepId) ?? null,
    'reference.page': ({ kind, name }) => reference.page(kind, name),
    'reference.try': ({ kind, name }) => reference.try(kind, name),
    'reference.stop': async () => {
      reference.stop();
      return null;
    },
    'reference.state': async () => reference.state() ?? null,
  };
}
