import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/console.ts';
import { appFolder } from '../support/folders.ts';
import { dropFiles } from '../support/files.ts';
import { type Ended, runProgram } from '../support/program.ts';
import {
  goToScenarios,
  pasteText,
  runStatus,
  scenarioText,
  stepCards,
  useFolder,
} from '../support/scenarios.ts';
import { expectAsked, expectTokens, send, startSeeded } from '../support/steps.ts';
import { picture, resize, useTheme } from '../support/window.ts';

const cli = join(appFolder, 'out/main/cli.js');
const countersign = (args: readonly string[]): Promise<Ended> => runProgram(process.execPath, [cli, ...args]);

test('recorded in the window, run without it, opened from its failing report, mended: green', async ({
  console: window,
}, info) => {
  test.setTimeout(120_000);
  const { page } = window;
  await useTheme(window, 'dark');
  await resize(window, 1280, 800);
  const folder = await useFolder(window, info.outputPath('work'));
  const file = join(folder, 'ann.yaml');

  await test.step('a sign-in that was stepped by hand is recorded', async () => {
    await page.keyboard.press('Control+1');
    await startSeeded(page, 'ann');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await send(page);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await send(page);
    await expectTokens(page, 'ann');
    await page.keyboard.press('Control+Shift+d');
    await expect(stepCards(page)).toHaveCount(3);
    await picture(window, 'scenario-recorded-dark');
    await page.keyboard.press('Control+s');
    const dialog = page.getByRole('dialog', { name: 'Save the scenario' });
    await dialog.getByRole('textbox', { name: 'File' }).fill('ann');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Saved as ann.yaml').first()).toBeVisible();
  });

  await test.step('without the window it passes', async () => {
    expect(await countersign(['run', folder])).toMatchObject({ code: 0, err: '' });
  });

  const report = info.outputPath('report.json');
  const runs = () => countersign(['run', folder, '--reporter', 'list', '--reporter', `json:${report}`]);

  await test.step('another factor is expected of ann: without the window it fails', async () => {
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace('expect: { challenge: SOFTWARE_TOKEN_MFA }', 'expect: { challenge: EMAIL_OTP }'),
    );
    const { code, out } = await runs();
    expect(code).toBe(1);
    expect(out).toMatch(/challenge\n +expected {2}EMAIL_OTP\n +got +SOFTWARE_TOKEN_MFA\n/);
  });

  await test.step('its report is dropped on the window: the chain that failed opens there, with why', async () => {
    await dropFiles(page, report);
    const brought = page.getByRole('main').getByRole('link', { name: /ann/ });
    await brought.first().click();
    await expect(page.getByRole('heading', { name: 'ann', level: 1 })).toBeVisible();
    await page.getByRole('button', { name: 'Notes: #failed, notes' }).click();
    const notes = page.getByRole('dialog', { name: 'Notes on ann' });
    await expect(notes.getByRole('textbox', { name: 'Notes' })).toHaveValue(
      /expected {2}EMAIL_OTP\n +got +SOFTWARE_TOKEN_MFA/,
    );
    await picture(window, 'scenario-report-opened-dark');
    await page.keyboard.press('Escape');
  });

  await test.step('the scenario is mended in the window', async () => {
    await goToScenarios(page);
    await page.getByRole('tab', { name: /^sign-ins/ }).click();
    await page.getByRole('option', { name: /^ann/ }).click();
    await page.getByRole('tab', { name: 'Text' }).click();
    await expect(scenarioText(page)).toContainText('EMAIL_OTP');
    await pasteText(page, readFileSync(file, 'utf8').replace('EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'));
    await page.keyboard.press('F5');
    // Her code of this half minute may be used already: then the next one is waited for.
    await expect(runStatus(page)).toContainText('passed in', { timeout: 45_000 });
    await page.keyboard.press('Control+s');
    await expect.poll(() => readFileSync(file, 'utf8')).not.toContain('EMAIL_OTP');
  });

  await test.step('without the window: green', async () => {
    const { code, out } = await runs();
    expect(out).toMatch(/\n1 passed · .*\n$/);
    expect(code).toBe(0);
  });
});
