import type { explainCommands } from '../../contract/explain.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function explainHandlers(_parts: Parts): Pick<Handlers, keyof typeof explainCommands> {
  return {};
}
