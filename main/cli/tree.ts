import type { Chain } from '@core/chain/model.ts';
import type { TokenSet } from '@core/contract.ts';
import { type Paint, paintIn, treeLines } from './chain-tree.ts';

/** The demo's chain as a tree of lines, and what it came to. */
export function treeOf(
  chain: Chain,
  {
    tokens,
    color,
    asExpected,
  }: { readonly tokens: readonly TokenSet[]; readonly color: boolean; readonly asExpected: boolean },
): string {
  const paint = paintIn(color);
  return `${[...treeLines(chain, paint), '', ...endLines(chain, tokens, asExpected, paint)].join('\n')}\n`;
}

function endLines(chain: Chain, tokens: readonly TokenSet[], asExpected: boolean, paint: Paint): string[] {
  const { length } = chain.steps;
  const total = `${length} ${length === 1 ? 'step' : 'steps'}, ${Math.round(chain.serviceMs)} ms with the service`;
  if (chain.status !== 'tokens' && asExpected) {
    return [paint('green', `No tokens, as expected of ${chain.username}: ${total}.`)];
  }
  if (chain.status !== 'tokens') {
    return [
      paint(
        'yellow',
        chain.pending === undefined ? `No tokens: ${total}.` : `Waiting for ${chain.pending.name}: ${total}.`,
      ),
    ];
  }
  const set = tokens.find((stored) => stored.chainId === chain.id);
  const rows = (set?.tokens ?? []).map(({ name, mask, expiresAt }) => {
    const until = expiresAt === undefined ? '' : `  until ${new Date(expiresAt).toISOString()}`;
    return `  ${name.padEnd(12)} ${mask}${until}`;
  });
  return [paint('green', `Tokens after ${total}.`), ...rows];
}
