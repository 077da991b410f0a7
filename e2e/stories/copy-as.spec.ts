import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from '../support/console.ts';
import { expectAsked, expectTokens, rows, send, startSeeded } from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

const run = promisify(execFile);

const clipboard = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ clipboard: board }) => board.readText());
const menu = (page: Page) => page.getByRole('menu', { name: 'Copy as' });
const said = (page: Page, words: string) => page.getByText(words).first();

/** Every language: its key, its name, and what such code begins with. */
const LANGUAGES = [
  ['Control+Alt+c', 'cURL (bash)', /^curl --request POST /m],
  ['Control+Alt+Shift+d', 'cURL (cmd)', /^curl --request POST .* \^$/m],
  ['Control+Alt+Shift+w', 'cURL (PowerShell)', /^\$body \| curl\.exe --request POST .* `$/m],
  ['Control+Alt+a', 'AWS CLI', /^aws cognito-idp initiate-auth \\$/m],
  ['Control+Alt+Shift+j', 'JavaScript (SDK v3)', /new InitiateAuthCommand\(\{/],
  ['Control+Alt+Shift+p', 'Python (boto3)', /^reply = client\.initiate_auth\($/m],
  ['Control+Alt+Shift+v', 'Java (SDK v2)', /client\.initiateAuth\(request -> request$/m],
  ['Control+Alt+Shift+s', 'Swift (AWS SDK)', /client\.initiateAuth\(input: InitiateAuthInput\($/m],
] as const;

test('a step is handed to a colleague as code in their language, and runs as it was', async ({ console }) => {
  const { app, page } = console;
  await startSeeded(page, 'ivy');
  await expectTokens(page, 'ivy');
  await rows(page).first().click();

  await test.step('every language has its key, and no password stands in what is copied', async () => {
    for (const [keys, name, begins] of LANGUAGES) {
      await page.keyboard.press(keys);
      await expect(said(page, `Copied as ${name}, secrets as variables`)).toBeVisible();
      const code = await clipboard(app);
      expect(code).toMatch(begins);
      expect(code).toMatch(/Set first: PASSWORD$/m);
      expect(code).not.toContain('Correct-horse');
      expect(code).not.toContain('•');
    }
  });

  await test.step('the menu opens by its key, and says which are safe', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await useTheme(console, theme);
      await rows(page).first().click();
      await page.keyboard.press('Control+Alt+w');
      await expect(menu(page)).toBeVisible();
      await expect(menu(page).getByRole('menuitem')).toHaveCount(LANGUAGES.length + 1);
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowRight');
      await expect(page.getByRole('menu', { name: 'With secrets' })).toBeVisible();
      await picture(console, `copy-as-${theme}`);
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Escape');
      await expect(menu(page)).toBeHidden();
    }
  });

  await test.step('with secrets it is chosen by keyboard, sets them in front, and a shell signs in with it', async () => {
    await page.keyboard.press('Control+Alt+w');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(
      said(page, 'Copied as cURL (bash), with secrets; the clipboard is cleared after 60 s'),
    ).toBeVisible();
    const code = await clipboard(app);
    expect(code).toMatch(/^export PASSWORD=/m);
    const { stdout } = await run('bash', ['-c', `${code} --silent --noproxy '*'`]);
    expect(JSON.parse(stdout)).toMatchObject({ AuthenticationResult: { TokenType: 'Bearer' } });
    await app.evaluate(({ clipboard: board }) => board.clear());
  });
});

test('a failed sign-in is copied for a ticket, with its sequence, codes and request ids', async ({
  console,
}) => {
  const { app, page } = console;
  await startSeeded(page, 'pam');
  const form = await expectAsked(page, 'SMS_MFA');
  await form.getByRole('textbox', { name: 'Code' }).fill('987654');
  await send(page);
  await expect(rows(page).filter({ hasText: 'CodeMismatchException' })).toHaveCount(1);

  await page.keyboard.press('Control+Alt+g');
  await expect(said(page, 'Chain copied as Markdown, without secrets')).toBeVisible();
  const text = await clipboard(app);
  expect(text).toMatch(/^# `[\w-]+` · `\w+` · `waiting for SMS_MFA`/);
  expect(text).toContain('```mermaid\nsequenceDiagram\n');
  expect(text).toMatch(/- Step 2, `SMS_MFA`: \*\*`CodeMismatchException`\*\*, .*request id `[0-9a-f-]{36}`/);
  expect(text).not.toContain('987654');

  await test.step('and from the chain’s menu, which shows the key', async () => {
    await app.evaluate(({ clipboard: board }) => board.clear());
    await page.getByRole('button', { name: 'More for this chain' }).click();
    await page.getByRole('menuitem', { name: /^Copy for a ticket/ }).click();
    await expect.poll(() => clipboard(app)).toMatch(/^# `[\w-]+` · /);
  });
});
