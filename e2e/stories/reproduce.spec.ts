import type { Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { elsewhere } from '../support/elsewhere.ts';
import { check } from '../support/look.ts';
import { keepPasted } from '../support/paste.ts';
import { expectAsked, rows, send } from '../support/steps.ts';
import { useTheme } from '../support/window.ts';

const PASSWORD = 'Correct-horse-1';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Reproduce the chain' });
const verdict = (page: Page) => page.getByRole('region', { name: 'Reproduction' });

async function runAgain(page: Page, given: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.keyboard.press('Control+Shift+g');
  for (const [label, text] of Object.entries(given)) await dialog(page).getByLabel(label).fill(text);
  await dialog(page).getByRole('button', { name: 'Run again' }).click();
  await expect(dialog(page)).toBeHidden();
}

test('a failed sign-in that a user sent is run again here: the same, at every step', async ({ console }) => {
  const { page } = console;
  const app = await elsewhere(page, 'ann');
  const { Session } = await app.call('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'ann', PASSWORD },
  });
  await app.call('RespondToAuthChallenge', {
    ChallengeName: 'SOFTWARE_TOKEN_MFA',
    Session,
    ChallengeResponses: { USERNAME: 'ann', SOFTWARE_TOKEN_MFA_CODE: '000000' },
  });
  await keepPasted(page, app.asDebugOutput(24 * 3_600_000));
  await expect(rows(page).nth(1)).toHaveAccessibleName(/CodeMismatchException/);

  await test.step('what it needs stands in the dialog', async () => {
    for (const theme of ['dark', 'light'] as const) {
      await useTheme(console, theme);
      await page.keyboard.press('Control+Shift+g');
      await expect(dialog(page).getByLabel('Username')).toHaveValue('ann');
      await check(console, `reproduce-dialog-${theme}`);
      await page.keyboard.press('Escape');
    }
  });

  await test.step('run again, it comes to the same refusal', async () => {
    await runAgain(page);
    await expect(verdict(page)).toContainText('Reproduction: same.');
    await expect(verdict(page)).toContainText('It ended in CodeMismatchException both times.');
    await check(console, 'reproduced-same-light');
  });

  await test.step('both stand side by side', async () => {
    await verdict(page).getByRole('button', { name: 'Compare' }).click();
    await expect(page.getByRole('main', { name: 'Compare' })).toBeVisible();
  });
});

test('the verdict says at which step it came out otherwise, and why', async ({ console }) => {
  const { page } = console;
  const app = await elsewhere(page, 'ann');
  await app.call('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'ann', PASSWORD: 'Not-the-password-1' },
  });
  await keepPasted(page, app.asHttp());
  const source = page.url();
  const [{ chainId } = { chainId: '' }] = await valueOf<{ chainId: string }[]>(page, 'chains.list');

  await test.step('as another user who is not there: another reason', async () => {
    await runAgain(page, { Username: 'bob' });
    await expect(verdict(page)).toContainText('Reproduction: same.');
    await verdict(page).getByRole('button', { name: 'Source' }).click();
    await expect(page).toHaveURL(source);
  });

  await test.step('with the right password: it goes on where it was refused', async () => {
    const begun = await valueOf<{ chainId: string }>(page, 'chain.reproduce', {
      chainId,
      targetId: `sandbox:${app.clientId}`,
      given: { PASSWORD },
    });
    await page.goto(source.replace(chainId, begun.chainId));
    await expect(verdict(page)).toContainText('Reproduction: different at step 1.');
    await expect(verdict(page)).toContainText('NotAuthorizedException then, SOFTWARE_TOKEN_MFA now');
    await verdict(page).getByRole('button', { name: 'Show the step' }).click();
    for (const theme of ['dark', 'light'] as const) {
      await useTheme(console, theme);
      await expect(verdict(page)).toContainText('Reproduction: different at step 1.');
      await check(console, `reproduced-different-${theme}`);
    }
  });
});

test('what nobody knows is asked for by its name, and then it goes on', async ({ console: { page } }) => {
  const app = await elsewhere(page, 'ann');
  const asked = await app.call('InitiateAuth', {
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: 'nobody', SRP_A: 'ab'.repeat(384) },
  });
  const parameters = asked['ChallengeParameters'] as Record<string, string>;
  await app.call('RespondToAuthChallenge', {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: {
      USERNAME: parameters['USER_ID_FOR_SRP'],
      PASSWORD_CLAIM_SECRET_BLOCK: parameters['SECRET_BLOCK'],
      PASSWORD_CLAIM_SIGNATURE: 'AAAA',
      TIMESTAMP: 'Tue Sep 8 09:05:07 UTC 2026',
    },
  });
  await keepPasted(page, app.asDebugOutput());

  await test.step('the dialog names the password; left empty, it stops there', async () => {
    await page.keyboard.press('Control+Shift+g');
    await expect(dialog(page).getByLabel('Password')).toBeVisible();
    await dialog(page).getByRole('button', { name: 'Run again' }).click();
    await expect(verdict(page)).toContainText('Reproduction: stopped.');
    await expect(verdict(page)).toContainText('PASSWORD is needed at step 2 of 2');
  });

  await test.step('answered in the form, it is the same', async () => {
    const form = await expectAsked(page, 'PASSWORD_VERIFIER');
    await form.getByRole('textbox', { name: 'Password' }).fill('Whatever-1');
    await send(page);
    await expect(verdict(page)).toContainText('Reproduction: same.');
  });
});
