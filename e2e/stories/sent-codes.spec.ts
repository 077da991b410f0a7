import { expect, test } from '../support/console.ts';
import { expectAsked, expectTokens, goTo, send, startSeeded } from '../support/steps.ts';

test('SMS_MFA with the code of the inbox', async ({ console: { page } }) => {
  await startSeeded(page, 'cy');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  const form = await expectAsked(page, 'SMS_MFA');
  const code = form.getByRole('textbox', { name: 'Code' });
  await expect(code).toBeFocused();
  await expect(form).toContainText('+*******0123');
  await form.getByRole('button', { name: /^Use \d{6} SMS to / }).click();
  await expect(code).toHaveValue(/^\d{6}$/);
  const used = await code.inputValue();

  await test.step('the inbox of the sandbox shows the same code', async () => {
    await goTo(page, '3', 'Sandbox');
    const inbox = page.getByRole('region', { name: 'Inbox' });
    await expect(inbox.getByRole('listitem')).toHaveCount(1);
    await expect(inbox.getByRole('button', { name: `Copy code for cy: ${used}` })).toBeVisible();
  });

  await test.step('back at the chain the answer is as it was', async () => {
    await page.getByRole('navigation', { name: 'Chains' }).getByRole('link', { name: /cy/ }).click();
    await expect(code).toHaveValue(used);
    await send(page);
    await expectTokens(page, 'cy');
  });
});

test('SELECT_MFA_TYPE, then the factor that was chosen', async ({ console: { page } }) => {
  await startSeeded(page, 'dee');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  const form = await expectAsked(page, 'SELECT_MFA_TYPE');
  const factor = form.getByRole('combobox', { name: 'Second factor' });
  await factor.click();
  await expect(form.getByRole('listbox').getByRole('option')).toHaveText([/SMS_MFA/, /SOFTWARE_TOKEN_MFA/]);
  await form
    .getByRole('listbox')
    .getByRole('option', { name: /SOFTWARE_TOKEN_MFA/ })
    .click();
  await expect(factor).toHaveValue('SOFTWARE_TOKEN_MFA');
  await send(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await send(page);
  await expectTokens(page, 'dee');
});
