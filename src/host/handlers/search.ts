import type { searchCommands } from '../../contract/search.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function searchHandlers(_parts: Parts): Pick<Handlers, keyof typeof searchCommands> {
  return {};
}
