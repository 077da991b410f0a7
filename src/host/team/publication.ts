import type { ChainEvent } from '../../chain/event.ts';
import { ownWords } from '../../evidence/bundle/own-words.ts';
import { scanForSecrets } from '../../evidence/bundle/scan.ts';
import { bundleFormat } from '../../evidence/bundle/write.ts';
import { coreFault } from '../../form/form.ts';
import { NO_ANNOTATIONS } from '../../history/history.ts';
import { chainSecrets, vaultSecrets } from '../evidence/known-secrets.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import type { Entry } from './outbox.ts';

/**
 * A chain as the team gets it: its events as they are masked, its tags and its ticket. People's names stay, for the team
 * searches by them; what was noted here stays here. Scanned for every secret that vault and chain know.
 * @throws CoreFault EXPORT_SECRET, TEAM_ALREADY, VAULT_UNAVAILABLE where the keychain was there and can't be read now
 */
export async function publicationOf(
  parts: Pick<Parts, 'ports' | 'vault' | 'targets'>,
  chain: LiveChain,
  about: { readonly by: string; readonly server: string; readonly note: string },
): Promise<Entry> {
  const events = await settledEvents(chain);
  if (events.some((event) => event.type === 'chain.started' && event.imported?.kind === 'team'))
    throw coreFault('TEAM_ALREADY', 'This chain came from the team’s history.');
  const kept = await parts.ports.history.read(chain.id).catch(() => undefined);
  const { tags, ticket } = kept?.annotations ?? NO_ANNOTATIONS;
  const said = { events: events.map(withoutOrigin), note: about.note, tags: [...tags], ticket };
  const known = [...(await vaultSecrets(parts)), ...chainSecrets(chain)];
  const bytes = new TextEncoder().encode(JSON.stringify(said));
  const leak = scanForSecrets(bytes, known, await ownWords(bundleFormat));
  if (leak !== undefined)
    throw coreFault(
      'EXPORT_SECRET',
      `Nothing was published: a secret (${leak.kind}) would stand in it in ${leak.form} form, at ${leak.place}.`,
    );
  const { by, server } = about;
  return { kind: 'chain', id: parts.ports.random.uuid(), at: parts.ports.clock.now(), by, server, ...said };
}

/** Everything that happened, once nothing is under way: others would wait for ever for an answer that came here. */
async function settledEvents(chain: LiveChain): Promise<readonly ChainEvent[]> {
  await Promise.allSettled(chain.underWay);
  return [...chain.events];
}

/** What the bench began is an ordinary chain to the team, which knows nothing of the step it stands beside. */
function withoutOrigin(event: ChainEvent): ChainEvent {
  if (event.type !== 'chain.started') return event;
  const { origin: _, reproduces: __, ...started } = event;
  return started;
}
