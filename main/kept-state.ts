import { isFault } from '@core/form/form.ts';
import type { Sandbox } from '@core/sandbox/engine.ts';
import type { Read } from '@core/sandbox/problem.ts';
import { createStateFile, readStateFile, setStateFileAside, type StateFile } from './state-file.ts';

/** A state read before the sandbox is there to take it: nobody may be answered from the seed meanwhile. */
export interface KeptState {
  /** Goes on from it, and writes every change from now on. */
  attach(sandbox: Sandbox, say: (line: string) => void): Promise<Read<StateFile>>;
}

export async function readKeptState(path: string): Promise<Read<KeptState>> {
  let content: unknown;
  try {
    content = await readStateFile(path);
  } catch (error) {
    if (error instanceof SyntaxError) content = 'damaged';
    else return { problem: `--state ${path}: cannot be read: ${String(error)}` };
  }
  return {
    value: {
      attach: async (sandbox, say) => {
        const problem = content === undefined ? undefined : goOnFrom(sandbox, content);
        if (problem !== undefined && !isDamaged(content, problem)) {
          return { problem: `--state ${path}: ${problem} Name another file, or move this one away.` };
        }
        if (problem !== undefined)
          say(`--state ${path} is damaged and was kept as ${await setStateFileAside(path, Date.now())}.`);
        return {
          value: createStateFile(
            path,
            () => sandbox.snapshot(),
            (error) => say(`--state ${path}: ${String(error)}`),
          ),
        };
      },
    },
  };
}

function goOnFrom(sandbox: Sandbox, content: unknown): string | undefined {
  try {
    sandbox.restore(content);
    return undefined;
  } catch (error) {
    if (isFault(error)) return error.detail;
    throw error;
  }
}

/** No JSON, or a snapshot of ours whose content is not what was written. Other files are left where they are. */
function isDamaged(content: unknown, problem: string): boolean {
  return content === 'damaged' || problem.startsWith('sha256:');
}
