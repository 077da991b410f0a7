import type { teamCommands } from '../../contract/team.ts';
import type { Handlers } from '../../contract.ts';
import { scanForSecrets } from '../../evidence/bundle/scan.ts';
import { coreFault } from '../../form/form.ts';
import { parseQuery } from '../../history/query/parse.ts';
import { secretsOfChain, vaultSecrets } from '../evidence/known-secrets.ts';
import { completeQuery } from '../history/complete-query.ts';
import type { Parts } from '../parts.ts';
import { openFromTeam } from '../team/open-chain.ts';
import { publicationOf } from '../team/publication.ts';

export function teamHandlers(parts: Parts): Pick<Handlers, keyof typeof teamCommands> {
  const { team, ports, chains, targets, tell } = parts;
  const about = async () => {
    const { server, by } = await team.about();
    if (server === '') throw coreFault('TEAM_NONE', 'No team’s history is connected.');
    return { server, by: by === '' ? 'someone' : by };
  };

  return {
    'team.state': () => team.state(),
    'team.connect': async ({ url, by }) => {
      await team.connect(url, by);
      return team.state();
    },
    'team.disconnect': async () => {
      await team.disconnect();
      return team.state();
    },
    'team.publish': async ({ chainId, note }) =>
      team.send(await publicationOf(parts, chains.get(chainId), { ...(await about()), note })),
    'team.search': async ({ query: text, typing, most, after }) => {
      const { query, faults } = parseQuery(text, ports.clock.now(), typing);
      const history = await team.history();
      const page = await history.search(query, { most, ...(after === undefined ? {} : { after }) });
      const more = await history.about(page.found.map(({ line }) => line.chainId));
      const found = page.found.map((one) => ({
        ...one,
        ...(more.get(one.line.chainId) ?? { comments: 0 }),
      }));
      return { ...page, found, faults };
    },
    'team.complete': async ({ query, caret }) =>
      completeQuery(
        { history: await team.history(), targets: targets.list() },
        query,
        caret,
        ports.clock.now(),
      ),
    'team.open': async ({ id }) => ({ chainId: await openFromTeam(parts, await team.history(), id) }),
    'team.comments': async ({ id }) => (await team.history()).comments(id),
    'team.comment': async ({ id: chainId, text }) => {
      // Of a chain that is here, too: what was typed in it may be in nobody's vault.
      const secrets = [...(await vaultSecrets(parts)), ...(await secretsOfChain(parts, chainId))];
      const leak = scanForSecrets(new TextEncoder().encode(text), secrets);
      if (leak !== undefined)
        throw coreFault('EXPORT_SECRET', `Nothing was said: a secret (${leak.kind}) stands in it.`, 'text');
      const { random, clock } = ports;
      return team.send({
        ...(await about()),
        ...{ kind: 'comment', id: random.uuid(), at: clock.now(), chainId, text },
      });
    },
    'team.withdraw': async ({ id }) => {
      await (await team.history()).wipe({ kind: 'chain', chainId: id });
      tell({ type: 'team.changed' });
      return null;
    },
    'team.forget': async ({ waiting }) => {
      await team.forget(waiting);
      return null;
    },
    'team.retry': async () => {
      await team.retry();
      return team.state();
    },
  };
}
