import { expect, type Locator, type Page } from '@playwright/test';

/** Opens the place for pasted requests by its key, and pastes. */
export async function paste(page: Page, text: string): Promise<Locator> {
  await page.keyboard.press('Control+Alt+p');
  const field = page.getByRole('textbox', { name: 'Request, output or error' });
  await expect(field).toBeFocused();
  await field.fill(text);
  return reading(page);
}

/** What the console says a pasted text is. */
export function reading(page: Page): Locator {
  return page.getByRole('region', { name: 'What it is' });
}

/** Pastes, keeps and waits until the imported chain is on screen. */
export async function keepPasted(page: Page, text: string): Promise<Locator> {
  const read = await paste(page, text);
  await read.getByRole('button', { name: /^Keep/ }).click();
  const banner = page.getByRole('region', { name: 'Imported, read-only.' });
  await expect(banner).toBeVisible();
  return banner;
}
