import type { reportCommands } from '../../contract/report.ts';
import type { Handlers } from '../../contract.ts';
import { chainTicket } from '../evidence/ticket.ts';
import type { Parts } from '../parts.ts';
import { copyAndClear, snippetOf } from '../reveal.ts';

export function reportHandlers(parts: Parts): Pick<Handlers, keyof typeof reportCommands> {
  const { ports, chains } = parts;
  return {
    'step.copyAs': async ({ chainId, stepId, format, secrets }) => {
      const text = snippetOf(chains.get(chainId), stepId, format, secrets);
      if (secrets === 'revealed') {
        await copyAndClear(ports.clipboard, ports.clock, text);
        return {};
      }
      await ports.clipboard.write(text);
      return { text };
    },
    'chain.copyTicket': async ({ chainId }) => {
      const text = await chainTicket(parts, chainId);
      await ports.clipboard.write(text);
      return { text };
    },
  };
}
