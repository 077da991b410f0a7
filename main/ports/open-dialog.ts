import { dirname } from 'node:path';
import type { OpenDialog } from '@core/evidence/importing.ts';
import type { ChosenFiles } from './import/chosen-files.ts';

/** Electron's `dialog`, handed in so that nothing but main/index.ts needs Electron itself. */
interface Dialog {
  showOpenDialog(options: {
    title: string;
    defaultPath: string;
    filters: { name: string; extensions: string[] }[];
    properties: ('openFile' | 'multiSelections')[];
  }): Promise<{ canceled: boolean; filePaths: string[] }>;
}

/** The system's own dialog for choosing files to import. @param folder where it opens at first */
export function systemOpenDialog(dialog: Dialog, files: ChosenFiles, folder: string): OpenDialog {
  let last = folder;
  return {
    async choose() {
      const { canceled, filePaths } = await dialog.showOpenDialog({
        title: 'Import',
        defaultPath: last,
        filters: [
          {
            name: 'HAR and Countersign files',
            extensions: ['har', 'gz', 'json', 'countersign', 'age', 'txt'],
          },
          { name: 'All files', extensions: ['*'] },
        ],
        properties: ['openFile', 'multiSelections'],
      });
      if (canceled || filePaths[0] === undefined) return [];
      last = dirname(filePaths[0]);
      return files.offer(filePaths);
    },
  };
}
