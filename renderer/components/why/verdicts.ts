import type { Reason } from '@core/chain/why/reasons.ts';
import type { Status } from '../../ui/UiStatus.vue';

/** How sure a statement is, for the eye. */
export const VERDICTS: Readonly<Record<Reason['verdict'], { status: Status; text: string }>> = {
  known: { status: 'ok', text: 'known' },
  inferred: { status: 'retried', text: 'inferred' },
  unknown: { status: 'idle', text: 'can’t know' },
};
