import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseFiles } from '../support/files.ts';
import { expect, test } from '../support/console.ts';
import { appFolder } from '../support/folders.ts';
import { type Ended, runProgram } from '../support/program.ts';
import { runStatus, scenarioText, stepCards, useFolder } from '../support/scenarios.ts';
import { expectAsked, expectTokens, newChain, rows, send, startSeeded } from '../support/steps.ts';
import { picture, resize, useTheme } from '../support/window.ts';

const cli = join(appFolder, 'out/main/cli.js');
/** A run whose authenticator's code was used already waits for the next one: up to 30 s. */
const NEXT_CODE = { timeout: 60_000 };
const countersign = (...args: string[]): Promise<Ended> => runProgram(process.execPath, [cli, ...args]);

test('a sign-in that was refused is recorded with its error, and without what was typed', async ({
  console: opened,
}) => {
  const { page } = opened;
  await useTheme(opened, 'light');
  await resize(opened, 1280, 800);
  await newChain(page, 'USER_PASSWORD_AUTH');
  const form = page.getByRole('main');
  await form.getByLabel('Username', { exact: true }).fill('bob');
  await form.getByLabel('Password', { exact: true }).fill('Quite-wrong-77');
  await send(page);
  await expect(rows(page).first()).toHaveAccessibleName(/NotAuthorizedException/);
  await page.getByRole('button', { name: 'More for this chain' }).click();
  await page.getByRole('menuitem', { name: /^Record as scenario/ }).click();
  const notes = page.getByRole('region', { name: 'Notes of the recording' });
  await expect(notes).toContainText('PASSWORD');
  await expect(scenarioText(page)).toContainText('error: NotAuthorizedException');
  await expect(scenarioText(page)).not.toContainText('Quite-wrong-77');
  await picture(opened, 'scenario-recorded-error-light');
  await page.getByRole('link', { name: 'Scenarios' }).first().click();
  await expect(page.getByRole('option', { name: /bob by USER_PASSWORD_AUTH.*unsaved/ })).toBeVisible();
});

test('recorded in the window, run headless, the failing report opened, mended, green', async ({
  console: opened,
}, info) => {
  test.setTimeout(240_000);
  const { page } = opened;
  await useTheme(opened, 'dark');
  await resize(opened, 1280, 800);
  const folder = await useFolder(opened, info.outputPath('work'));

  await test.step('a sign-in is stepped by hand', async () => {
    await page.keyboard.press('Control+1');
    await startSeeded(page, 'ann');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await send(page);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await send(page);
    await expectTokens(page, 'ann');
  });

  const file = await test.step('one key writes it down, with checks and without a secret', async () => {
    await page.keyboard.press('Control+Shift+d');
    await expect(stepCards(page)).toHaveCount(3);
    await expect(stepCards(page).nth(2)).toContainText('tokens');
    await expect(scenarioText(page)).toContainText('version: 1');
    await picture(opened, 'scenario-recorded-dark');
    await page.keyboard.press('Control+s');
    const dialog = page.getByRole('dialog', { name: 'Save the scenario' });
    await dialog.getByRole('textbox', { name: 'File' }).fill('ann.yaml');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Saved as ann.yaml').first()).toBeVisible();
    return join(folder, 'ann.yaml');
  });
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/^(#.*\n)*version: 1\n/);

  await test.step('it runs green in the window', async () => {
    await page.keyboard.press('F5');
    await expect(runStatus(page)).toContainText('passed in', NEXT_CODE);
  });

  await test.step('a release later it expects something else: headless, it fails, with a report', async () => {
    const wrong = text.replace('challenge: SOFTWARE_TOKEN_MFA', 'challenge: SMS_MFA');
    expect(wrong).not.toBe(text);
    writeFileSync(file, wrong);
    const report = info.outputPath('report.json');
    const { code, out } = await countersign(
      'run',
      file,
      '--reporter',
      'list',
      '--reporter',
      `json:${report}`,
    );
    expect(code).toBe(1);
    expect(out).toContain('SMS_MFA');
    await chooseFiles(opened, report);
  });

  await test.step('the report opens in the window: its chain, as it went', async () => {
    await page.keyboard.press('Control+o');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('main', { name: 'Import' })).toBeVisible();
    await page
      .getByRole('main')
      .getByRole('link', { name: /ann/ })
      .or(page.getByRole('main').getByRole('button', { name: /ann/ }))
      .first()
      .click();
    await expect(page.getByRole('heading', { name: 'ann', level: 1 })).toBeVisible();
    await expect(page.getByRole('listbox', { name: 'Steps of the chain' })).toContainText(
      'PASSWORD_VERIFIER',
    );
    await picture(opened, 'scenario-report-chain-dark');
  });

  await test.step('in the window it fails at the same line; mended by the form, it is green', async () => {
    await page.keyboard.press('Control+Shift+7');
    await page.getByRole('option', { name: /ann/ }).click();
    // Beside the form stands what stood there last: the chain of the run.
    await page.getByRole('tab', { name: 'Text' }).click();
    await expect(scenarioText(page)).toContainText('challenge: SMS_MFA');
    await page.keyboard.press('F5');
    await expect(runStatus(page)).toContainText('failed at line');
    const second = stepCards(page).nth(1);
    await expect(second.getByRole('row', { name: /challenge/ })).toContainText('SMS_MFA');
    await second.getByRole('button', { name: /PASSWORD_VERIFIER/ }).click();
    const comes = second.getByRole('combobox', { name: 'Challenge that has to come' });
    await comes.fill('SOFTWARE_TOKEN_MFA');
    await comes.press('Enter');
    await page.keyboard.press('F5');
    await expect(runStatus(page)).toContainText('passed in', NEXT_CODE);
    await page.keyboard.press('Control+s');
    await expect(page.getByText('unsaved')).toBeHidden();
  });

  await test.step('and green headless', async () => {
    const { code, out } = await countersign('run', file);
    expect({ code, out }).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});
