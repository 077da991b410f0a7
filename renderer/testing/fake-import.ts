import type { importCommands } from '@core/contract/import.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';

/** The fake host's side of `contract/import.ts`. */
export function fakeImport(_tell: (event: HostEvent) => void): Pick<Handlers, keyof typeof importCommands> {
  return {};
}
