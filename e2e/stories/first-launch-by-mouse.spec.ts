import { expect, test } from '../support/console.ts';
import { expectChain, expectAsked, expectTokens, rows, send, startSeeded } from '../support/steps.ts';

test('first launch to tokens, by mouse alone', async ({ console: { page } }) => {
  await test.step('the first screen is the start screen and nothing else', async () => {
    await expect(page.getByRole('heading', { name: 'Step a sign-in now' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Connect a user pool' })).toBeVisible();
    await expect(page.getByRole('navigation')).toHaveCount(0);
  });

  await test.step('one click starts a chain', async () => {
    await startSeeded(page, 'ann');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await expect(page.getByRole('heading', { name: 'ann', level: 1 })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  });

  await test.step('the password is proved, nothing is typed', async () => {
    await send(page);
    const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await expect(page.getByRole('timer', { name: /^Session [23]:\d\d$/ })).toBeVisible();
    await expect(form.getByRole('textbox', { name: 'Code' })).toHaveValue(/^\d{6}$/);
    await expect(form.getByRole('button', { name: /follows the live TOTP code, \d+ s left/ })).toBeVisible();
  });

  await test.step('the live code brings tokens', async () => {
    await send(page);
    const tokens = await expectTokens(page, 'ann');
    await expect(tokens).toContainText('in the keychain');
    const claims = tokens.getByRole('table', { name: 'Claims of the IdToken' });
    await expect(claims.getByRole('row', { name: /^cognito:username ann / })).toBeVisible();
    await expect(claims.getByRole('row', { name: /^token_use id / })).toBeVisible();
    await tokens.getByRole('tab', { name: 'AccessToken' }).click();
    const access = tokens.getByRole('table', { name: 'Claims of the AccessToken' });
    await expect(access.getByRole('row', { name: /^username ann / })).toBeVisible();
    await expect(tokens).toContainText(/expires in (1:00:00|59:\d\d)/);
  });

  await test.step('the chain tells the whole way, in the rail and in the table', async () => {
    await expectChain(page, [
      'Step 1, USER_SRP_AUTH, next PASSWORD_VERIFIER',
      'Step 2, PASSWORD_VERIFIER, next SOFTWARE_TOKEN_MFA',
      'Step 3, SOFTWARE_TOKEN_MFA, tokens received',
    ]);
    await rows(page).nth(1).click();
    await page.getByRole('tab', { name: 'Table' }).click();
    const table = page.getByRole('grid', { name: 'Steps of the chain' });
    const selected = table.getByRole('row', { selected: true });
    await expect(selected).toContainText('PASSWORD_VERIFIER');
    await expect(selected).toContainText('200');
    await expect(table.getByRole('row')).toHaveCount(4);
  });

  await test.step('the signatures hold', async () => {
    const tokens = await expectTokens(page, 'ann');
    await tokens.getByRole('button', { name: 'Check signatures' }).click();
    await expect(tokens).toContainText('signature holds');
  });
});
