import type { Found } from '@core/contract/search.ts';
import { withData } from '../data-host.ts';
import { EXIT } from '../exit-codes.ts';
import { jsonText, plain } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { valueIn } from '../value-in.ts';
import { foundText } from './found-text.ts';

export interface SearchOptions {
  readonly data: string | undefined;
  readonly json: boolean;
  /** Chains at most. */
  readonly limit: number;
}

/** What one question to the host may bring. */
const A_PAGE = 200;

/** Prints the chains that a query finds, what came last first. */
export async function searchHistory(
  query: string,
  { data, json, limit }: SearchOptions,
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  return withData({ data, keychain: 'none' }, around, terminal, async ({ call }) => {
    const found: Found[] = [];
    let after: string | undefined;
    do {
      const most = Math.min(A_PAGE, limit - found.length);
      const wish = { query, most, ...(after === undefined ? {} : { after }) };
      const page = valueIn(await call('history.search', wish));
      if (page.faults.length > 0) {
        // Without the term that could not be read, a script would take what it never asked for.
        for (const { from, to, says } of page.faults)
          terminal.err(`${plain(query.slice(from, to))}: ${says}\n`);
        return EXIT.usage.code;
      }
      found.push(...page.found);
      after = page.next;
    } while (after !== undefined && found.length < limit);

    if (json) terminal.out(jsonText({ found, more: after !== undefined }));
    else terminal.out(foundText(found, terminal.color));
    if (found.length === 0 && !json) terminal.err('No chain fits.\n');
    if (after !== undefined && !json) terminal.err(`There are more than these ${limit}: see --limit.\n`);
    return EXIT.ok.code;
  });
}
