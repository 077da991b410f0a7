import type { searchCommands } from '@core/contract/search.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';

/** The fake host's side of `contract/search.ts`. */
export function fakeSearch(_tell: (event: HostEvent) => void): Pick<Handlers, keyof typeof searchCommands> {
  return {};
}
