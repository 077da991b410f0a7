import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../setup/command.mjs';
import { root } from '../setup/paths.mjs';
import { countsFrom, storyCounts, unitCounts } from './counts.mjs';
import { failuresFrom, storyFailures, unitFailures } from './failures.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {{ name: StageName, ok: boolean, seconds: number, output: string, counts?: Counts, failures: Failure[] }} Result */
/** @typedef {'format' | 'lint' | 'types' | 'build' | 'unit' | 'e2e'} StageName */

/** @param {string} path */
const bin = (path) => join(root, 'node_modules', path);
const unitReport = join(root, 'test-results', 'unit.json');
const storyReport = join(root, 'test-results', 'e2e.json');

/** @typedef {import('./failures.mjs').Failure} Failure */
/** @typedef {{ file: string, read: (report: any) => Counts, failed: (report: any) => Failure[] }} Report */

/** @type {Record<StageName, { args: string[], report?: Report }>} */
const stages = {
  format: { args: [bin('prettier/bin/prettier.cjs'), '--check', '--cache', '--log-level', 'warn', '.'] },
  lint: { args: [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  types: { args: ['scripts/typecheck.mjs'] },
  build: { args: ['scripts/build.mjs'] },
  unit: {
    args: [
      bin('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ],
    report: { file: unitReport, read: unitCounts, failed: unitFailures },
  },
  e2e: { args: ['scripts/e2e.mjs'], report: { file: storyReport, read: storyCounts, failed: storyFailures } },
};

export const stageNames = /** @type {StageName[]} */ (Object.keys(stages));

/**
 * @param {StageName} name
 * @returns {Promise<Result>}
 */
export async function runStage(name) {
  const { args, report } = stages[name];
  // A report of an earlier run must not be counted.
  if (report) rmSync(report.file, { force: true });
  const startedAt = performance.now();
  const { code, output } = await runCommand(process.execPath, args, { cwd: root });
  const seconds = (performance.now() - startedAt) / 1000;
  const counts = report && countsFrom(report.file, report.read);
  const failures = report ? failuresFrom(report.file, report.failed) : [];
  return { name, ok: code === 0, seconds, output, failures, ...(counts && { counts }) };
}
