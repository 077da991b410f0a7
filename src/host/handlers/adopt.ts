import type { adoptCommands } from '../../contract/adopt.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function adoptHandlers(_parts: Parts): Pick<Handlers, keyof typeof adoptCommands> {
  return {};
}
