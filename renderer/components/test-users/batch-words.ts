import type { BatchHead, BatchUser } from '@core/contract/bulk.ts';
import type { Status } from '../../ui/UiStatus.vue';

export function counted(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
}

/** How a user stands, for the eye. A removal that failed is told by its fault. */
export function statusOf({ status, fault }: BatchUser, busy: boolean): { status: Status; text: string } {
  if (fault !== undefined) return { status: 'failed', text: status === 'made' ? 'not removed' : 'failed' };
  switch (status) {
    case 'waiting':
      return { status: 'idle', text: 'not begun' };
    case 'making':
      return busy ? { status: 'waiting', text: 'under way' } : { status: 'guard', text: 'half made' };
    case 'made':
      return { status: 'ok', text: 'made' };
    case 'failed':
      return { status: 'failed', text: 'failed' };
    case 'removed':
      return { status: 'idle', text: 'removed' };
    case 'left alone':
      return { status: 'guard', text: 'left alone' };
  }
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
  if (open > 0) return { status: 'guard', text: `${counts.made} made · ${open} to go` };
  if (counts.failed > 0) return { status: 'failed', text: `${counts.made} made · ${counts.failed} failed` };
  if (counts.made > 0) return { status: 'ok', text: `${counts.made} made` };
  return { status: 'idle', text: 'cleaned up' };
}
