import { shownChain } from '@core/chain/marks.ts';
import type { Annotations, ChainLine, Found } from '@core/contract/search.ts';
import { MARKS, type Paint, paintIn } from '../chain-tree.ts';
import { plain } from '../plain-text.ts';
import { counted } from './chain-text.ts';

/**
 * Found chains, one a line, the id first: what follows is for people.
 * @param now epoch milliseconds
 */
export function foundText(found: readonly Found[], color: boolean, now: number): string {
  const paint = paintIn(color);
  const rows = found.map((one) => ({ one, cells: cellsOf(one.line) }));
  const widths = [0, 1, 2, 3].map((at) => Math.max(0, ...rows.map(({ cells }) => cells[at]?.length ?? 0)));
  return rows
    .map(({ one: { line, annotations }, cells }) => {
      const columns = cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ');
      const rest = [
        columns,
        resultOf(line, paint, now),
        counted(line.steps, 'step'),
        ...marksOf(line, annotations),
      ];
      return `${line.chainId}  ${rest.join('  ')}\n`;
    })
    .join('');
}

function cellsOf({ startedAt, username, flow, targetName }: ChainLine): string[] {
  return [localTime(startedAt), plain(username), plain(flow), plain(targetName)];
}

/** To the second, in the zone of whoever reads it: as `ls` and `git log` have it. @param when epoch milliseconds */
export function localTime(when: number): string {
  const at = new Date(when);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}

/** Of what neither went well nor failed, and does not wait. */
const SIGNS: Readonly<Record<string, string>> = { expired: '⧗', idle: '–' };

/** How it stands; its last refusal stands in for a failure, and beside what still waits. */
function resultOf(line: ChainLine, paint: Paint, now: number): string {
  const { status, word } = shownChain(line, now);
  if (status === 'failed') return paint('red', `${MARKS.error} ${plain(word)}`);
  const refused = line.status === 'failed' || line.failure === undefined ? '' : plain(line.failure);
  const stands = refused === '' ? word : `${word}, ${refused}`;
  return status === 'tokens' || status === 'ok'
    ? paint('green', `${MARKS.ok} ${stands}`)
    : `${SIGNS[status] ?? MARKS.sending} ${stands}`;
}

function marksOf({ source }: ChainLine, { pinned, tags, ticket }: Annotations): string[] {
  return [
    ...(source === undefined ? [] : [source]),
    ...(pinned ? ['pinned'] : []),
    ...tags.map((tag) => `#${plain(tag)}`),
    ...(ticket === '' ? [] : [plain(ticket)]),
  ];
}
