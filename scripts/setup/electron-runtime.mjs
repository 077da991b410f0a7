import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fetchEvaluation, hasEvaluationRuntime, installedEvaluation } from './evaluation-electron.mjs';
import {
  distVersion,
  downloadElectron,
  executableName,
  installedElectron,
  wantedVersion,
} from './official-electron.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} executable
 * @property {'override' | 'official' | 'evaluation'} kind
 * @property {string} version
 */

/**
 * Finds an Electron, in the order of the README.
 * @param {{ say: (line: string) => void, warn: (line: string) => void }} voice
 * @returns {Promise<Runtime>}
 */
export async function findElectron(voice) {
  const found =
    overriddenElectron() ??
    installedElectron() ??
    (await downloadElectron(voice)) ??
    (hasEvaluationRuntime() ? (installedEvaluation() ?? (await fetchEvaluation(voice))) : undefined);
  if (found !== undefined) return found;
  throw new SetupError(
    [
      `No Electron ${wantedVersion()} for ${process.platform}-${process.arch} could be found. Do one of these:`,
      "  - npm run setup -- --retry, on a network that reaches Electron's downloads;",
      '  - set ELECTRON_MIRROR to a mirror of them, then npm run setup -- --retry;',
      '  - unpack an Electron zip and set ELECTRON_OVERRIDE_DIST_PATH to that folder.',
      ...(hasEvaluationRuntime() ? [] : ['The evaluation runtime exists for linux-x64 only.']),
    ].join('\n'),
  );
}

/** @returns {Runtime | undefined} */
function overriddenElectron() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!dist) return undefined;
  const executable = join(dist, executableName());
  if (!existsSync(executable)) {
    throw new SetupError(
      `ELECTRON_OVERRIDE_DIST_PATH is set, but ${executable} does not exist. Correct it or unset it.`,
    );
  }
  return { executable, kind: 'override', version: distVersion(dist) };
}
