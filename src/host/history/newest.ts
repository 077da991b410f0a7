import type { ChainHead } from '../../contract.ts';
import type { ChainLine, History } from '../../history/history.ts';
import type { Query } from '../../history/query/query.ts';
import type { Clock } from '../ports.ts';
import { TEST_USERS_TAG } from '../test-users/tags.ts';

/** Chains of earlier runs that lists show; the search finds all of them. */
const MOST = 200;
/** The window is drawn before the history is opened, which takes a moment. Milliseconds. */
const SOON_MS = 300;

/** Of test users hundreds are made at once: whoever looks for one finds it by the tag. */
const NOT_IN_BULK: Query = {
  terms: [{ not: true, kind: 'facet', key: 'tag', value: TEST_USERS_TAG, prefix: false }],
};

/** The newest of the history, for lists. */
export interface Newest {
  /** Newest first. None until shortly after the first question, so that no window waits for it; then `began` is called. */
  heads(): Promise<readonly ChainHead[]>;
}

/** @param isUnheard of chains that no list shows and that bear no tag yet: work at test users that is under way */
export function createNewest(
  history: History,
  clock: Clock,
  isUnheard: (chainId: string) => boolean,
  began: () => void,
): Newest {
  let opened = history.kind === 'memory';
  let asked = false;

  return {
    async heads() {
      if (!opened && !asked)
        clock.after(SOON_MS, () => {
          opened = true;
          began();
        });
      asked = true;
      if (!opened) return [];
      const { found } = await history.search(NOT_IN_BULK, { most: MOST });
      return found.filter(({ line }) => !isUnheard(line.chainId)).map(({ line }) => headOf(line));
    },
  };
}

function headOf(line: ChainLine): ChainHead {
  const { chainId, startedAt, lastAt, username, flow, targetName, status, failure, expiresAt } = line;
  return {
    chainId,
    at: startedAt,
    username,
    flow,
    targetName,
    // Nothing is under way in a run that has ended.
    status: status === 'sending' ? 'failed' : status,
    lastAt,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(failure === undefined ? {} : { failure }),
  };
}
