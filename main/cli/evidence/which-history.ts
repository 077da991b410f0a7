import type { Call } from '@core/contract.ts';
import type { SearchPage } from '@core/contract/search.ts';
import type { DataWish } from '../data-host.ts';
import type { Surroundings } from '../surroundings.ts';
import { valueIn } from '../value-in.ts';

/** Asks one home of the history for a page. */
export type Search = (wish: {
  readonly query: string;
  readonly most: number;
  readonly after?: string;
}) => Promise<SearchPage>;

/** The folder's own history, or the team's. */
export function searchIn(call: Call, team: boolean): Search {
  return async (wish) => valueIn(await call(team ? 'team.search' : 'history.search', wish));
}

/**
 * What of a folder is needed to read in it. The team's password is in the keychain, unless COUNTERSIGN_HISTORY says all.
 */
export function toRead(
  { data, team }: { readonly data: string | undefined; readonly team: boolean },
  { env }: Surroundings,
): DataWish {
  const needsKeychain = team && (env['COUNTERSIGN_HISTORY'] ?? '') === '';
  return { data, team, keychain: needsKeychain ? 'shared' : 'none' };
}
