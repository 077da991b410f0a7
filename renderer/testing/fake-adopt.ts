import type { adoptCommands } from '@core/contract/adopt.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';

/** The fake host's side of `contract/adopt.ts`: nothing can be read, adopted or run again until a test says otherwise. */
export function fakeAdopt(_tell: (event: HostEvent) => void): Pick<Handlers, keyof typeof adoptCommands> {
  return {
    'paste.read': async () => ({ kind: 'unknown', why: 'This is neither a request nor an error.' }),
    'paste.keep': async () => ({ chainId: 'chain-1', chainIds: ['chain-1'], here: [] }),
    'chain.adoptable': async () => ({ why: 'Nothing waits for an answer.' }),
    'chain.adopt': async () => ({ stepId: 'step-1' }),
    'chain.reproducible': async () => ({ steps: 1, needs: [] }),
    'chain.reproduce': async () => ({ chainId: 'chain-1' }),
    'reproduction.goOn': async () => null,
    'reproduction.verdict': async () => ({
      kind: 'same',
      because: 'The one step came out as then.',
      done: 1,
      of: 1,
    }),
  };
}
