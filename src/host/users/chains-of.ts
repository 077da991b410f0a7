import { type Chain, chainOf } from '../../chain/model.ts';
import type { Target } from '../../contract.ts';
import type { History } from '../../history/history.ts';

/** More are no help: the newest are what somebody asks about. */
const MOST = 50;

export interface ChainsOfUser {
  /** Newest first. */
  readonly chains: readonly Chain[];
  readonly more: boolean;
}

/**
 * This computer's chains of a user, under any of their names, at any target of the same pool.
 * @param names username, sub and aliases
 */
export async function chainsOfUser(
  history: History,
  target: Pick<Target, 'id' | 'userPoolId'>,
  names: readonly string[],
): Promise<ChainsOfUser> {
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))].filter((name) => name !== '');
  const pages = await Promise.all(
    wanted.map((value) =>
      history.search(
        { terms: [{ kind: 'facet', not: false, key: 'user', value, prefix: false }] },
        { most: MOST },
      ),
    ),
  );
  const lines = new Map(pages.flatMap(({ found }) => found).map(({ line }) => [line.chainId, line]));
  const newest = [...lines.values()].sort((one, other) => other.startedAt - one.startedAt);
  const kept = await Promise.all(newest.slice(0, MOST).map(({ chainId }) => history.read(chainId)));
  const chains = kept
    .flatMap((chain) => chainOf(chain?.events.map(({ event }) => event) ?? []) ?? [])
    .filter((chain) => isHere(chain, target));
  return { chains, more: newest.length > MOST || pages.some(({ next }) => next !== undefined) };
}

function isHere(chain: Chain, { id, userPoolId }: Pick<Target, 'id' | 'userPoolId'>): boolean {
  return chain.target.id === id || (userPoolId !== '' && chain.target.userPoolId === userPoolId);
}
