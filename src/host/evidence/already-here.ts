import type { ChainEvent, ChainStarted } from '../../chain/event.ts';
import type { ImportedChain } from '../../evidence/imported.ts';
import { sourceEvents, sourcePrint } from '../../evidence/source-print.ts';
import type { Query, Term } from '../../history/query/query.ts';
import { keptChain } from '../history/bring-back.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';

type Here = Pick<Parts, 'chains' | 'targets' | 'sealing' | 'ports'>;

/** Chains that began in the same millisecond, or of the same user; more are looked through page by page. */
const A_PAGE = 50;

/**
 * For each chain that is to be brought, the events of the one that was made of the same exchanges before. Undefined where
 * there is none, or where the history can't be read. What was pasted a moment ago need not be written yet; of files, wait
 * for that.
 */
export async function alreadyHere(
  parts: Here,
  chains: readonly ImportedChain[],
): Promise<readonly (readonly ChainEvent[] | undefined)[]> {
  const found: (readonly ChainEvent[] | undefined)[] = [];
  for (const chain of chains) found.push(await same(parts, chain).catch(() => undefined));
  return found;
}

async function same(parts: Here, chain: ImportedChain): Promise<readonly ChainEvent[] | undefined> {
  const { undated = false, events } = chain;
  const started = beginning(events);
  if (started === undefined) return undefined;
  const print = sourcePrint(events, undated);
  const looksSame = (other: readonly ChainEvent[]) => sourcePrint(other, undated) === print;

  // Its times may be to the second, or none.
  const isPasted = started.imported?.kind === 'paste';
  for (const live of isPasted ? parts.chains.all() : [])
    if (beganAlike(beginning(live.events), started, undated))
      if (looksSame(live.events) && hidesTheSame(live, chain)) return live.events;

  const { history } = parts.ports;
  const query = queryFor(started, undated);
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await history.search(query, { most: A_PAGE, ...(after === undefined ? {} : { after }) });
    for (const { line } of page.found) {
      if (line.source === undefined) continue;
      const kept = (await history.read(line.chainId))?.events.map(({ event }) => event);
      if (kept === undefined || !looksSame(kept)) continue;
      if (!isPasted) return kept;
      const back = await keptChain({ ...parts, history }, line.chainId);
      if (back === undefined || hidesTheSame(back.chain, chain)) return kept;
    }
    after = page.next;
  }
  return undefined;
}

function beginning(events: readonly ChainEvent[]): ChainStarted | undefined {
  return events.find((event): event is ChainStarted => event.type === 'chain.started');
}

/** Whether it is worth a closer look. */
function beganAlike(one: ChainStarted | undefined, other: ChainStarted, undated: boolean): boolean {
  if (one?.imported === undefined || (!undated && one.at !== other.at)) return false;
  return one.username === other.username && one.flow === other.flow;
}

function queryFor({ at, username, flow, target }: ChainStarted, undated: boolean): Query {
  if (!undated)
    return {
      terms: [
        { not: false, kind: 'began', side: 'since', at },
        { not: false, kind: 'began', side: 'before', at: at + 1 },
      ],
    };
  const facet = (key: 'source' | 'user' | 'flow' | 'client', value: string): Term[] =>
    value === '' ? [] : [{ not: false, kind: 'facet', key, value: value.toLowerCase(), prefix: false }];
  return {
    terms: [
      ...facet('source', 'paste'),
      ...facet('user', username),
      ...facet('flow', flow),
      ...facet('client', target.clientId),
    ],
  };
}

/**
 * Whether what is masked is the same, too, as far as it is known of the one that is here: without a moment that tells them
 * apart, a try with another password looks like the first.
 */
function hidesTheSame(here: LiveChain, { secrets }: ImportedChain): boolean {
  const steps = sourceEvents(here.events).flatMap((event) =>
    event.type === 'step.sent' ? (here.steps.get(event.stepId) ?? []) : [],
  );
  return secrets.every(({ requestText, responseText }, at) => {
    const step = steps[at];
    if (step === undefined || step.bare === true) return true;
    return step.requestText === requestText && step.responseText === responseText;
  });
}
