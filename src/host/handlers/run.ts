import type { runCommands } from '../../contract/run.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function runHandlers(_parts: Parts): Pick<Handlers, keyof typeof runCommands> {
  return {};
}
