import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { SaveDialog } from '@core/host/ports.ts';

/** Electron's `dialog`, handed in so that nothing but main/index.ts needs Electron itself. */
interface Dialog {
  showSaveDialog(options: {
    title: string;
    defaultPath: string;
    filters: { name: string; extensions: string[] }[];
    properties: ('createDirectory' | 'showOverwriteConfirmation')[];
  }): Promise<{ canceled: boolean; filePath?: string }>;
}

/** The system's own dialog for saving a file. @param folder where it opens at first */
export function systemSaveDialog(dialog: Dialog, folder: string): SaveDialog {
  let last = folder;
  return {
    async save({ suggestedName, what, extension, bytes }) {
      const { canceled, filePath } = await dialog.showSaveDialog({
        title: `Save as ${what}`,
        defaultPath: join(last, suggestedName),
        filters: [{ name: what, extensions: [extension] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (canceled || filePath === undefined || filePath === '') return undefined;
      // Some systems leave the extension to the program; the person was then not asked about the longer name.
      const place = extname(filePath) === '' ? `${filePath}.${extension}` : filePath;
      const aside = `${place}.${process.pid}.tmp`;
      try {
        await writeFile(aside, bytes, { flag: 'wx', flush: true });
        await rename(aside, place);
      } catch (error) {
        await rm(aside, { force: true });
        throw error;
      }
      last = dirname(place);
      return basename(place);
    },
  };
}
