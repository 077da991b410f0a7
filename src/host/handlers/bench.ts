import type { benchCommands } from '../../contract/bench.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function benchHandlers(_parts: Parts): Pick<Handlers, keyof typeof benchCommands> {
  return {};
}
