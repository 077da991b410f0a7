import type { contextCommands } from '../../contract/context.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function contextHandlers(_parts: Parts): Pick<Handlers, keyof typeof contextCommands> {
  return {};
}
