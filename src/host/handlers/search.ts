import type { searchCommands } from '../../contract/search.ts';
import type { Handlers } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import { parseQuery } from '../../history/query/parse.ts';
import { completeQuery } from '../history/complete-query.ts';
import { createSearches } from '../history/searches.ts';
import type { Parts } from '../parts.ts';

export function searchHandlers({
  ports,
  keeping,
  targets,
  tell,
}: Parts): Pick<Handlers, keyof typeof searchCommands> {
  const { history } = ports;
  const searches = createSearches(ports.files);

  return {
    'history.search': async ({ query: text, typing, most, after }) => {
      const { query, faults } = parseQuery(text, ports.clock.now(), typing);
      const page = await history.search(query, { most, ...(after === undefined ? {} : { after }) });
      return { ...page, faults };
    },
    'history.complete': ({ query, caret }) =>
      completeQuery({ history, targets: targets.list() }, query, caret, ports.clock.now()),
    'chain.annotations': async ({ chainId }) => {
      await keeping.settled();
      const kept = await history.read(chainId);
      if (kept === undefined) throw gone();
      return kept.annotations;
    },
    'chain.annotate': async ({ chainId, changes }) => {
      // What is still to be written of the chain comes first: it must be there to be noted of.
      await keeping.settled();
      const annotations = await history.annotate(chainId, changes);
      tell({ type: 'history.changed' });
      return annotations;
    },
    'searches.list': () => searches.list(),
    'searches.save': async (search) => {
      const list = await searches.save(search);
      tell({ type: 'history.changed' });
      return list;
    },
    'searches.remove': async ({ name }) => {
      const list = await searches.remove(name);
      tell({ type: 'history.changed' });
      return list;
    },
  };
}

function gone() {
  return coreFault('CHAIN_UNKNOWN', 'This chain is not in the history any more.');
}
