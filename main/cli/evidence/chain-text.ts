import { shownPending } from '@core/chain/marks.ts';
import type { Chain } from '@core/chain/model.ts';
import type { Annotations } from '@core/contract/search.ts';
import { paintIn, treeLines } from '../chain-tree.ts';
import { plain, plainLines } from '../plain-text.ts';
import { codesOf } from './chain-facts.ts';

/** A chain for a person: its id, its steps with their holes and codes, and what people noted of it. */
export function chainText(
  chain: Chain,
  {
    color,
    ids,
    annotations,
  }: { readonly color: boolean; readonly ids?: boolean; readonly annotations?: Annotations },
): string {
  const paint = paintIn(color);
  const from = chain.imported;
  const lines = [
    ...treeLines(chain, paint, { ids: ids ?? false }),
    '',
    endOf(chain),
    `chain ${chain.id}`,
    ...(from === undefined
      ? []
      : [
          `from ${plain([from.name, from.tool, from.place].filter((part) => part !== undefined).join(', '))}`,
        ]),
    ...(annotations === undefined ? [] : notedLines(annotations)),
  ];
  return `${lines.join('\n')}\n`;
}

const ENDS: Readonly<Record<Chain['status'], string>> = {
  sending: 'Under way',
  waiting: 'Waiting',
  tokens: 'Tokens',
  done: 'Done',
  failed: 'Failed',
};

function endOf(chain: Chain): string {
  const { steps } = chain;
  const holes = steps.reduce((sum, step) => sum + step.holes.length, 0);
  const codes = codesOf(steps);
  return [
    standsAt(chain),
    counted(steps.length, 'step'),
    ...(holes === 0 ? [] : [counted(holes, 'hole')]),
    ...codes.map(plain),
  ].join(' · ');
}

function standsAt({ status, failure, pending }: Chain): string {
  if (failure === 'NOT_RECORDED' && status === 'failed') return 'No answer in the source';
  if (pending === undefined || status !== 'waiting') return ENDS[status];
  const name = plain(pending.name);
  return shownPending(pending, Date.now()).status === 'expired'
    ? `Left open at ${name}, its Session expired`
    : `Waiting for ${name}`;
}

function notedLines({ pinned, tags, ticket, notes }: Annotations): string[] {
  return [
    ...(pinned ? ['pinned'] : []),
    ...(tags.length === 0 ? [] : [`tags ${plain(tags.join(', '))}`]),
    ...(ticket === '' ? [] : [`ticket ${plain(ticket)}`]),
    ...(notes === '' ? [] : ['', plainLines(notes)]),
  ];
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
