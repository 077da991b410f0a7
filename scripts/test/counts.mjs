import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const none = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {any} report of vitest's JSON reporter
 * @returns {Counts}
 */
export function unitCounts(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {any} report of Playwright's JSON reporter
 * @returns {Counts}
 */
export function storyCounts({ stats }) {
  // Without retries nothing is flaky; if someone adds them, a test that failed once has failed.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/**
 * @param {string} file
 * @param {(report: any) => Counts} read
 * @returns {Counts} none when the run ended before it wrote a report
 */
export function countsFrom(file, read) {
  return existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : none;
}

/** @param {readonly Counts[]} all @returns {Counts} */
export function sum(all) {
  return all.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    none,
  );
}

/** @param {Counts} counts */
export function ranAny({ passed, failed }) {
  return passed + failed > 0;
}

/** The last line of `npm test`, read by machines. @param {Counts} counts */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
