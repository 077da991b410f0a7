import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';
import { commandLineOf, copyAndClear, revealed } from '../reveal.ts';

type Names = 'secret.reveal' | 'secret.copy' | 'clipboard.write' | 'step.copyAs';

export function secretHandlers({ ports, chains }: Parts): Pick<Handlers, Names> {
  return {
    'secret.reveal': async (spot) => ({ value: revealed(chains.get(spot.chainId), spot) }),
    'secret.copy': async (spot) =>
      copyAndClear(ports.clipboard, ports.clock, revealed(chains.get(spot.chainId), spot)),
    'clipboard.write': async ({ text }) => {
      await ports.clipboard.write(text);
      return null;
    },
    'step.copyAs': async ({ chainId, stepId, format, secrets }) => {
      const chain = chains.get(chainId);
      const line = commandLineOf(chain, stepId, format, secrets);
      if (secrets === 'masked') await ports.clipboard.write(line);
      else await copyAndClear(ports.clipboard, ports.clock, line);
      // With secrets it goes to the clipboard only; the page gets the masked line.
      return { text: secrets === 'masked' ? line : commandLineOf(chain, stepId, format, 'masked') };
    },
  };
}
