import { chainOf } from '../../chain/model.ts';
import { PENDING_KEY } from '../../chain/rail.ts';
import type { LiveChain } from '../live-chain.ts';

/** The key of a waiting challenge that stays good when another one waits. */
export function pendingKey(stepId: string): string {
  return `${PENDING_KEY}-${stepId}`;
}

/** The step that asked the challenge which a key of the pictures stands for (`pending`, `pending-STEP`). */
export function openPendingOf(chain: LiveChain, key: string): string | undefined {
  if (key === PENDING_KEY) return chainOf(chain.events)?.pending?.stepId;
  return key.startsWith(`${PENDING_KEY}-`) ? key.slice(PENDING_KEY.length + 1) : undefined;
}
