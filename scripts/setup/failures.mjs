import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from './paths.mjs';

/*
 * A closed network or a missing compiler stays so for a while. What failed is remembered for a day,
 * so that only the first run waits for it; `npm run setup -- --retry` forgets.
 */
const dayInMs = 24 * 60 * 60 * 1000;
const file = join(cacheDir, 'failures.json');

/** @returns {Record<string, { circumstances: string, at: number }>} */
function load() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * @param {string} what
 * @param {string} circumstances a change in these makes a new attempt worthwhile
 */
export function failedLately(what, circumstances, now = Date.now()) {
  const entry = load()[what];
  return entry !== undefined && isRecent(entry, circumstances, now);
}

/**
 * @param {{ circumstances: string, at: number }} entry
 * @param {string} circumstances
 * @param {number} now
 */
export function isRecent(entry, circumstances, now) {
  // A clock set back must not make the memory last for ever.
  const age = now - entry.at;
  return entry.circumstances === circumstances && age >= 0 && age < dayInMs;
}

/** @param {string} what @param {string} circumstances */
export function rememberFailure(what, circumstances) {
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(file, JSON.stringify({ ...load(), [what]: { circumstances, at: Date.now() } }, null, 2));
}

export function forgetFailures() {
  rmSync(file, { force: true });
}
