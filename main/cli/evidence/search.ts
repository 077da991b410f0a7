import type { Found } from '@core/contract/search.ts';
import { systemClock } from '../../ports/system.ts';
import { withData } from '../data-host.ts';
import { EXIT } from '../exit-codes.ts';
import { jsonText, plain } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { foundText } from './found-text.ts';
import { searchIn, toRead } from './which-history.ts';

export interface SearchOptions {
  readonly data: string | undefined;
  /** The team's history instead of the folder's own. */
  readonly team: boolean;
  readonly json: boolean;
  /** Chains at most. */
  readonly limit: number;
}

/** What one question to the host may bring. */
const A_PAGE = 200;

/** Prints the chains that a query finds, what came last first. */
export async function searchHistory(
  query: string,
  { data, team, json, limit }: SearchOptions,
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  return withData(toRead({ data, team }, around), around, terminal, async ({ call }) => {
    const search = searchIn(call, team);
    const found: Found[] = [];
    let after: string | undefined;
    do {
      const most = Math.min(A_PAGE, limit - found.length);
      const wish = { query, most, ...(after === undefined ? {} : { after }) };
      const page = await search(wish);
      if (page.faults.length > 0) {
        // Without the term that could not be read, a script would take what it never asked for.
        for (const { from, to, says } of page.faults) {
          const at = plain(query.slice(from, to));
          terminal.err(says.startsWith(at) ? `${says}\n` : `${at}: ${says}\n`);
        }
        return EXIT.usage.code;
      }
      found.push(...page.found);
      after = page.next;
    } while (after !== undefined && found.length < limit);

    if (json) terminal.out(jsonText({ found, more: after !== undefined }));
    else terminal.out(foundText(found, terminal.color, systemClock.now()));
    if (found.length === 0 && !json) terminal.err('No chain fits.\n');
    if (after !== undefined && !json) terminal.err(`There are more than these ${limit}: see --limit.\n`);
    return EXIT.ok.code;
  });
}
