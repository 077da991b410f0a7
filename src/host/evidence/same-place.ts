import type { ChainTarget } from '../../chain/event.ts';
import type { Target } from '../../contract.ts';

/** The same app client of the same endpoint: a Session, a device and tokens of one are good at the other. */
export function isSamePlace(told: Pick<ChainTarget, 'clientId' | 'endpoint'>, target: Target): boolean {
  return told.clientId === target.clientId && originOf(told.endpoint) === originOf(target.endpoint);
}

function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return url;
  }
}
