import type { ScenarioResult } from '../result.ts';
import type { RunSummary } from './summary.ts';

/**
 * A report as a file: pieces of text, one a result, between a head and a tail. A piece knows nothing of the others, so
 * that a run of any length is written as it goes and never held in memory.
 */
export interface ReportFormat {
  /** As `--reporter` names it. */
  readonly id: 'junit' | 'html' | 'json' | 'tap';
  /** What it is for, a short sentence. */
  readonly says: string;
  /** How many lists of pieces it has, one after the other; `section` says into which one a result goes. */
  readonly sections: number;
  section(result: ScenarioResult): number;
  /** @param index from 0 in its section @param number from 1 in the run */
  piece(result: ScenarioResult, index: number, number: number): string;
  /** Before everything else. It is made once all pieces are known. */
  head(summary: RunSummary): string;
  tail(summary: RunSummary): string;
}
