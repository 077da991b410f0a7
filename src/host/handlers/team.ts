import type { teamCommands } from '../../contract/team.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function teamHandlers(_parts: Parts): Pick<Handlers, keyof typeof teamCommands> {
  return {};
}
