import { standsForSecret } from '../../evidence/bundle/pseudonyms.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';

/**
 * Whether a secret of a step is not here: it came back from the history in its masked form, or a redacted file has a name
 * in its place. Nothing can be told of it then, least of all that it is wrong.
 */
export function isHidden({ events }: LiveChain, { bare }: StepRecord, value: string): boolean {
  if (bare === true) return true;
  const imported = events.some((event) => event.type === 'chain.started' && event.imported !== undefined);
  return imported && standsForSecret(value);
}
