import type { historyCommands } from '@core/contract/history.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';

/** The fake host's side of `contract/history.ts`. */
export function fakeHistory(_tell: (event: HostEvent) => void): Pick<Handlers, keyof typeof historyCommands> {
  return {};
}
