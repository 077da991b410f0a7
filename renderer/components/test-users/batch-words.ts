import type { Batch, BatchHead, BatchUser } from '@core/contract/bulk.ts';
import type { Status } from '../../ui/UiStatus.vue';

/** What a person wants done to a batch, or to some of its users. */
export interface BatchWish {
  readonly name: 'bulk.resume' | 'bulk.retry' | 'bulk.cleanUp';
  readonly usernames?: string[];
}

export function counted(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
}

/** How a user stands, for the eye. */
export function statusOf({ status }: BatchUser, busy: boolean): { status: Status; text: string } {
  switch (status) {
    case 'waiting':
      return { status: 'idle', text: 'not begun' };
    case 'making':
      return busy ? { status: 'waiting', text: 'under way' } : { status: 'guard', text: 'half made' };
    case 'made':
      return { status: 'ok', text: 'made' };
    case 'failed':
      return { status: 'failed', text: 'failed' };
    case 'not removed':
      return { status: 'failed', text: 'not removed' };
    case 'removed':
      return { status: 'idle', text: 'removed' };
    case 'left alone':
      return { status: 'guard', text: 'left alone' };
    case 'already gone':
      return { status: 'idle', text: 'gone already' };
    case 'never made':
      return { status: 'idle', text: 'never made' };
  }
}

/** How many users nothing is left to be removed of. */
export function countOver({ counts }: Pick<BatchHead, 'counts'>): number {
  return counts.removed + counts['left alone'] + counts['already gone'] + counts['never made'];
}

/** The counts of a batch that are never zero for nothing: what is not the case is not said. */
export function countsText({ counts, notPossible }: Batch): string {
  const some = (count: number, words: string): string[] => (count > 0 ? [`${count} ${words}`] : []);
  return [
    `${counts.made} made`,
    `${counts.failed} failed`,
    `${counts.waiting + counts.making} to go`,
    `${counts.removed} removed`,
    ...some(counts['not removed'], 'not removed'),
    ...some(counts['already gone'], 'gone already'),
    ...some(counts['never made'], 'never made'),
    ...some(notPossible.length, 'not possible'),
  ].join(', ');
}

/** More names than that are a number. */
const NAMED = 5;

/** Why some can't be made: each reason once, with those whom it is about. */
export function reasonsIn({ notPossible }: Batch): { why: string; names: string }[] {
  return [...new Set(notPossible.map(({ why }) => why))].map((why) => {
    const names = notPossible.flatMap((each) => (each.why === why ? [each.username] : []));
    const more = names.length - NAMED;
    const others = more > 0 ? ` and ${more.toLocaleString('en-US')} more` : '';
    return { why, names: names.slice(0, NAMED).join(', ') + others };
  });
}

/** A batch in one line. */
export function batchStatus({ doing, counts, fault }: BatchHead): { status: Status; text: string } {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const open = counts.waiting + counts.making;
  if (doing === 'making') return { status: 'waiting', text: `making · ${counts.made} of ${total}` };
  if (doing === 'removing') return { status: 'waiting', text: `removing · ${counts.removed} of ${total}` };
  if (doing === 'stopping') return { status: 'waiting', text: 'stopping' };
  if (doing === 'elsewhere') return { status: 'waiting', text: 'under way elsewhere' };
  if (fault !== undefined) return { status: 'failed', text: 'ended early' };
  if (counts['not removed'] > 0)
    return { status: 'failed', text: `${counts.removed} removed · ${counts['not removed']} not removed` };
  if (open > 0) return { status: 'guard', text: `${counts.made} made · ${open} to go` };
  if (counts.failed > 0) return { status: 'failed', text: `${counts.made} made · ${counts.failed} failed` };
  if (counts.made > 0) return { status: 'ok', text: `${counts.made} made` };
  return { status: 'idle', text: 'cleaned up' };
}
