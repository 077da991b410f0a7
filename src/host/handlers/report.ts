import type { reportCommands } from '../../contract/report.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function reportHandlers(_parts: Parts): Pick<Handlers, keyof typeof reportCommands> {
  return {};
}
