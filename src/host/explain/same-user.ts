import { provedPassword } from '../../chain/lockout.ts';
import { chainOf, type Chain, type Step } from '../../chain/model.ts';
import type { Chains } from '../chains.ts';
import { canonicalUsername, type LiveChain } from '../live-chain.ts';

/** A chain with what it is shown as. */
export interface SeenChain {
  readonly live: LiveChain;
  readonly shown: Chain;
}

export function seenChains(chains: Chains): SeenChain[] {
  return chains.heads().flatMap(({ chainId }) => {
    const live = chains.get(chainId);
    const shown = chainOf(live.events);
    return shown === undefined ? [] : [{ live, shown }];
  });
}

/** The chains of this run about the same user of the same pool, under whatever name they were begun. */
export function ofSameUser(all: readonly SeenChain[], { live }: SeenChain): SeenChain[] {
  const names = namesOf(live);
  const pool = poolOf(live);
  return all.filter(
    (other) => poolOf(other.live) === pool && [...namesOf(other.live)].some((name) => names.has(name)),
  );
}

/** When the user got past the password before this step, in any of these chains. */
export function signedInAt(chains: readonly SeenChain[], step: Step): number | undefined {
  return chains
    .flatMap(({ shown }) => shown.steps)
    .filter(provedPassword)
    .map(({ endedAt = 0 }) => endedAt)
    .filter((at) => at <= step.sentAt)
    .toSorted((a, b) => a - b)
    .at(-1);
}

/** Every name a chain knows its user by, in lower case. */
export function namesOf(chain: LiveChain): Set<string> {
  const canonical = [...chain.steps.keys()].map((id) => canonicalUsername(chain, id));
  return new Set(
    [chain.username, ...canonical].filter((name) => name !== '').map((name) => name.toLowerCase()),
  );
}

function poolOf({ target }: LiveChain): string {
  return target.userPoolId === '' ? `${target.endpoint} ${target.clientId}` : target.userPoolId;
}
