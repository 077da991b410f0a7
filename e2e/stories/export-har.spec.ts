import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Har } from 'har-format';
import { CANARIES } from '../canaries.ts';
import { expect, test } from '../support/console.ts';
import type { Console } from '../support/launch.ts';
import { expectAsked, rows, send, startSeeded } from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

test('a chain leaves as a HAR, and DevTools opens it', async ({ console }) => {
  const { page, app } = console;
  await startSeeded(page, 'pam');
  const form = await expectAsked(page, 'SMS_MFA');
  await form.getByRole('textbox', { name: 'Code' }).fill(CANARIES.wrongCode);
  await send(page);
  await expect(rows(page).filter({ hasText: 'CodeMismatchException' })).toHaveCount(1);

  const path = join(console.userData, '..', 'case.har');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () =>
      Promise.resolve({ canceled: false, filePath }) as ReturnType<typeof dialog.showSaveDialog>;
  }, path);
  const dialog = page.getByRole('dialog', { name: 'Export the chain' });

  await test.step('from the dialog, in dark and light', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await useTheme(console, theme);
      await rows(page).first().click();
      await page.keyboard.press('Control+Shift+O');
      await dialog.getByRole('radio', { name: 'HAR 1.2' }).check();
      await expect(dialog).toContainText('none is in it');
      await picture(console, `export-har-${theme}`);
      if (theme === 'light') await page.keyboard.press('Escape');
    }
    await dialog.getByRole('button', { name: 'Save file…' }).click();
    await expect(page.getByText('Saved as case.har').first()).toBeVisible();
  });

  const text = readFileSync(path, 'utf8');
  const { log } = JSON.parse(text) as Har;

  await test.step('every exchange is in it, and no secret', () => {
    expect(log.version).toBe('1.2');
    expect(log.entries.map(({ response }) => response.status)).toEqual([200, 400]);
    expect(log.entries[1]?.response.content.text).toContain('CodeMismatchException');
    expect(text).not.toContain(CANARIES.wrongCode);
    expect(text).not.toContain('Correct-horse');
  });

  await test.step('the importer of Chromium’s DevTools reads the same requests from it', async () => {
    expect(await importedByDevTools(console, text)).toEqual(
      log.entries.map(({ request, response, time }) => ({
        method: request.method,
        url: request.url,
        status: response.status,
        type: 'fetch',
        operation: request.headers.find(({ name }) => name.toLowerCase() === 'x-amz-target')?.value,
        sent: request.postData?.text,
        received: response.content.text,
        took: expect.closeTo(time, 0),
      })),
    );
  });
});

/** What the network panel makes of a HAR: the DevTools that ship with the runtime, opened on an empty page. */
async function importedByDevTools({ app }: Console, har: string): Promise<unknown> {
  return app.evaluate(async ({ BrowserWindow }, text) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL('about:blank');
    const opened = new Promise<void>((done) => {
      window.webContents.on('devtools-opened', () => done());
    });
    window.webContents.openDevTools({ mode: 'detach', activate: false });
    await opened;
    const tools = window.webContents.devToolsWebContents;
    if (tools === null) throw new Error('no DevTools');
    try {
      return (await tools.executeJavaScript(`(async () => {
        const { HARFormat, Importer } = await import(new URL('./models/har/har.js', location.href).href);
        const root = new HARFormat.HARRoot(JSON.parse(${JSON.stringify(text)}));
        const requests = Importer.Importer.requestsFromHARLog(root.log);
        return Promise.all(requests.map(async (request) => ({
          method: request.requestMethod,
          url: request.url(),
          status: request.statusCode,
          type: request.resourceType().name(),
          operation: request.requestHeaders().find(({ name }) => name.toLowerCase() === 'x-amz-target')?.value,
          sent: await request.requestFormData(),
          received: (await request.requestContentData()).text,
          took: (request.endTime - request.issueTime()) * 1000,
        })));
      })()`)) as unknown;
    } finally {
      window.destroy();
    }
  }, har);
}
