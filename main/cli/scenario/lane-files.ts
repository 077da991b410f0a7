import type { Files } from '@core/host/ports.ts';
import { folderFiles } from '../../ports/files.ts';

/** What a run reads of the console's data folder. */
const READ = 'targets.json';

/** The saved targets of a data folder, and memory for everything else: nothing is ever written there. */
export function laneFiles(folder: string): Files {
  const there = folderFiles(folder);
  const own = new Map<string, string>();
  return {
    read: async (name) => own.get(name) ?? (name === READ ? await there.read(name) : undefined),
    write: async (name, text) => void own.set(name, text),
    setAside: async (name) => name,
    names: async (prefix) => [...own.keys()].filter((name) => name.startsWith(prefix)),
    remove: async (name) => void own.delete(name),
  };
}
