import type { Page } from '@playwright/test';
import type { Console } from './launch.ts';

/** Drops files of this computer on the middle of the window, as a person drags them from a folder. */
export async function dropFiles(page: Page, ...paths: string[]): Promise<void> {
  // Only a file chooser gives a page files that lie somewhere; from there they are dropped.
  const chooser = await page.evaluateHandle(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    return input;
  });
  await chooser.setInputFiles(paths);
  await chooser.evaluate((input) => {
    const dataTransfer = new DataTransfer();
    for (const file of input.files ?? []) dataTransfer.items.add(file);
    const at = document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? document.body;
    for (const name of ['dragenter', 'dragover', 'drop'])
      at.dispatchEvent(
        new DragEvent(name, { bubbles: true, cancelable: true, composed: true, dataTransfer }),
      );
  });
}

/** What the system's dialog for opening files answers from now on. */
export async function chooseFiles({ app }: Console, ...paths: string[]): Promise<void> {
  const choose = (): Promise<void> =>
    app.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths });
    }, paths);
  // What Electron answers may be collected as garbage before it is read; set twice, it answers the same.
  await choose().catch((error: unknown) => {
    if (String(error).includes('garbage collected')) return choose();
    throw error;
  });
}
