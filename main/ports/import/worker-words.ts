import type { Fault } from '@core/form/form.ts';
import type { FileContent, ReadProgress } from '@core/evidence/importing.ts';

/** What the thread that reads a file is given, and what it tells. */
export interface WorkerJob {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** Of a sealed bundle. */
  readonly passphrase: string | undefined;
}

export type Told =
  | { readonly type: 'progress'; readonly progress: ReadProgress }
  | { readonly type: 'read'; readonly content: FileContent }
  | { readonly type: 'fault'; readonly fault: Fault };
