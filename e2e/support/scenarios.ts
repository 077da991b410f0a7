import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Console } from './launch.ts';
import { chooseFiles } from './files.ts';

/** The place of scenarios, by its key. */
export async function goToScenarios(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+7');
  await expect(page.getByRole('heading', { name: 'Scenarios', level: 1 })).toBeVisible();
}

/** A folder with these files in it, chosen for scenarios. @param parent where it is made */
export async function useFolder(
  console: Console,
  parent: string,
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { page } = console;
  const folder = join(parent, 'sign-ins');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  await chooseFiles(console, folder);
  await goToScenarios(page);
  await page.getByRole('tab', { name: /^Folder/ }).click();
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(page.getByRole('tab', { name: /^sign-ins/ })).toBeVisible();
  return folder;
}

/** The text of the scenario that is open. */
export function scenarioText(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Text of the scenario/ });
}

/** Puts another text in place of the one that stands there, as pasting does. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await scenarioText(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

/** The cards of the form. */
export function stepCards(page: Page): Locator {
  return page.getByRole('region', { name: 'Steps', exact: true }).getByRole('list').first().locator('> li');
}

/** What the run came to, in the words of the bar. */
export function runStatus(page: Page): Locator {
  return page.getByRole('group', { name: 'Run the scenario' }).getByRole('status');
}
