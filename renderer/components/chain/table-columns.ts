import type { Part } from '@core/chain/picture/parts.ts';

export type ColumnId = 'number' | 'answers' | 'result' | 'http' | 'service' | 'think' | 'session' | 'sent';

export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  /** Numbers stand right. */
  readonly end?: boolean;
  /** What it is sorted by; absent where sorting says nothing. */
  readonly by?: (part: Part) => number | string;
  /** How wide the pane must be for it. */
  readonly from?: 'middle' | 'wide' | 'widest';
}

/** The columns of the table of steps, in order. */
export const columns: readonly Column[] = [
  { id: 'number', title: '#', end: true, by: ({ step }) => step?.number ?? Infinity },
  { id: 'answers', title: 'Answered', by: ({ title }) => title },
  { id: 'result', title: 'Result', by: ({ shown, detail }) => `${shown.status} ${detail}` },
  { id: 'http', title: 'HTTP', end: true, from: 'middle', by: ({ step }) => step?.response?.status ?? 0 },
  { id: 'service', title: 'Service', end: true, by: ({ step }) => step?.timing?.total ?? -1 },
  { id: 'think', title: 'Idle before', end: true, from: 'middle', by: ({ step }) => step?.thinkMs ?? -1 },
  { id: 'session', title: 'Session in → out', from: 'widest' },
  { id: 'sent', title: 'Sent', end: true, from: 'wide', by: ({ step }) => step?.sentAt ?? Infinity },
];

export interface Sorting {
  readonly by: ColumnId;
  readonly down: boolean;
}

/** The parts in the order of a column; equal ones stay in the order of time. */
export function sorted(parts: readonly Part[], { by, down }: Sorting): readonly Part[] {
  const key = columns.find(({ id }) => id === by)?.by;
  if (!key || (by === 'number' && !down)) return parts;
  const sign = down ? -1 : 1;
  return [...parts].sort((a, b) => {
    const [one, two] = [key(a), key(b)];
    return one === two ? 0 : (one < two ? -1 : 1) * sign;
  });
}
