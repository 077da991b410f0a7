import type { lensCommands } from '../../contract/lens.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function lensHandlers(_parts: Parts): Pick<Handlers, keyof typeof lensCommands> {
  return {};
}
