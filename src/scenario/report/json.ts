import type { ScenarioResult } from '../result.ts';
import type { ReportFormat } from './format.ts';
import type { RunSummary } from './summary.ts';

/** Of the frame around the results; these carry their own. */
export const REPORT_VERSION = 1;

/** A report as JSON: what `merge-reports` joins and what the console imports. */
export interface JsonReport {
  readonly countersign: 'report';
  readonly version: typeof REPORT_VERSION;
  /** In the order they ended. Chains only of cases that did not pass, or not at once. */
  readonly results: readonly ScenarioResult[];
  readonly summary: RunSummary;
}

export const json: ReportFormat = {
  id: 'json',
  says: 'everything, for programs, merge-reports and import',
  sections: 1,
  section: () => 0,
  head: () => `{"countersign":"report","version":${String(REPORT_VERSION)},"results":[\n`,
  piece: (result, index) => `${index === 0 ? '' : ',\n'}${JSON.stringify(result)}`,
  tail: (summary) => `\n],"summary":${JSON.stringify(summary)}}\n`,
};
