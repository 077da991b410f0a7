import type { Locator, Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/focus.ts';
import { expectAsked, expectTokens, goTo, newChain, sendButton } from '../support/steps.ts';

const spoken = (page: Page): Locator => page.getByRole('status').filter({ hasText: /succeeded|refused/ });

/** Tabs until this has the focus. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs += 1) {
    if (await element.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never came there.');
}

test('a sign-in and a tour of the window by keyboard alone, the focus never nowhere', async ({
  console: { page },
}) => {
  test.setTimeout(120_000);
  const { keyboard } = page;

  await test.step('every step is said once, with what comes next', async () => {
    await expect(page.getByRole('button', { name: /^Step ann: / })).toBeFocused();
    await keyboard.press('Enter');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await expect(spoken(page)).toHaveText(
      /^USER_SRP_AUTH succeeded, HTTP 200, [\d.]+ m?s\. Next: PASSWORD_VERIFIER\.\s?$/,
    );
    await expect(sendButton(page)).toBeFocused();
    await keyboard.press('Enter');
    const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await form.getByRole('textbox', { name: 'Code' }).focus();
    await keyboard.press('Control+a');
    await keyboard.type('000000');
    await keyboard.press('Control+Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'refused' }).first()).toContainText(
      'SOFTWARE_TOKEN_MFA refused: CodeMismatchException, HTTP 400',
    );
    await keyboard.press('Control+a');
    await keyboard.press('Alt+ArrowUp');
  });

  await test.step('from start to tokens again, and on through every place', async () => {
    await keyboard.press('Control+Shift+r');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await keyboard.press('Control+Enter');
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await keyboard.press('Control+Enter');
    await expectTokens(page, 'ann');
    for (const [key, title] of [
      ['2', 'Tokens'],
      ['3', 'Sandbox'],
      ['4', 'Targets'],
      ['5', 'Reference'],
      [',', 'Settings'],
      ['1', 'Start'],
    ] as const)
      await goTo(page, key, title);
  });

  await test.step('tabs, dialogs and menus give the focus back', async () => {
    await goTo(page, '3', 'Sandbox');
    for (let tabs = 0; tabs < 6; tabs += 1) await keyboard.press('Control+Alt+ArrowRight');
    await keyboard.press('Control+Alt+n');
    await expect(page.getByRole('dialog', { name: 'Add a user' })).toBeVisible();
    await keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await keyboard.press('Control+Alt+0');
    await expect(page.getByRole('dialog', { name: 'Reset the sandbox' })).toBeVisible();
    await keyboard.press('Escape');
    await keyboard.press('Control+Shift+t');
    await keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
  });

  await test.step('what goes away hands the focus on', async () => {
    await goTo(page, '2', 'Tokens');
    await expect(page.getByRole('article')).toHaveCount(1);
    await keyboard.press('Alt+Shift+Backspace');
    const asked = page.getByRole('dialog', { name: 'Forget these tokens' });
    await expect(asked).toBeVisible();
    await tabTo(page, asked.getByRole('button', { name: 'Forget' }));
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'No tokens yet' })).toBeVisible();
    await keyboard.press('Control+Shift+x');
    await goTo(page, '1', 'Start');
    await keyboard.press('F6');
    await keyboard.press('Alt+ArrowDown');
    await expect(page.getByRole('heading', { name: 'ann', level: 1 })).toBeVisible();
    await keyboard.press('Control+Shift+s');
    await keyboard.press('Control+Backspace');
    await expect(
      page
        .getByRole('listbox', { name: 'Steps of the chain' })
        .or(page.getByRole('heading', { name: 'Step a sign-in now' }))
        .first(),
    ).toBeVisible();
  });
});

test('empty and broken views say what is so and offer the way on', async ({ console: { page } }) => {
  const { keyboard } = page;
  await expect(page.getByRole('button', { name: /^Step ann: / })).toBeFocused();

  await test.step('no tokens', async () => {
    await goTo(page, '2', 'Tokens');
    await expect(page.getByRole('heading', { name: 'No tokens yet' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Step a sign-in' })).toBeVisible();
  });
  await test.step('no chain of that name', async () => {
    await page.evaluate(() => (window.location.hash = '#/chains/none'));
    await expect(page.getByRole('heading', { name: 'This chain is not here' })).toBeVisible();
    await tabTo(page, page.getByRole('main').getByRole('button', { name: 'New chain' }));
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'New chain', level: 1 })).toBeVisible();
  });
  await test.step('nothing found in the reference, in the keys, in the palette', async () => {
    await goTo(page, '5', 'Reference');
    await keyboard.press('Control+f');
    await keyboard.type('nothing so called');
    await expect(page.getByRole('heading', { name: 'None match' })).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: 'Clear the search' }));
    await keyboard.press('Enter');
    await expect(page.getByRole('article')).toBeVisible();
    await goTo(page, ',', 'Settings');
    await keyboard.press('Control+f');
    await keyboard.type('nothing so called');
    await tabTo(page, page.getByRole('button', { name: 'Show all' }));
    await keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Find an action or a key' })).toBeFocused();
  });
  await test.step('a host that does not answer', async () => {
    await valueOf(page, 'target.save', {
      name: 'Nobody there',
      region: 'eu-west-1',
      endpoint: 'http://127.0.0.1:9',
      userPoolId: 'eu-west-1_Ab12Cd34E',
      clientId: 'a1b2c3d4e5f6g7h8',
      fips: false,
      color: 'none',
      production: false,
      sessionMinutes: 3,
    });
    await keyboard.press('Control+k');
    await keyboard.type('Nobody there');
    await keyboard.press('Enter');
    await newChain(page, 'USER_SRP_AUTH');
    await page.getByRole('textbox', { name: 'Username' }).focus();
    await keyboard.type('ann');
    await keyboard.press('Control+Enter');
    await expect(page.getByRole('region', { name: 'REFUSED' }).first()).toBeVisible();
    await expect(
      page.getByRole('alert').filter({ hasText: 'got no usable answer: REFUSED' }).first(),
    ).toBeAttached();
  });
});
