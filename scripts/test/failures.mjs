import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../setup/paths.mjs';

/** @typedef {{ file: string, title: string, error: string }} Failure `file` from the project's root. */

/** Enough for an assertion with what it expected, what it got and where. */
const MOST_LINES = 12;

/**
 * @param {any} report of vitest's JSON reporter
 * @returns {Failure[]} also of files that could not be read as tests
 */
export function unitFailures(report) {
  return report.testResults.flatMap((/** @type {any} */ { name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((/** @type {any} */ test) => test.status === 'failed');
    if (failed.length === 0)
      return status === 'failed' ? [failure(name, 'the file itself', message || 'no error was told')] : [];
    return failed.map((/** @type {any} */ test) =>
      failure(name, test.fullName, test.failureMessages.join('\n')),
    );
  });
}

/**
 * @param {any} report of Playwright's JSON reporter
 * @returns {Failure[]} also of what went wrong outside any story
 */
export function storyFailures({ suites = [], errors = [], config }) {
  return [
    ...suites.flatMap((/** @type {any} */ suite) => failuresWithin(suite, config?.rootDir ?? root)),
    ...errors.map((/** @type {any} */ error) => failure(root, 'outside any story', textOf(error))),
  ];
}

/** @param {any} suite @param {string} folder @returns {Failure[]} */
function failuresWithin({ suites = [], specs = [] }, folder) {
  const own = specs
    .filter((/** @type {any} */ { ok }) => !ok)
    .map((/** @type {any} */ { file, title, tests }) => {
      const errors = tests.flatMap((/** @type {any} */ { results }) =>
        results.flatMap((/** @type {any} */ result) => result.errors),
      );
      return failure(`${folder}/${file}`, title, errors.map(textOf).join('\n') || 'no error was told');
    });
  return [...own, ...suites.flatMap((/** @type {any} */ suite) => failuresWithin(suite, folder))];
}

/** @param {any} error @returns {string} */
function textOf({ message = '', location }) {
  return location ? `${message}\n    at ${relative(root, location.file)}:${location.line}` : message;
}

/** @param {string} file @param {string} title @param {string} error @returns {Failure} */
function failure(file, title, error) {
  const lines = stripVTControlCharacters(error)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), lines.at(-1)] : lines;
  return { file: relative(root, file) || 'e2e', title, error: shown.join('\n') };
}

/**
 * @param {string} file
 * @param {(report: any) => Failure[]} read
 * @returns {Failure[]} none when the run ended before it wrote a report
 */
export function failuresFrom(file, read) {
  return existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

/** @param {Failure} failure @returns {string} a paragraph for the end of a long output */
export function failureText({ file, title, error }) {
  return `${file} › ${title}\n${error.replace(/^/gm, '    ')}`;
}
