import type { reportCommands } from '@core/contract/report.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';

/** The fake host's side of `contract/report.ts`. */
export function fakeReport(_tell: (event: HostEvent) => void): Pick<Handlers, keyof typeof reportCommands> {
  return {
    'step.copyAs': async ({ format }) => ({ text: `${format} …` }),
    'chain.copyTicket': async () => ({ text: '# Ticket' }),
  };
}
