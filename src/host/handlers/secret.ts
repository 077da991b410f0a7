import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';
import { copyAndClear, revealed } from '../reveal.ts';

type Names = 'secret.reveal' | 'secret.copy' | 'clipboard.write';

export function secretHandlers({ ports, chains }: Parts): Pick<Handlers, Names> {
  return {
    'secret.reveal': async (spot) => ({ value: revealed(chains.get(spot.chainId), spot) }),
    'secret.copy': async (spot) =>
      copyAndClear(ports.clipboard, ports.clock, revealed(chains.get(spot.chainId), spot)),
    'clipboard.write': async ({ text }) => {
      await ports.clipboard.write(text);
      return null;
    },
  };
}
