import { CANARIES } from '../canaries.ts';
import { expect, test } from '../support/console.ts';
import { expectAsked, expectTokens, inspect, send, startSeeded } from '../support/steps.ts';

test('a temporary password is replaced, and the missing attribute filled in', async ({
  console: { page },
  installed,
}) => {
  await test.step('NEW_PASSWORD_REQUIRED', async () => {
    await startSeeded(page, 'eli');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await send(page);
    const form = await expectAsked(page, 'NEW_PASSWORD_REQUIRED');
    const password = form.getByLabel('New password', { exact: true });
    await expect(password).toBeFocused();
    await expect(password).toHaveAttribute('type', 'password');
    await password.fill('short');
    await send(page);
    await expect(page.getByRole('region', { name: 'InvalidPasswordException' }).first()).toBeVisible();
    await password.fill(CANARIES.newPassword);
    await installed.keepPage();
    await send(page);
    await expectTokens(page, 'eli');
    const request = await inspect(page, 'Request');
    await expect(request.getByRole('treeitem', { name: /^NEW_PASSWORD / })).toContainText('••••••');
  });

  await test.step('with a required attribute the user lacks', async () => {
    await page.keyboard.press('Control+1');
    await startSeeded(page, 'fay');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await send(page);
    const form = await expectAsked(page, 'NEW_PASSWORD_REQUIRED');
    await form.getByLabel('New password', { exact: true }).fill(CANARIES.newPassword);
    await page.keyboard.press('Enter');
    const name = form.getByRole('textbox', { name: 'name', exact: true });
    await expect(name).toBeFocused();
    await page.keyboard.type('Fay');
    await send(page);
    const tokens = await expectTokens(page, 'fay');
    await expect(tokens.getByRole('row', { name: /^name Fay / })).toBeVisible();
  });

  await test.step('the new password is the password from now on', async () => {
    await page.getByRole('button', { name: 'Start again' }).first().click();
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await send(page);
    await expectTokens(page, 'fay');
  });
});
