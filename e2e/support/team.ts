import { expect, type Locator, type Page } from '@playwright/test';

export async function openTeam(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+9');
  await expect(page.getByRole('main', { name: 'Team', exact: true })).toBeVisible();
}

/** Connects the team's database, as the person calls themselves. */
export async function connectTeam(page: Page, url: string, by: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Connect the team’s history' });
  await form.getByLabel('Database', { exact: true }).fill(url);
  await form.getByRole('textbox', { name: 'Your name' }).fill(by);
  await form.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByText('connected', { exact: true })).toBeVisible();
}

/** Publishes the chain that is open, without a comment. */
export async function publish(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+h');
  await page
    .getByRole('dialog', { name: 'Publish to the team' })
    .getByRole('button', { name: 'Publish' })
    .click();
}

export function publishedRows(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Chains of the team' }).getByRole('option');
}

/** The short messages in the corner. */
export function messages(page: Page): Locator {
  return page.getByRole('region', { name: 'Messages' });
}
