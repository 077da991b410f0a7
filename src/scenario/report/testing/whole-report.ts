import type { ScenarioResult } from '../../result.ts';
import type { ReportFormat } from '../format.ts';
import type { RunSummary } from '../summary.ts';
import { summaryOf } from './any-result.ts';

/** A report as its writer puts it together. */
export function wholeReport(
  format: ReportFormat,
  results: readonly ScenarioResult[],
  summary: RunSummary = summaryOf(results),
): string {
  const sections = Array.from({ length: format.sections }, () => [] as string[]);
  for (const [at, result] of results.entries()) {
    const section = sections[format.section(result)] ?? [];
    section.push(format.piece(result, section.length, at + 1));
  }
  return format.head(summary) + sections.flat().join('') + format.tail(summary);
}
