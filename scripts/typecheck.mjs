import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './setup/command.mjs';
import { root, stampDir } from './setup/paths.mjs';

/** One project per border of the architecture: each knows only the globals its folder may use. */
const projects = [
  { config: 'src/tsconfig.json', compiler: 'tsc' },
  { config: 'src/crypto/tsconfig.json', compiler: 'tsc' },
  { config: 'src/sandbox/tsconfig.json', compiler: 'tsc' },
  { config: 'src/host/tsconfig.json', compiler: 'tsc' },
  { config: 'main/tsconfig.json', compiler: 'tsc' },
  { config: 'renderer/tsconfig.json', compiler: 'vue-tsc' },
  { config: 'e2e/tsconfig.json', compiler: 'tsc' },
  { config: 'scripts/tsconfig.json', compiler: 'tsc' },
  { config: 'tsconfig.tests.json', compiler: 'tsc' },
];

const bins = { tsc: 'typescript/bin/tsc', 'vue-tsc': 'vue-tsc/bin/vue-tsc.js' };
const buildInfoDir = join(stampDir, 'types');
mkdirSync(buildInfoDir, { recursive: true });

const waiting = [...projects];
let failures = 0;
// Two at a time: each compiler is one thread and some hundred megabytes.
await Promise.all([checkNext(), checkNext()]);
console.log(`${projects.length - failures} of ${projects.length} projects have correct types.`);
process.exitCode = failures > 0 ? 1 : 0;

/** @returns {Promise<void>} */
async function checkNext() {
  const project = waiting.shift();
  if (project === undefined) return;
  const problem = await check(project);
  if (problem !== undefined) {
    failures += 1;
    console.error(`${project.config}:\n${problem}`);
  }
  return checkNext();
}

/** @param {{ config: string, compiler: string }} project @returns {Promise<string | undefined>} */
async function check({ config, compiler }) {
  if (!existsSync(join(root, config))) {
    return 'This config does not exist. Add it, or take it out of the list in scripts/typecheck.mjs.';
  }
  const bin = join(root, 'node_modules', bins[/** @type {keyof typeof bins} */ (compiler)]);
  const buildInfo = join(buildInfoDir, `${config.replaceAll('/', '-')}.tsbuildinfo`);
  const args = [
    bin,
    '-p',
    config,
    '--noEmit',
    '--incremental',
    '--tsBuildInfoFile',
    buildInfo,
    '--pretty',
    'false',
  ];
  const { code, output } = await runCommand(process.execPath, args, { cwd: root });
  return code === 0 ? undefined : output.trimEnd();
}
