import { createHash } from 'node:crypto';

/**
 * What host-writer.ts says, JSON, one a line. `told`: the next event of its chain, by its hash. `kept`: so many of its
 * events are in the history.
 */
export type SaidByHost =
  | { readonly said: 'told'; readonly chainId: string; readonly hash: string }
  | { readonly said: 'kept'; readonly chainId: string; readonly events: number }
  | { readonly said: 'problem'; readonly problem: string };

/** Of an event, as it is told and as it is kept. */
export function hashOf(event: unknown): string {
  return createHash('sha256').update(JSON.stringify(event)).digest('base64');
}
