import type { importCommands } from '../../contract/import.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function importHandlers(_parts: Parts): Pick<Handlers, keyof typeof importCommands> {
  return {};
}
