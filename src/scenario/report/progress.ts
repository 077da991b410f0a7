import type { ScenarioResult } from '../result.ts';
import type { RunPlan, RunSummary } from './summary.ts';

/** What is said while a run goes. */
export interface Progress {
  begin(plan: RunPlan): void;
  /** A case is under way now. */
  began(title: string): void;
  ended(result: ScenarioResult): void;
  end(summary: RunSummary): void;
}

/** Where it is said. */
export interface ProgressOut {
  write(text: string): void;
  /** Colours a text, or leaves it. */
  paint(style: 'red' | 'green' | 'yellow' | 'dim' | 'bold', text: string): string;
  /** Makes a text from elsewhere one that a terminal may show. */
  plain(text: string): string;
  /** Characters in a line, where a person looks at it and lines can be written over; else undefined. */
  readonly columns: number | undefined;
}
