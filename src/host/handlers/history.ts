import type { historyCommands } from '../../contract/history.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function historyHandlers(_parts: Parts): Pick<Handlers, keyof typeof historyCommands> {
  return {};
}
