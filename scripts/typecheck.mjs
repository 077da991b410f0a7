import { fork } from 'node:child_process';
import { once } from 'node:events';
import { projectNames, withComponents } from './typecheck/projects.mjs';
import { checkProjects } from './typecheck/check.mjs';

/** Two at once: a compiler is one thread. Components take about as long as all else. */
const PARTS = [
  projectNames.filter((name) => withComponents.has(name)),
  projectNames.filter((name) => !withComponents.has(name)),
];

const [part] = process.argv.slice(2);
if (part === undefined) await checkAll();
else checkPart(PARTS[Number(part)] ?? []);

async function checkAll() {
  const codes = await Promise.all(
    PARTS.map(async (_, at) => {
      const [code] = await once(fork(new URL(import.meta.url), [String(at)]), 'close');
      return code;
    }),
  );
  const wrong = codes.filter((code) => code !== 0).length;
  console.log(wrong === 0 ? `${projectNames.length} projects have correct types.` : 'Types are not correct.');
  process.exitCode = wrong > 0 ? 1 : 0;
}

/** @param {readonly string[]} names */
function checkPart(names) {
  checkProjects(new Set(names), (name, problem) => {
    if (problem === undefined) return;
    console.error(`${name}:\n${problem.trimEnd()}`);
    process.exitCode = 1;
  });
}
