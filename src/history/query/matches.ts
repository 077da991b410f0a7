import { facetsOf, wordsOf } from '../facets.ts';
import { facetsOfLine, type KeptChain } from '../history.ts';
import { standsAs } from '../standing.ts';
import { wordsIn } from '../words.ts';
import type { Query, Term } from './query.ts';

/** Whether a chain is what a query asks for: what it means, in the plainest way. The homes' SQL is held against this. */
export function matches({ terms }: Query, chain: KeptChain): boolean {
  return terms.every((term) => holds(term, chain) !== term.not);
}

function holds(term: Term, { line, annotations, events }: KeptChain): boolean {
  switch (term.kind) {
    case 'text': {
      const noted = wordsIn(`${annotations.notes} ${annotations.tags.join(' ')} ${annotations.ticket}`);
      return [noted, ...events.map(({ event }) => wordsOf(event))].some((words) =>
        term.words.every((wanted) =>
          words.some((word) => (term.prefix ? word.startsWith(wanted) : word === wanted)),
        ),
      );
    }
    case 'facet':
      return [...facetsOfLine(line, annotations), ...events.flatMap(({ event }) => facetsOf(event))].some(
        ({ key, value }) =>
          key === term.key && (term.prefix ? value.startsWith(term.value) : value === term.value),
      );
    case 'began':
      return term.side === 'since' ? line.startedAt >= term.at : line.startedAt < term.at;
    case 'took':
      return term.side === 'over' ? line.slowestMs > term.ms : line.slowestMs < term.ms;
    case 'waits':
      if (line.expiresAt === undefined) return false;
      return term.side === 'live' ? line.expiresAt > term.at : line.expiresAt <= term.at;
    case 'ended':
      return standsAs(line, term.at) === term.side;
    case 'id':
      return line.chainId.startsWith(term.beginning);
    case 'pinned':
      return annotations.pinned;
  }
}
