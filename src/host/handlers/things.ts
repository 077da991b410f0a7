import type { thingsCommands } from '../../contract/things.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function thingsHandlers(_parts: Parts): Pick<Handlers, keyof typeof thingsCommands> {
  return {};
}
