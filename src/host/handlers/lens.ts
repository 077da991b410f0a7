import type { lensCommands } from '../../contract/lens.ts';
import type { Handlers } from '../../contract.ts';
import { hashReport } from '../lens/hash-report.ts';
import { srpLineValue, srpView } from '../lens/srp-view.ts';
import type { Parts } from '../parts.ts';
import { copyAndClear } from '../reveal.ts';

export function lensHandlers(parts: Parts): Pick<Handlers, keyof typeof lensCommands> {
  const { chains, ports } = parts;
  return {
    'lens.srp': async ({ pasted, ...ask }) => srpView(chains, ask, pasted),
    'lens.srpReveal': async ({ line, ...ask }) => ({ value: srpLineValue(chains, ask, line).value }),
    'lens.srpCopy': async ({ line, ...ask }) => {
      const { value, secret } = srpLineValue(chains, ask, line);
      if (secret) return copyAndClear(ports.clipboard, ports.clock, value);
      await ports.clipboard.write(value);
      return null;
    },
    'lens.secretHash': (input) => hashReport(parts, input),
  };
}
