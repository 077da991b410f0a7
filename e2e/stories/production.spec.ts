import type { Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { check } from '../support/look.ts';
import { expectAsked, expectTokens, harmQuestion, newChain, rows, send } from '../support/steps.ts';
import { useTheme } from '../support/window.ts';

const NAME = 'Shop EU';

/** A target of one's own that is the sandbox behind, marked production. */
async function useProduction(page: Page): Promise<void> {
  const { endpoint } = await valueOf<{ endpoint: string }>(page, 'sandbox.start');
  const { id } = await valueOf<{ id: string }>(page, 'target.save', {
    ...{ name: NAME, region: '', endpoint, userPoolId: 'eu-west-1_Kq7Zt2mXa' },
    ...{ clientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h', fips: false, color: 'red', production: true },
    sessionMinutes: 3,
  });
  await newChain(page, 'USER_SRP_AUTH');
  await page.getByRole('combobox', { name: 'Target', exact: true }).selectOption(id);
}

test('on a production target a tester types its name before a try counts, once a sign-in', async ({
  console,
}) => {
  const { page } = console;
  await useProduction(page);
  await page.getByRole('textbox', { name: 'Username' }).fill('cy');
  await page.getByLabel('Password', { exact: true }).fill('Correct-horse-1');
  // SRP_A alone proves nothing: nobody is asked.
  await send(page);
  await expectAsked(page, 'PASSWORD_VERIFIER');

  for (const theme of ['dark', 'light'] as const) {
    await useTheme(console, theme);
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await page.keyboard.press('Control+Enter');
    await expect(harmQuestion(page)).toContainText('A wrong answer counts as a failed try on cy');
    await expect(harmQuestion(page)).toContainText('A message with a code may go out to cy');
    await check(console, `production-${theme}`);
  }

  // Not confirmed, not sent: the form says why, and what was typed is still there.
  await page.keyboard.press('Escape');
  await expect(harmQuestion(page)).toBeHidden();
  await expect(rows(page)).toHaveCount(2);
  const form = await expectAsked(page, 'PASSWORD_VERIFIER');
  await expect(form).toContainText(`${NAME} is marked production.`);

  await page.keyboard.press('Control+Enter');
  await expect(harmQuestion(page).getByRole('button', { name: 'Send' })).toBeDisabled();
  await expect(harmQuestion(page).getByRole('textbox')).toBeFocused();
  await page.keyboard.type(NAME);
  await page.keyboard.press('Enter');
  const code = await expectAsked(page, 'SMS_MFA');
  // The same sign-in goes on without another question.
  const [message] = await valueOf<{ code: string }[]>(page, 'sandbox.inbox');
  await code
    .getByRole('textbox', { name: 'Code' })
    .first()
    .fill(message?.code ?? '');
  await send(page);
  await expectTokens(page, 'cy');
});
