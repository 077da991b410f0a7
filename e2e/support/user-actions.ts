import { expect, type Locator, type Page } from '@playwright/test';
import type { Console } from './launch.ts';
import { rows } from './steps.ts';
import { picture } from './window.ts';

// Each action of a user's page goes the same way: what it will do and the AWS CLI line first, then both states in the
// chain. What differs between them is data.

/** A fact by AWS's name: what it is before, and after. */
export type Change = readonly [name: string, before: RegExp, after: RegExp];

export interface Act {
  readonly title: string;
  readonly user: string;
  readonly verb: string;
  /** Of the AWS CLI line. */
  readonly command: string;
  /** Something that the line says, for what was filled in. */
  readonly line?: string | RegExp;
  fill?(dialog: Locator, page: Page): Promise<void>;
  readonly changes: readonly Change[];
  /** What else comes of it, as it is said before. */
  readonly notes: readonly string[];
  /** Of the service: what is sent between the reads. */
  readonly operation: string;
}

/** The row of a fact among those that change. */
const changed = (scope: Locator, name: string): Locator =>
  scope.getByRole('row').filter({ has: scope.page().getByRole('rowheader', { name, exact: true }) });

export async function expectChanges(scope: Locator, changes: readonly Change[]): Promise<void> {
  for (const [name, before, after] of changes) {
    const cells = changed(scope, name).getByRole('cell');
    await expect(cells.nth(0), name).toHaveText(before);
    await expect(cells.nth(1), name).toHaveText(after);
  }
}

/** Chooses a target by its name, or the beginning of it. */
export async function useTarget(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(name);
  await page
    .getByRole('option', { name: new RegExp(name) })
    .first()
    .click();
  await expect(page.getByRole('banner').getByRole('button', { name: new RegExp(name) })).toBeVisible();
}

export async function openUser(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+u');
  await expect(page.getByRole('main', { name: 'Users', exact: true })).toBeVisible();
  await page
    .getByRole('listbox', { name: 'Users' })
    .getByRole('option', { name: new RegExp(`^${name}\\b`) })
    .click();
  await expect(page.getByRole('article', { name: `User ${name}`, exact: true })).toContainText(name);
}

export async function begin(page: Page, title: string, user: string): Promise<Locator> {
  await openUser(page, user);
  await page.keyboard.press('Control+Alt+x');
  const menu = page.getByRole('menu', { name: 'Actions' });
  await menu.getByRole('menuitem', { name: title, exact: true }).click();
  return page.getByRole('dialog', { name: `${title}: ${user}` });
}

/** Goes through an action from the user's page to the chain it leaves. */
export async function go({ page, ...stage }: Console, act: Act): Promise<void> {
  const dialog = await begin(page, act.title, act.user);
  const will = dialog.getByRole('region', { name: 'What it will do' });
  await expect(will).toBeVisible();
  await act.fill?.(dialog, page);

  // First what it will do.
  await expectChanges(will, act.changes);
  for (const note of act.notes) await expect(dialog).toContainText(note);
  const line = dialog.getByLabel('AWS CLI line', { exact: true });
  await expect(line).toContainText(`aws cognito-idp ${act.command}`);
  await expect(line).toContainText(act.user);
  if (act.line !== undefined) await expect(line).toContainText(act.line);
  await picture({ page, ...stage }, `user-action-${act.operation}-${act.user}`);

  // Then what it came to.
  await dialog.getByRole('button', { name: act.verb, exact: true }).click();
  const came = dialog.getByRole('region', { name: 'What it came to' });
  await expect(came).toContainText('Done');
  await expectChanges(came, act.changes);

  // And both states in the chain, which the history keeps.
  await dialog.getByRole('button', { name: 'Open the steps' }).click();
  const step = rows(page).filter({ hasText: act.operation });
  await expect(step).toHaveCount(1);
  await expect(rows(page).first()).toContainText('AdminGetUser');
  await expect(rows(page).last()).not.toContainText(act.operation);
  await step.click();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await inspector.getByRole('tab', { name: 'Summary' }).click();
  await expectChanges(inspector, act.changes);
}
