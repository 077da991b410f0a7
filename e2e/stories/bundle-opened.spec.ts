import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { dropFiles } from '../support/files.ts';
import type { Console } from '../support/launch.ts';
import { check } from '../support/look.ts';
import { answerForm, expectAsked, rows, send, startSeeded } from '../support/steps.ts';
import { useTheme } from '../support/window.ts';

const CODE = '271605';
const PASSPHRASE = 'canary battery staple 20';

/** SRP and a wrong code, exported as a colleague would send it. @returns where the file lies */
async function sentByAColleague(console: Console, name: string, passphrase?: string): Promise<string> {
  const { page, app, userData } = console;
  const path = join(userData, '..', name);
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await form.getByRole('textbox', { name: 'Code' }).fill(CODE);
  await send(page);
  await expect(rows(page).nth(2)).toContainText('CodeMismatchException');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () =>
      Promise.resolve({ canceled: false, filePath }) as ReturnType<typeof dialog.showSaveDialog>;
  }, path);
  const [{ chainId } = { chainId: '' }] = await valueOf<{ chainId: string }[]>(page, 'chains.list');
  await valueOf(page, 'chain.export', {
    ...{ chainIds: [chainId], format: 'bundle' },
    ...(passphrase === undefined ? { secrets: 'redacted' } : { secrets: 'unredacted', passphrase }),
  });
  await valueOf(page, 'chain.remove', { chainId });
  return path;
}

/** @param time which of several imports of this file */
function imported(page: Page, name: string, time = 1) {
  const label = time === 1 ? `Import of ${name}` : `Import ${String(time)} of ${name}`;
  return page.getByRole('main').getByRole('region', { name: label, exact: true });
}

test('a redacted bundle is opened, read, and run again by somebody who is named', async ({ console }) => {
  const { page } = console;
  const path = await sentByAColleague(console, 'sent.countersign');

  await test.step('it shows as it went, under the name that stands in', async () => {
    await dropFiles(page, path);
    const file = imported(page, 'sent.countersign');
    await expect(file).toContainText('1 chain');
    await file.getByRole('link', { name: 'person-1' }).click();
    await expect(page.getByRole('heading', { name: 'person-1', level: 1 })).toBeVisible();
    await expect(rows(page).nth(2)).toHaveAccessibleName(/refused with CodeMismatchException/);
    await expect(answerForm(page, 'SOFTWARE_TOKEN_MFA')).toBeHidden();
    // The stand-in tells nothing of the code that was typed.
    await expect(page.getByRole('main')).not.toContainText('The code was mistyped');
    await check(console, 'bundle-opened-dark');
    await useTheme(console, 'light');
    await expect(rows(page).nth(2)).toBeVisible();
    await check(console, 'bundle-opened-light');
  });

  await test.step('run again it asks who signs in, and comes to the same refusal', async () => {
    await page.keyboard.press('Control+Shift+g');
    const dialog = page.getByRole('dialog', { name: 'Reproduce the chain' });
    await expect(dialog.getByLabel('Username')).toHaveValue('');
    await dialog.getByLabel('Username').fill('ann');
    await check(console, 'bundle-reproduce-light');
    await dialog.getByRole('button', { name: 'Run again' }).click();
    await expect(page.getByRole('region', { name: 'Reproduction' })).toContainText('Reproduction: same.');
  });
});

test('a locked bundle opens with its passphrase alone', async ({ console }) => {
  const { page } = console;
  const path = await sentByAColleague(console, 'locked.countersign.age', PASSPHRASE);
  await dropFiles(page, path);
  const file = (time: number) => imported(page, 'locked.countersign.age', time);

  await test.step('another one is refused, and asked for again', async () => {
    await expect(file(1)).toContainText('This file is locked.');
    await check(console, 'bundle-locked-dark');
    await file(1).getByLabel('Passphrase').fill('another battery staple');
    await page.keyboard.press('Enter');
    await expect(file(2)).toContainText('The passphrase does not open this file');
    await check(console, 'bundle-refused-dark');
  });

  await test.step('its own opens it, with the real name in its place', async () => {
    await file(2).getByLabel('Passphrase').fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await expect(file(3)).toContainText('1 chain');
    await file(3).getByRole('link', { name: 'ann' }).click();
    await expect(page.getByRole('heading', { name: 'ann', level: 1 })).toBeVisible();
    await expect(rows(page).nth(2)).toHaveAccessibleName(/refused with CodeMismatchException/);
  });
});
