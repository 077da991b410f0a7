import type { adoptCommands } from '@core/contract/adopt.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';

/** The fake host's side of `contract/adopt.ts`. */
export function fakeAdopt(_tell: (event: HostEvent) => void): Pick<Handlers, keyof typeof adoptCommands> {
  return {};
}
