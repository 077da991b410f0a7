import type { handoverCommands } from '@core/contract/handover.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';

/** The fake host's side of `contract/handover.ts`. */
export function fakeHandover(
  _tell: (event: HostEvent) => void,
): Pick<Handlers, keyof typeof handoverCommands> {
  return {};
}
