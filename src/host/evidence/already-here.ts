import type { ChainEvent } from '../../chain/event.ts';
import type { ImportedChain } from '../../evidence/imported.ts';
import { sourcePrint } from '../../evidence/source-print.ts';
import type { History } from '../../history/history.ts';

/** Chains that began in the same millisecond; more are looked through page by page. */
const A_PAGE = 50;

/**
 * For each chain that is to be brought, the events of the one in the history that was made of the same exchanges;
 * undefined where there is none, or where the history can't be read.
 */
export async function alreadyHere(
  history: History,
  chains: readonly ImportedChain[],
): Promise<readonly (readonly ChainEvent[] | undefined)[]> {
  const found: (readonly ChainEvent[] | undefined)[] = [];
  for (const { events } of chains) found.push(await same(history, events).catch(() => undefined));
  return found;
}

async function same(
  history: History,
  events: readonly ChainEvent[],
): Promise<readonly ChainEvent[] | undefined> {
  const began = events.find(({ type }) => type === 'chain.started')?.at;
  if (began === undefined) return undefined;
  const print = sourcePrint(events);
  const query = {
    terms: [
      { not: false, kind: 'began', side: 'since', at: began },
      { not: false, kind: 'began', side: 'before', at: began + 1 },
    ],
  } as const;
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await history.search(query, { most: A_PAGE, ...(after === undefined ? {} : { after }) });
    for (const { line } of page.found) {
      if (line.source === undefined) continue;
      const kept = (await history.read(line.chainId))?.events.map(({ event }) => event);
      if (kept !== undefined && sourcePrint(kept) === print) return kept;
    }
    after = page.next;
  }
  return undefined;
}
