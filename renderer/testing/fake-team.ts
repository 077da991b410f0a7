import type { teamCommands } from '@core/contract/team.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';

/** The fake host's side of `contract/team.ts`. */
export function fakeTeam(_tell: (event: HostEvent) => void): Pick<Handlers, keyof typeof teamCommands> {
  return {};
}
