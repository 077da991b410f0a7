import type { filesCommands } from '../../contract/files.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function filesHandlers(_parts: Parts): Pick<Handlers, keyof typeof filesCommands> {
  return {};
}
