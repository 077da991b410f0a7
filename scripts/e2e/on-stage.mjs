import { runInOurPlace } from '../child-process.mjs';
import { electronEnv, sandboxArgs } from '../electron-launch.mjs';
import { root } from '../setup/paths.mjs';
import { runAsGroup } from './process-group.mjs';
import { openStage } from './stage.mjs';

/**
 * Runs a Node script that opens our windows where they disturb nobody: see stage.mjs.
 * @param {string} executable of Electron
 * @param {readonly string[]} command file and arguments
 * @param {{ headed?: boolean, stages?: number, env?: NodeJS.ProcessEnv }} [options] `headed`: on the display that is
 *   there; `stages`: how many it gets, the environment of each in COUNTERSIGN_E2E_STAGES. It begins on the first.
 * @returns {Promise<number>} exit code
 */
export async function onStage(
  executable,
  command,
  { headed = false, stages: count = 1, env: more = {} } = {},
) {
  const env = {
    ...electronEnv(),
    ...more,
    COUNTERSIGN_ELECTRON: executable,
    // Separated by spaces.
    COUNTERSIGN_ELECTRON_ARGS: sandboxArgs().join(' '),
  };
  if (process.platform !== 'linux') {
    const [file = '', ...rest] = command;
    return runInOurPlace(file, rest, { cwd: root, env });
  }
  /** @type {import('./stage.mjs').Stage[]} */
  const stages = [];
  try {
    while (stages.length < count) stages.push(await openStage({ headed }));
    const each = stages.map((stage) => stage.env);
    return await runAsGroup(command, { ...env, ...each[0], COUNTERSIGN_E2E_STAGES: JSON.stringify(each) });
  } finally {
    await Promise.all(stages.map((stage) => stage.close()));
  }
}
