import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportFile } from '@core/evidence/importing.ts';

/** Files that a person chose: by dialog, by dropping them on the window, by naming them in a terminal. */
export interface ChosenFiles {
  /** Those of the paths that are files; folders and the like are passed over. */
  offer(paths: readonly string[]): Promise<ImportFile[]>;
  file(id: string): ImportFile | undefined;
  pathOf(id: string): string | undefined;
}

/** More than a person drops at once; the oldest are forgotten. */
const MOST = 200;

/** The page knows a file by its id only: it can't have a file read that nobody chose. */
export function chosenFiles(): ChosenFiles {
  const chosen = new Map<string, { readonly file: ImportFile; readonly path: string }>();
  return {
    async offer(offered) {
      const files: ImportFile[] = [];
      for (const path of offered.slice(0, MOST)) {
        const found = await stat(path).catch(() => undefined);
        if (found?.isFile() !== true) continue;
        const file = { id: randomUUID(), name: basename(path), bytes: found.size };
        chosen.set(file.id, { file, path });
        files.push(file);
      }
      for (const id of [...chosen.keys()].slice(0, Math.max(0, chosen.size - MOST))) chosen.delete(id);
      return files;
    },
    file: (id) => chosen.get(id)?.file,
    pathOf: (id) => chosen.get(id)?.path,
  };
}
