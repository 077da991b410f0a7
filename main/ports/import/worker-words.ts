import type { Fault } from '@core/form/form.ts';
import type { ReadFile, ReadProgress } from '@core/evidence/importing.ts';

/** What the thread that reads a file is given, and what it tells. */
export interface WorkerJob {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

export type Told =
  | { readonly type: 'progress'; readonly progress: ReadProgress }
  | { readonly type: 'read'; readonly file: ReadFile }
  | { readonly type: 'fault'; readonly fault: Fault };
