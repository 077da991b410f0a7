import { type Chain, chainOf } from '@core/chain/model.ts';
import type { Call } from '@core/contract.ts';
import type { Comment } from '@core/contract/team.ts';
import { coreFault } from '@core/form/form.ts';
import { withData } from '../data-host.ts';
import { EXIT } from '../exit-codes.ts';
import { jsonText, plain, plainLines } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { valueIn } from '../value-in.ts';
import { factsOf } from './chain-facts.ts';
import { chainNamed } from './chain-named.ts';
import { chainText } from './chain-text.ts';
import { searchIn, toRead } from './which-history.ts';

export interface ShowOptions {
  readonly data: string | undefined;
  /** The team's history instead of the folder's own. */
  readonly team: boolean;
  readonly json: boolean;
}

/** Prints one chain with its request ids and what people noted or said of it; as JSON with its events, secrets masked. */
export async function showChain(
  name: string,
  { data, team, json }: ShowOptions,
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  return withData(toRead({ data, team }, around), around, terminal, async ({ call }) => {
    const id = await chainNamed(searchIn(call, team), name);
    const { chainId } = team ? valueIn(await call('team.open', { id })) : { chainId: id };
    const events = valueIn(await call('chain.events', { chainId }));
    const chain = chainOf(events);
    if (chain === undefined) throw coreFault('CHAIN_UNKNOWN', 'This chain has no beginning.');
    // Under the id by which it is found there.
    const shown: Chain = { ...chain, id };
    const more = team
      ? { comments: valueIn(await call('team.comments', { id })) }
      : { annotations: await notedOf(call, id) };
    if (json) terminal.out(jsonText({ ...factsOf(shown), ...more, events }));
    else {
      terminal.out(chainText(shown, { color: terminal.color, ids: true, ...more }));
      terminal.out(commentsText(more.comments ?? []));
    }
    return EXIT.ok.code;
  });
}

async function notedOf(call: Call, chainId: string) {
  return valueIn(await call('chain.annotations', { chainId }));
}

function commentsText(comments: readonly Comment[]): string {
  return comments
    .map(({ by, at, text }) => `\n${plain(by)}, ${new Date(at).toISOString()}\n${plainLines(text)}\n`)
    .join('');
}
