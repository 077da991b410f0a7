import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ask, valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { dropFiles } from '../support/files.ts';
import type { Console } from '../support/launch.ts';
import { check } from '../support/look.ts';
import {
  answerForm,
  expectAsked,
  expectTokens,
  proveThePassword,
  rows,
  send,
  startSeeded,
  whatComesNext,
} from '../support/steps.ts';
import { useTheme } from '../support/window.ts';

const CODE = '271605';
const PASSPHRASE = 'canary battery staple 20';

/** Exports the one chain there is, and takes it away. @returns where the file lies */
async function handOver(
  { page, app, userData }: Console,
  name: string,
  passphrase?: string,
): Promise<string> {
  const path = join(userData, '..', name);
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

/** SRP and a wrong code, exported as a colleague would send it. @returns where the file lies */
async function sentByAColleague(console: Console, name: string, passphrase?: string): Promise<string> {
  const { page } = console;
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await form.getByRole('textbox', { name: 'Code' }).fill(CODE);
  await send(page);
  await expect(rows(page).nth(2)).toContainText('CodeMismatchException');
  return handOver(console, name, passphrase);
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

test('a sign-in under way comes in a bundle read-only, and goes on here once it is adopted', async ({
  console: opened,
}) => {
  const { page } = opened;
  await startSeeded(page, 'ann');
  await proveThePassword(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  const path = await handOver(opened, 'under-way.countersign.age', PASSPHRASE);

  await dropFiles(page, path);
  await imported(page, 'under-way.countersign.age').getByLabel('Passphrase').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await imported(page, 'under-way.countersign.age', 2).getByRole('link', { name: 'ann' }).click();
  await expect(page.getByRole('heading', { name: 'ann', level: 1 })).toBeVisible();
  const [{ chainId } = { chainId: '' }] = await valueOf<{ chainId: string }[]>(page, 'chains.list');

  await test.step('until then it takes no answer, from the page or past it', async () => {
    await expect(whatComesNext(page)).toContainText('Adopt the chain to answer it here');
    await expect(answerForm(page, 'SOFTWARE_TOKEN_MFA')).toBeHidden();
    const events = await valueOf<{ type: string; stepId?: string }[]>(page, 'chain.events', { chainId });
    const parentId = events.findLast(({ type }) => type === 'step.ended')?.stepId;
    const inputs = { SOFTWARE_TOKEN_MFA_CODE: CODE };
    const answer = { name: 'SOFTWARE_TOKEN_MFA', inputs, responses: {}, members: {} };
    expect(await ask(page, 'chain.answer', { chainId, parentId, answer })).toMatchObject({
      error: { code: 'CHAIN_READ_ONLY' },
    });
    await check(opened, 'bundle-read-only-dark');
  });

  await test.step('adopted by its key, the countdown runs, and the next step is sent from here', async () => {
    await page.keyboard.press('Control+Shift+a');
    const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await expect(page.getByRole('timer', { name: /^Session/ })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Imported, adopted.' })).toContainText('It goes on here');
    await expect(form.getByRole('textbox', { name: 'Code' })).toBeVisible();
    await send(page);
    await expectTokens(page, 'ann');
    await check(opened, 'bundle-adopted-dark');
  });
});
