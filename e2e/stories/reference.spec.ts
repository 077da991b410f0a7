import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/shared.ts';
import { check, findings } from '../support/look.ts';
import { expectAsked, goTo, rows } from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

const finder = (page: Page): Locator => page.getByRole('textbox', { name: 'Search the reference' });

test('by the keyboard alone: search, open, try', async ({ stage: { page } }) => {
  await page.keyboard.press('Control+5');
  await expect(page.getByRole('main', { name: 'Reference', exact: true })).toBeVisible();
  await page.keyboard.press('Control+f');
  await expect(finder(page)).toBeFocused();
  await page.keyboard.type('mfa setup');
  const topics = page.getByRole('navigation', { name: 'Topics' });
  await expect(topics.getByRole('link')).not.toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'MFA_SETUP', level: 2 })).toBeVisible();
  await expect(topics.getByRole('link', { name: /^MFA_SETUP/ })).toBeFocused();
  await expect(page.getByText('Signs gus in as far as MFA_SETUP.')).toBeVisible();
  await page.keyboard.press('Alt+Shift+Enter');
  await expectAsked(page, 'MFA_SETUP');
});

test('an error by what it says: “secret hash”', async ({ stage }) => {
  const { page } = stage;
  await goTo(page, '5', 'Reference');
  await page.getByRole('tab', { name: /^Errors/ }).click();
  await finder(page).fill('secret hash');
  const hit = page
    .getByRole('navigation', { name: 'Topics' })
    .getByRole('link', { name: /^NotAuthorizedException/ });
  await expect(hit.locator('mark').first()).toBeVisible();
  await hit.click();
  await expect(page.getByRole('heading', { name: 'NotAuthorizedException', level: 2 })).toBeVisible();
  for (const theme of ['dark', 'light'] as const) {
    await useTheme(stage, theme);
    await expect(page.getByRole('button', { name: 'Try it on the sandbox' })).toBeVisible();
    await check(stage, `reference-error-${theme}`);
  }
  await page.getByRole('button', { name: 'Try it on the sandbox' }).click();
  await expect(page.getByRole('region', { name: 'NotAuthorizedException' }).first()).toBeVisible();
});

test('what Explain looks for at an error, with each check: found by words, folded by message', async ({
  stage,
}) => {
  const { page } = stage;
  await goTo(page, '5', 'Reference');
  await page.getByRole('tab', { name: /^Errors/ }).click();
  await finder(page).fill('counter went back');
  await finder(page).press('Enter');
  const article = page.getByRole('article', { name: 'NotAuthorizedException' });
  const passkey = article.getByRole('button', { name: /^1[01] checks Invalid passkey assertion\./ });
  await passkey.click();
  await expect(article).toContainText('signCount is compared with the highest that was accepted');
  for (const theme of ['dark', 'light'] as const) {
    await useTheme(stage, theme);
    await expect(passkey).toBeVisible();
    if ((await passkey.getAttribute('aria-expanded')) !== 'true') await passkey.click();
    await passkey.scrollIntoViewIfNeeded();
    await check(stage, `reference-checks-${theme}`);
  }
  await finder(page).fill('WebAuthnChallengeNotFound');
  await finder(page).press('Enter');
  const missing = page.getByRole('article', { name: 'WebAuthnChallengeNotFoundException' });
  await expect(missing).toContainText('The registration was completed, or begun anew');
  for (const theme of ['dark', 'light'] as const) {
    await useTheme(stage, theme);
    await expect(missing).toBeVisible();
    await check(stage, `reference-passkey-error-${theme}`);
  }
});

test('a computed value by words: its formula, and the bench that makes it', async ({ stage }) => {
  const { page } = stage;
  await goTo(page, '5', 'Reference');
  await page.getByRole('tab', { name: /^Challenges/ }).click();
  await finder(page).fill('Secret Hash');
  await finder(page).press('Enter');
  await expect(page.getByRole('heading', { name: 'SECRET_HASH', level: 2 })).toBeVisible();
  const article = page.getByRole('article', { name: 'SECRET_HASH' });
  await expect(article).toContainText('HMAC-SHA-256( key: client secret, data: USERNAME ‖ client id )');
  await expect(article).toContainText('Computing secret hash values');
  for (const theme of ['dark', 'light'] as const) {
    await useTheme(stage, theme);
    await expect(article).toBeVisible();
    await check(stage, `reference-value-${theme}`);
  }
  await article.getByRole('button', { name: 'Open the secret-hash bench' }).click();
  await expect(page.getByRole('form', { name: 'Secret-hash bench' })).toBeVisible();
});

test('an error that only a fault rule brings about says so, and leaves no rule behind', async ({
  stage: { page, control },
}) => {
  await goTo(page, '5', 'Reference');
  await page.getByRole('tab', { name: /^Errors/ }).click();
  await finder(page).fill('TooManyRequests');
  await page.getByRole('link', { name: /^TooManyRequestsException/ }).click();
  await expect(page.getByText('by a fault rule', { exact: true })).toBeVisible();
  await expect(
    page.getByText(/TooManyRequestsException\. The rule is for ivy only, and gone afterwards\./),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Try it on the sandbox' }).click();
  await expect(page.getByRole('region', { name: 'TooManyRequestsException' }).first()).toBeVisible();
  expect(await control<{ rules: unknown[] }>('GET', 'faults')).toMatchObject({ rules: [] });
});

test('a try says what it is at, and is stopped; what was sent stays', async ({ stage }) => {
  const { page, control } = stage;
  await useTheme(stage, 'light');
  await control('POST', 'faults', { rule: 'RespondToAuthChallenge times=1 -> delay 14s' });
  await goTo(page, '5', 'Reference');
  await finder(page).fill('MFA_SETUP');
  await finder(page).press('Enter');
  await finder(page).fill('');
  const article = page.getByRole('article', { name: 'MFA_SETUP' });
  await article.getByRole('button', { name: 'Try it on the sandbox' }).click();
  const run = article.getByRole('group', { name: 'Run' });
  await expect(run).toContainText('Sending PASSWORD_VERIFIER');
  expect(await findings(page)).toEqual([]);
  await picture(stage, 'reference-try-light');

  await test.step('one page at a time', async () => {
    await article.getByRole('link', { name: /^Next/ }).click();
    const other = page.getByRole('article', { name: 'SMS_MFA' });
    await expect(other).toContainText('MFA_SETUP is being tried: one page at a time.');
    await expect(other.getByRole('button', { name: 'Try it on the sandbox' })).toBeDisabled();
    await other.getByRole('link', { name: /^Before/ }).click();
    // The key is the page's that shows the run: pressed while one page gives way to another, it is nobody's.
    await expect(run).toContainText('Sending PASSWORD_VERIFIER');
  });

  await test.step('stopped by the key of every run', async () => {
    await page.keyboard.press('Shift+F5');
    await expect(run).toBeHidden();
    const left = article.getByRole('note', { name: 'Why it stopped' });
    await expect(left).toContainText('Stopped. What was sent is in the chain.');
    await picture(stage, 'reference-stopped-light');
    await left.getByRole('button', { name: 'Open the chain' }).click();
    await expect(rows(page).nth(1)).toHaveAccessibleName(/PASSWORD_VERIFIER.*CANCELLED/);
  });
});

test('a page shows the wire by example, and leads on', async ({ stage }) => {
  const { page } = stage;
  await goTo(page, '5', 'Reference');
  await page
    .getByRole('link', { name: /^PASSWORD_VERIFIER/ })
    .first()
    .click();
  const article = page.getByRole('article', { name: 'PASSWORD_VERIFIER' });
  await expect(article).toContainText('PASSWORD_CLAIM_SIGNATURE');
  await article.getByRole('tab', { name: 'curl' }).click();
  await expect(article.getByRole('tabpanel')).toContainText(/^curl --request/);
  await useTheme(stage, 'dark');
  await check(stage, 'reference-challenge-dark');
  await useTheme(stage, 'light');
  await check(stage, 'reference-challenge-light');
  await article.getByRole('link', { name: /^Next/ }).click();
  await expect(page.getByRole('heading', { name: 'WEB_AUTHN', level: 2 })).toBeVisible();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(page.getByRole('heading', { name: 'PASSWORD_VERIFIER', level: 2 })).toBeVisible();

  await test.step('a flow is started with one click', async () => {
    await page.getByRole('tab', { name: /^Flows/ }).click();
    await page.getByRole('link', { name: /^CUSTOM_AUTH/ }).click();
    await page.getByRole('button', { name: 'Try it on the sandbox' }).click();
    await expectAsked(page, 'CUSTOM_CHALLENGE');
    await expect(rows(page).first()).toHaveAccessibleName(/CUSTOM_AUTH, next CUSTOM_CHALLENGE/);
  });
});
