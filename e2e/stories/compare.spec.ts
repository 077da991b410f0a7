import type { Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/shared.ts';
import { reload } from '../support/launch.ts';
import { check } from '../support/look.ts';
import {
  answerForm,
  expectAsked,
  expectTokens,
  proveThePassword,
  send,
  startSeeded,
} from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

const steps = (page: Page) =>
  page.getByRole('list', { name: 'Steps side by side' }).locator('> [role="listitem"]');

/** ann with a wrong code, then ann without: two chains that differ by a try. */
async function twoChains(page: Page): Promise<void> {
  // Beside so long a way, what a busy machine adds to one of two calls is no difference of its own.
  await valueOf(page, 'sandbox.addFault', { rule: 'id=slow -> delay 500ms' });
  await startSeeded(page, 'ann');
  await proveThePassword(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await answerForm(page, 'SOFTWARE_TOKEN_MFA').getByRole('textbox', { name: 'Code' }).fill('000000');
  await send(page);
  await expect(page.getByRole('region', { name: 'CodeMismatchException' }).first()).toBeVisible();
  await page.keyboard.press('Control+1');
  await startSeeded(page, 'ann');
  await proveThePassword(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await send(page);
  await expectTokens(page, 'ann');
}

test('two chains, aligned step by step', async ({ stage }) => {
  const { page, app } = stage;
  await twoChains(page);

  await test.step('from the chain’s own menu', async () => {
    await page.getByRole('button', { name: 'More for this chain' }).click();
    await page.getByRole('menuitem', { name: 'Compare with…' }).click();
    await expect(page.getByRole('main', { name: 'Compare', exact: true })).toBeVisible();
  });
  await test.step('the one before it of the same user stands beside it', async () => {
    const right = page.getByRole('combobox', { name: 'Right' });
    await expect(right.locator('option:checked')).toHaveText(/^ann .*CodeMismatchException/);
  });

  await page.getByRole('checkbox', { name: 'Only differences' }).uncheck();
  await expect(steps(page)).toHaveCount(4);
  await expect(page.getByRole('listitem', { name: /^USER_SRP_AUTH, the same/ })).toBeVisible();
  await expect(
    page.getByRole('listitem', { name: /^SOFTWARE_TOKEN_MFA, differs, \d differences/ }),
  ).toBeVisible();

  await test.step('F7 goes from difference to difference', async () => {
    await page.keyboard.press('F7');
    await expect(steps(page).first()).toBeFocused();
    await page.keyboard.press('F7');
    await expect(page.getByRole('listitem', { name: /^SOFTWARE_TOKEN_MFA/ })).toBeFocused();
    await page.keyboard.press('Shift+F7');
    await expect(steps(page).first()).toBeFocused();
  });

  for (const theme of ['dark', 'light'] as const) {
    await useTheme(stage, theme);
    await expect(steps(page).first()).toBeVisible();
    await check(stage, `compare-${theme}`);
  }

  await test.step('only what differs, swapped, and copied without a secret', async () => {
    await page.getByRole('checkbox', { name: 'Only differences' }).check();
    await expect(page.getByRole('listitem', { name: /the same/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'Swap left and right' }).click();
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await expect(
      page
        .getByRole('region', { name: 'Messages' })
        .getByText('Comparison copied as Markdown, secrets masked'),
    ).toBeVisible();
    const text = await app.evaluate(({ clipboard }) => clipboard.readText());
    expect(text).toContain('`CodeMismatchException`');
    expect(text).not.toContain('000000');
  });
});

test('two tokens claim by claim, one pasted', async ({ stage }) => {
  const { page } = stage;
  await startSeeded(page, 'bob');
  await proveThePassword(page);
  const set = await expectTokens(page, 'bob');
  const [stored] = await valueOf<{ id: string }[]>(page, 'tokens.list');
  const { value: access } = await valueOf<{ value: string }>(page, 'tokens.reveal', {
    id: stored?.id,
    token: 'AccessToken',
  });

  await set.getByRole('button', { name: 'More for these tokens' }).click();
  await page.getByRole('menuitem', { name: 'Compare…' }).click();
  await page.getByRole('combobox', { name: 'Right' }).selectOption('A token pasted here');
  const pasted = page.getByRole('textbox', { name: 'Token for the right side' });
  await pasted.fill('not a token');
  await expect(page.getByText('This is neither a JWT nor a JSON object.')).toBeVisible();
  await pasted.fill(access);

  // The switch remembers what an earlier story chose.
  await page.getByRole('checkbox', { name: 'Only differences' }).uncheck();
  const claims = page.getByRole('table', { name: 'Claims side by side' });
  await expect(claims.getByRole('row', { name: /token_use/ })).toContainText('differs');
  await expect(claims.getByRole('row', { name: /cognito:groups/ })).toContainText('same');
  await expect(claims.getByRole('row', { name: /^only right client_id / })).toBeVisible();
  await expect(claims.getByRole('row', { name: /lifetime/ })).toContainText('1 h');
  for (const theme of ['dark', 'light'] as const) {
    await useTheme(stage, theme);
    await pasted.fill(access);
    await expect(claims).toBeVisible();
    await picture(stage, `compare-tokens-${theme}`);
  }

  await test.step('what was pasted is gone with the page: nothing kept it', async () => {
    await reload(page);
    await expect(page.getByRole('textbox', { name: 'Token for the right side' })).toHaveValue('');
  });
});

test('nothing to compare yet', async ({ stage: { page } }) => {
  await page.keyboard.press('Control+8');
  await expect(page.getByRole('main', { name: 'Compare', exact: true })).toBeVisible();
  await page.getByRole('radiogroup', { name: 'What is compared' }).getByText('Tokens').click();
  await expect(page.getByText('Choose two tokens')).toBeVisible();
});
