import { join } from 'node:path';

/** The project: what Electron is told to run. */
export const appFolder = join(import.meta.dirname, '../..');
const results = join(appFolder, 'test-results');
/** What stories leave behind for the leak story to search. */
export const evidenceFolder = join(results, 'evidence');
/** Secrets that arose while stories ran. Outside the evidence: they are what is searched for. */
export const secretsFile = join(results, 'secrets.jsonl');
/** Pictures nobody keeps. */
export const picturesFolder = join(results, 'pictures');
/** Pictures the README shows. */
export const screensFolder = join(appFolder, 'e2e/screens');
