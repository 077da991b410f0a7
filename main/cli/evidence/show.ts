import { chainOf } from '@core/chain/model.ts';
import { coreFault } from '@core/form/form.ts';
import { withData } from '../data-host.ts';
import { EXIT } from '../exit-codes.ts';
import { jsonText } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { valueIn } from '../value-in.ts';
import { factsOf } from './chain-facts.ts';
import { chainNamed } from './chain-named.ts';
import { chainText } from './chain-text.ts';

/** Prints one chain with its request ids and what people noted of it; as JSON with its events, secrets masked. */
export async function showChain(
  name: string,
  { data, json }: { readonly data: string | undefined; readonly json: boolean },
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  return withData({ data, keychain: 'none' }, around, terminal, async ({ call }) => {
    const chainId = await chainNamed(call, name);
    const events = valueIn(await call('chain.events', { chainId }));
    const annotations = valueIn(await call('chain.annotations', { chainId }));
    const chain = chainOf(events);
    if (chain === undefined) throw coreFault('CHAIN_UNKNOWN', 'This chain has no beginning.');
    terminal.out(
      json
        ? jsonText({ ...factsOf(chain), annotations, events })
        : chainText(chain, { color: terminal.color, ids: true, annotations }),
    );
    return EXIT.ok.code;
  });
}
