import { expect, test } from 'vitest';
import { countsFrom, ranAny, storyCounts, sum, summaryLine, unitCounts } from './counts.mjs';

test('adds both reports into the one line machines read', () => {
  const unit = unitCounts({ numPassedTests: 10, numFailedTests: 0, numPendingTests: 1, numTodoTests: 2 });
  const stories = storyCounts({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 1 } });
  expect(summaryLine(sum([unit, stories]))).toBe('14 passed, 2 failed, 4 skipped');
});

test('only skipped tests are no tests', () => {
  expect(ranAny({ passed: 0, failed: 0, skipped: 3 })).toBe(false);
  expect(ranAny({ passed: 0, failed: 1, skipped: 0 })).toBe(true);
});

test('a run without a report counts nothing', () => {
  expect(countsFrom('/not/there.json', unitCounts)).toEqual({ passed: 0, failed: 0, skipped: 0 });
});
