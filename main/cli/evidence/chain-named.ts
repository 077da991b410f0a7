import { coreFault } from '@core/form/form.ts';
import type { Search } from './which-history.ts';

const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** What was opened from the team's history stands in the folder's own under the team's id, with this before it. */
const OF_TEAM = 'team-';
const WHOLE = new RegExp(`^(${OF_TEAM})?${UUID}$`);
const ID = /^[0-9a-z-]+$/;
/** Shorter ones fit too much. */
const SHORTEST = 4;
/** So many that fit are named. */
const NAMED = 5;

/**
 * The id of the chain that is meant by its id, or by the beginning of it. A chain of the team's goes by its id with and
 * without `team-` before it, whichever list it was read from.
 * @throws CoreFault CHAIN_UNKNOWN, also where several begin so
 */
export async function chainNamed(search: Search, name: string): Promise<string> {
  const typed = name.toLowerCase();
  const bare = typed.startsWith(OF_TEAM) ? typed.slice(OF_TEAM.length) : typed;
  if (bare.length < SHORTEST)
    throw coreFault('CHAIN_UNKNOWN', `${name} is too short: give ${SHORTEST} characters of the id or more.`);
  if (!ID.test(typed))
    throw coreFault('CHAIN_UNKNOWN', `${name} is no id: there are letters, digits and dashes in one.`);
  for (const beginning of new Set([typed, bare, `${OF_TEAM}${bare}`])) {
    const fitting = await beginningSo(search, beginning);
    const [chainId, ...others] = fitting;
    if (chainId === undefined) continue;
    if (others.length === 0 || chainId === beginning) return chainId;
    const named = fitting.slice(0, NAMED).join(', ');
    const more = fitting.length > NAMED ? ' and more' : '';
    throw coreFault('CHAIN_UNKNOWN', `Several chains begin with ${name}: ${named}${more}.`);
  }
  // It may be in no list, as those of the bench are, and there all the same.
  if (WHOLE.test(typed)) return typed;
  throw coreFault('CHAIN_UNKNOWN', `No chain has an id that begins with ${name}.`);
}

/** In order; one more than are named where there are more. */
async function beginningSo(search: Search, beginning: string): Promise<readonly string[]> {
  const { found } = await search({ query: `id:${beginning}`, most: NAMED + 1 });
  return found.map(({ line }) => line.chainId).sort();
}
