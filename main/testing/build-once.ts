import type { TestProject } from 'vitest/node';
import { buildScripts } from './build-scripts.ts';

/** Before the first test of main: one build for the twenty files that start what was built. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { folder, remove } = await buildScripts(['sandbox-process', 'cli', 'check-worker']);
  project.provide('builtFolder', folder);
  return remove;
}
