import type { ChainTarget } from '../chain/event.ts';
import type { Target } from '../contract.ts';

/** A target as far as a chain tells of it, where it is not among the targets: nothing is sent there. */
export function targetThen(told: Partial<ChainTarget> | Target | undefined): Target {
  return {
    ...{ region: '', endpoint: '', userPoolId: '', clientId: '', id: '', name: '', sessionMinutes: 3 },
    ...{ customEndpoint: true, hasClientSecret: false, fips: false, profile: '', production: false },
    ...{ color: 'none', kind: 'endpoint' },
    ...told,
  };
}
