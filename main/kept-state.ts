import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isFault } from '@core/form/form.ts';
import type { Sandbox } from '@core/sandbox/engine.ts';
import type { Read } from '@core/sandbox/problem.ts';
import { checkSnapshot, isDamage } from '@core/sandbox/snapshot.ts';
import { heldBy, holderOf, lockState } from './state-lock.ts';
import { createStateFile, readStateFile, setStateFileAside, type StateFile } from './state-file.ts';

/** A state read before the sandbox is there to take it: nobody may be answered from the seed meanwhile. */
export interface KeptState {
  /** Goes on from it, and writes every change from now on. */
  attach(sandbox: Sandbox, say: (line: string) => void): Promise<StateFile>;
}

/** As readKeptState, and from now on this process alone may write the file. */
export async function openKeptState(path: string): Promise<Read<KeptState>> {
  try {
    const holder = await lockState(path);
    if (holder !== undefined) return { problem: `--state ${path}: ${heldBy(path, holder)}` };
  } catch (error) {
    return { problem: `--state ${path}: ${unusable(error)}` };
  }
  return readKeptState(path);
}

/**
 * Reads and checks the file; nothing is changed yet. What another program or a newer version wrote is refused, and what
 * another process is writing.
 */
export async function readKeptState(path: string): Promise<Read<KeptState>> {
  const refused = (problem: string) => ({ problem: `--state ${path}: ${problem}` });
  let content: unknown;
  let damaged = false;
  try {
    await access(dirname(path), constants.R_OK | constants.W_OK);
    const holder = await holderOf(path);
    if (holder !== undefined) return refused(heldBy(path, holder));
    content = await readStateFile(path);
    if (content !== undefined) checkSnapshot(content);
  } catch (error) {
    damaged = error instanceof SyntaxError || isDamage(error);
    if (isFault(error) && !damaged) {
      return refused(`${error.detail} Name another file, or move this one away.`);
    }
    if (!damaged) return refused(unusable(error));
  }
  return {
    value: {
      attach: async (sandbox, say) => {
        if (damaged) {
          const aside = await setStateFileAside(path, Date.now());
          say(`--state ${path} is damaged and was kept as ${aside}. The sandbox begins at its seed.`);
        } else if (content !== undefined) sandbox.restore(content);
        return createStateFile(
          path,
          () => sandbox.snapshot(),
          (error) => say(`--state ${path}: ${String(error)}`),
        );
      },
    },
  };
}

function unusable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return `cannot be read and written (${code}); name a file in a folder that is there and yours`;
}
