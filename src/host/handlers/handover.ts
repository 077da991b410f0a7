import type { handoverCommands } from '../../contract/handover.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function handoverHandlers(_parts: Parts): Pick<Handlers, keyof typeof handoverCommands> {
  return {};
}
