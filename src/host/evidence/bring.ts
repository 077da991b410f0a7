import type { ChainTarget } from '../../chain/event.ts';
import type { Target } from '../../contract.ts';
import type { ImportedChain } from '../../evidence/imported.ts';
import { liveChainOf } from '../history/live-from.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';

/** Puts a chain from elsewhere among those of this run: told, kept, and read-only until it is adopted. */
export function bringImported({ chains, targets }: Parts, { events, secrets }: ImportedChain): LiveChain {
  const started = events.find((event) => event.type === 'chain.started');
  const told = started?.target;
  const known = targets.list().find((target) => told !== undefined && isSamePlace(told, target));
  const chain = liveChainOf(events, secrets, known ?? standIn(told));
  chains.bring(chain);
  return chain;
}

/** The same app client of the same endpoint: a Session of one is good at the other. */
export function isSamePlace(told: Pick<ChainTarget, 'clientId' | 'endpoint'>, target: Target): boolean {
  return told.clientId === target.clientId && originOf(told.endpoint) === originOf(target.endpoint);
}

/** Where nothing is sent: an imported chain's own place, as far as its requests tell. */
function standIn(told: ChainTarget | undefined): Target {
  return {
    id: told?.id ?? 'imported',
    name: told?.name ?? '',
    region: /cognito-idp(?:-fips)?\.([a-z0-9-]+)\./.exec(told?.endpoint ?? '')?.[1] ?? '',
    endpoint: told?.endpoint ?? '',
    customEndpoint: true,
    userPoolId: told?.userPoolId ?? '',
    clientId: told?.clientId ?? '',
    hasClientSecret: false,
    fips: false,
    color: 'none',
    production: false,
    sessionMinutes: told?.sessionMinutes ?? 3,
    kind: 'endpoint',
  };
}

function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return url;
  }
}
