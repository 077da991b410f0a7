import type { History } from './history.ts';
import { memoryHistory } from './memory-history.ts';

/** Keeps nothing, and asks for no key to seal it with: a run of ten thousand chains must not hold them. */
export function noHistory(): History {
  return { ...memoryHistory(), keepsNothing: true, append: async () => undefined };
}
