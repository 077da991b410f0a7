import * as v from 'valibot';
import type { Files } from '@core/host/ports.ts';
import { openStoredFile, type StoredFile } from '@core/host/stored-file.ts';
import { scenarioFolder } from './scenario-folder.ts';

/** Electron's `dialog`, handed in so that nothing but main/index.ts needs Electron itself. */
interface Dialog {
  showOpenDialog(options: {
    title: string;
    buttonLabel: string;
    defaultPath: string;
    properties: ('openDirectory' | 'createDirectory')[];
  }): Promise<{ canceled: boolean; filePaths: string[] }>;
}

const CHOSEN: StoredFile<{ readonly folder?: string | undefined }> = {
  name: 'scenarios.json',
  version: 1,
  schema: v.object({ folder: v.optional(v.string()) }),
  ups: [],
  empty: {},
};

/**
 * The folder of scenarios that the person chose, in this run or an earlier one. Its path stays here: the page gets its
 * name alone.
 * @param start where the system's dialog opens at first
 */
export async function rememberedFolder(files: Files, dialog: Dialog, start: string) {
  const chosen = await openStoredFile(files, CHOSEN);
  return scenarioFolder({
    place: () => chosen.get().folder,
    async choose() {
      const { canceled, filePaths } = await dialog.showOpenDialog({
        title: 'Folder for scenarios',
        buttonLabel: 'Use this folder',
        defaultPath: chosen.get().folder ?? start,
        properties: ['openDirectory', 'createDirectory'],
      });
      const [folder] = filePaths;
      if (canceled || folder === undefined) return false;
      await chosen.set({ folder });
      return true;
    },
  });
}
