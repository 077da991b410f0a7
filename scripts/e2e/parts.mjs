import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';
import { onStage } from './on-stage.mjs';

/** @typedef {{ executable: string, headed?: boolean, screens?: boolean, stages?: number }} Run */

/** Stories wait now and then, for the next code of an authenticator or for a service that asks to slow down. */
const STAGES = Math.min(availableParallelism() + 1, 4);
const PART_NAMES = ['stories', 'leaks'];
const results = join(root, 'test-results');

/**
 * All stories, several side by side: whoever is done takes the next file. Then the search of what they left behind.
 * The two reports become one.
 * @param {Run} run
 * @returns {Promise<number>} exit code: 0 only when every part passed and told so
 */
export async function runInParts(run) {
  for (const left of ['evidence', 'secrets.jsonl', ...PART_NAMES.map((part) => `e2e-${part}.json`)])
    rmSync(join(results, left), { recursive: true, force: true });
  const stories = await runStories({ ...run, stages: STAGES }, ['--project=stories'], 'stories');
  // Without the stories before it, which it would begin again; it also looks at what failed ones left.
  const leaks = await runStories(run, ['--project=leaks', '--no-deps'], 'leaks');
  const told = joinReports(PART_NAMES);
  return [stories, leaks].find((code) => code !== 0) ?? (told ? 0 : 1);
}

/**
 * @param {Run} run
 * @param {readonly string[]} args for Playwright
 * @param {string} [part] keeps its report and traces apart, and what the others left
 */
export function runStories({ executable, headed = false, screens = false, stages = 1 }, args, part) {
  const cli = createRequire(join(root, 'package.json')).resolve('@playwright/test/cli');
  const command = [process.execPath, cli, 'test', '--config', 'e2e/playwright.config.ts', ...args];
  const env = {
    ...(screens ? { COUNTERSIGN_SCREENS: '1' } : {}),
    ...(part === undefined ? {} : { COUNTERSIGN_E2E_PART: part }),
  };
  return onStage(executable, command, { headed, stages, env });
}

/** @param {readonly string[]} parts @returns {boolean} whether each wrote a report */
function joinReports(parts) {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  /** @type {{ suites: unknown[], errors: unknown[], config?: unknown }} */
  const told = { suites: [], errors: [] };
  const files = parts.map((part) => join(results, `e2e-${part}.json`));
  for (const file of files.filter((path) => existsSync(path))) {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    for (const name of /** @type {(keyof typeof stats)[]} */ (Object.keys(stats)))
      stats[name] += report.stats[name];
    told.suites.push(...report.suites);
    told.errors.push(...report.errors);
    told.config = report.config;
  }
  writeFileSync(join(results, 'e2e.json'), JSON.stringify({ ...told, stats }));
  return files.every((path) => existsSync(path));
}
