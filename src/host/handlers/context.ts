import { whyOf } from '../../chain/why/why.ts';
import { chainOf } from '../../chain/model.ts';
import type { contextCommands } from '../../contract/context.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';
import { createReference } from '../reference/reference.ts';
import { createSurroundings } from '../surroundings.ts';

export function contextHandlers(parts: Parts): Pick<Handlers, keyof typeof contextCommands> {
  const { chains } = parts;
  const surroundings = createSurroundings(parts);
  const reference = createReference(parts);

  return {
    'chain.why': async ({ chainId, stepId }) => {
      const live = chains.get(chainId);
      const around = await surroundings.of(live, stepId);
      const chain = chainOf(live.events);
      return (chain && whyOf(chain, stepId, around)) ?? null;
    },
    'reference.page': ({ kind, name }) => reference.page(kind, name),
    'reference.try': ({ kind, name }) => reference.try(kind, name),
  };
}
