import { expect, test } from '../support/console.ts';
import { check } from '../support/look.ts';
import { runStatus, stepCards, useFolder } from '../support/scenarios.ts';
import { picture, resize, useTheme } from '../support/window.ts';

/** ann and eli have an authenticator; ivy has no second factor: her row fails. */
const ROWS = `version: 1
name: a second factor for everyone
timeout: 30s
matrix:
  axes:
    user: [ann, ivy, eli]
    flow: [USER_PASSWORD_AUTH, USER_SRP_AUTH]
  exclude:
    - { user: eli, flow: USER_SRP_AUTH }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: '\${user}' }
    expect: { tokens: false }
`;

test('every row of a matrix runs, the one that failed opens as a chain, and runs again', async ({
  console: opened,
}, info) => {
  const { page } = opened;
  await useTheme(opened, 'dark');
  await resize(opened, 1280, 800);
  await useFolder(opened, info.outputPath('work'), { 'rows.yaml': ROWS });
  await page.getByRole('option', { name: /a second factor for everyone/ }).click();
  await expect(stepCards(page)).toHaveCount(1);
  const grid = page.getByRole('grid', { name: 'Rows of the matrix' });
  const rows = grid.getByRole('row').filter({ hasNot: page.getByRole('columnheader') });

  await test.step('by key: all of them, one after the other', async () => {
    await page.keyboard.press('Control+Shift+F5');
    await expect(runStatus(page)).toContainText('3 of 5 rows passed in');
    await expect(rows).toHaveCount(5);
    await expect(rows.filter({ hasText: 'passed' })).toHaveCount(3);
    await expect(page.getByRole('progressbar', { name: 'How many rows have run' })).toHaveAttribute(
      'aria-valuenow',
      '100',
    );
    await picture(opened, 'scenario-rows-dark');
    // The page is loaded anew: what came of the rows is still there.
    await useTheme(opened, 'light');
    await page.getByRole('tab', { name: /^Rows/ }).click();
    await expect(rows).toHaveCount(5);
    await check(opened, 'scenario-rows-light');
  });

  await test.step('only what did not pass is shown, with why', async () => {
    await page.getByRole('tab', { name: /^Did not pass/ }).click();
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText('ivy');
    await expect(rows.first()).toContainText('line 11 · tokens: expected no tokens, got tokens');
  });

  await test.step('by keyboard: the row runs alone next, and opens as a chain', async () => {
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('combobox', { name: 'Row of the matrix' })).toHaveValue('2');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/chains\//);
    await expect(page.getByRole('main')).toContainText('ivy');
    await page.goBack();
  });

  await test.step('what did not pass runs again', async () => {
    await page.getByRole('button', { name: 'Run the 2 again' }).click();
    await expect(runStatus(page)).toContainText('0 of 2 rows passed in');
    await expect(rows).toHaveCount(2);
    // Each keeps the number it has in the matrix.
    await expect(rows.locator('[role="gridcell"]:first-child')).toHaveText(['3', '4']);
  });
});

test('a run of rows stops in the midst, and a time limit of the file ends a row', async ({
  console: opened,
}, info) => {
  const { page } = opened;
  await useTheme(opened, 'dark');
  await resize(opened, 1280, 800);
  await useFolder(opened, info.outputPath('work'), {
    'wait.yaml': ROWS.replace('timeout: 30s', 'timeout: 5s').replace('steps:\n', 'steps:\n  - wait: 5m\n'),
  });
  await page.getByRole('option', { name: /a second factor for everyone/ }).click();
  await expect(page.getByRole('textbox', { name: 'Time limit' })).toHaveValue('5s');
  const grid = page.getByRole('grid', { name: 'Rows of the matrix' });
  await page.getByRole('button', { name: /^Run all 5 rows/ }).click();
  await expect(grid.getByRole('row').filter({ hasText: 'timed out' }).first()).toContainText(
    'The whole scenario may take 5s',
    { timeout: 30_000 },
  );
  await picture(opened, 'scenario-rows-running-dark');
  await page.keyboard.press('Shift+F5');
  await expect(runStatus(page)).toContainText(/stopped after \d of 5 rows/);
  await expect(grid.getByRole('row').filter({ hasText: 'not begun' }).first()).toBeVisible();

  await test.step('alone, too: the bar says that its time was over, and where', async () => {
    const limit = page.getByRole('textbox', { name: 'Time limit' });
    await limit.fill('1500ms');
    await limit.press('Enter');
    await page.keyboard.press('F5');
    await expect(runStatus(page)).toContainText('timed out at line 11');
    await expect(stepCards(page).first()).toContainText('timed out');
    await expect(stepCards(page).first()).toContainText('The whole scenario may take 1500ms');
    await picture(opened, 'scenario-timed-out-dark');
  });
});
