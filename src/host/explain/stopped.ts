import type { RunStop } from '../../contract.ts';

/** A fix that a person stopped before its request was sent. */
export function byHand(stepId: string): RunStop {
  return { kind: 'hand', text: 'Stopped', stepId };
}
