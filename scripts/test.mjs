import { giveUp, setUp } from './setup.mjs';
import { ensureCommandPrompt } from './setup/command-prompt.mjs';
import { none, ranAny, sum, summaryLine } from './test/counts.mjs';
import { failureText } from './test/failures.mjs';
import { selectStages } from './test/selection.mjs';
import { runStage, stageNames } from './test/stages.mjs';

/** @typedef {import('./test/stages.mjs').Result} Result */
/** @typedef {import('./test/stages.mjs').StageName} StageName */

const { chosen, problem } = selectStages(process.argv.slice(2), stageNames);
if (problem !== undefined) {
  console.error(problem);
  process.exit(2);
}

/** @type {Result[]} */
const results = [];
/** @type {string[]} */
const troubles = [];
try {
  // No Electron yet: a machine that cannot have one still gets its other results.
  await setUp({ build: false, libraries: librariesFor(chosen) });
  await Promise.all([
    inTurn(['format', 'lint', 'build']),
    inTurn(['types']),
    // Beside them, because it waits for a download first.
    chosen.has('unit') ? ensureCommandPrompt({ say: console.log, warn: console.error }) : undefined,
  ]);
  // Alone, each with both cores: tests that wait for something suffer from neighbours.
  await inTurn(['unit']);
  if (results.some(({ name, ok }) => name === 'build' && !ok))
    troubles.push('e2e did not run, because the build failed');
  else await inTurn(['e2e']);
} catch (error) {
  troubles.push('set-up failed');
  process.once('exit', report);
  giveUp(error);
}
report();

/** @param {Set<string>} names @returns {import('./setup/debian-packages.mjs').Purpose[]} */
function librariesFor(names) {
  return [
    ...(names.has('e2e') ? /** @type {const} */ (['keychain', 'window', 'tests']) : []),
    ...(names.has('unit') ? /** @type {const} */ (['clients', 'mail']) : []),
    // Stories and unit tests both write to a real one.
    ...(names.has('unit') || names.has('e2e') ? /** @type {const} */ (['database']) : []),
  ];
}

/** @param {StageName[]} names */
async function inTurn(names) {
  for (const name of names) {
    if (!chosen.has(name)) continue;
    const result = await runStage(name);
    results.push(result);
    show(result);
  }
}

/** @param {Result} result */
function show({ name, ok, seconds, output, counts }) {
  const numbers = counts ? `  ${summaryLine(counts)}` : '';
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(6)} ${seconds.toFixed(1).padStart(6)} s${numbers}`);
  if (!ok) console.log(output.trimEnd());
}

function report() {
  const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
  if (failed.length > 0) troubles.push(`failed: ${failed.join(', ')}`);
  for (const name of ['unit', 'e2e']) {
    const result = results.find((entry) => entry.name === name);
    if (result && !ranAny(result.counts ?? none)) troubles.push(`no ${name} test ran`);
  }
  if (troubles.length > 0) process.exitCode = 1;
  // Once more in short: the whole outputs are long, and what keeps them may keep their end alone.
  for (const failure of results.flatMap(({ failures }) => failures)) console.log(failureText(failure));
  for (const trouble of troubles) console.log(`Not passed: ${trouble}.`);
  console.log(summaryLine(sum(results.map(({ counts }) => counts ?? none))));
}
