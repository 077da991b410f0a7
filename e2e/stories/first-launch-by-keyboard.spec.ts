import { expect, test } from '../support/console.ts';
import { expectAsked, expectTokens, newChain, rows, sendButton } from '../support/steps.ts';
import { valueOf } from '../support/bridge.ts';

test('first launch to tokens, by keyboard alone', async ({ console: { page } }) => {
  const { keyboard } = page;
  const user = (name: string) => page.getByRole('button', { name: new RegExp(`^Step ${name}: `) });

  await test.step('the arrows walk the users, Enter starts one', async () => {
    await expect(user('ann')).toBeFocused();
    await keyboard.press('ArrowRight');
    await expect(user('bob')).toBeFocused();
    await keyboard.press('End');
    await expect(user('bob')).not.toBeFocused();
    await keyboard.press('Home');
    await expect(user('ann')).toBeFocused();
    await keyboard.press('Enter');
  });

  await test.step('nothing is empty, so the focus is on Send: Enter sends', async () => {
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await expect(sendButton(page)).toBeFocused();
    await keyboard.press('Enter');
  });

  await test.step('Ctrl+Enter sends from anywhere in the form', async () => {
    const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await expect(form.getByRole('textbox', { name: 'Code' })).toHaveValue(/^\d{6}$/);
    await expect(sendButton(page)).toBeFocused();
    await keyboard.press('Shift+Tab');
    await expect(sendButton(page)).not.toBeFocused();
    await keyboard.press('Control+Enter');
    await expectTokens(page, 'ann');
    // The form that held the focus is gone; the keyboard goes on from the tokens.
    await expect(page.getByRole('group', { name: 'What comes next' })).toBeFocused();
  });

  await test.step('one Tab stop for the chain; arrows, Home and End select its steps', async () => {
    const rail = page.getByRole('listbox', { name: 'Steps of the chain' });
    for (let tabs = 0; tabs < 10 && !(await isFocused(rail)); tabs += 1) await keyboard.press('Shift+Tab');
    await expect(rail).toBeFocused();
    await keyboard.press('Home');
    await expect(rows(page).first()).toHaveAttribute('aria-selected', 'true');
    await keyboard.press('ArrowDown');
    await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true');
    await keyboard.press('End');
    await expect(rows(page).last()).toHaveAttribute('aria-selected', 'true');
  });
});

test('the focus lands in the first empty field as a challenge arrives', async ({ console: { page } }) => {
  const { keyboard } = page;
  await page.getByRole('button', { name: /^Step ann: / }).waitFor();
  await newChain(page, 'USER_SRP_AUTH');
  const username = page.getByRole('textbox', { name: 'Username' });
  await expect(username).toBeFocused();
  // A name that is not seeded: nothing is known of it, so everything is asked for.
  await keyboard.type('nobody');
  await keyboard.press('Control+Enter');
  const form = await expectAsked(page, 'PASSWORD_VERIFIER');
  await expect(form.getByLabel('Password', { exact: true })).toBeFocused();
});

test('the palette runs everything, and Escape closes the top layer only', async ({ console: { page } }) => {
  const { keyboard } = page;
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await page.getByRole('button', { name: /^Step ann: / }).waitFor();

  await test.step('Ctrl+K starts a seeded user', async () => {
    await keyboard.press('Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await keyboard.type('dee');
    await expect(palette.getByRole('option', { name: /^dee/ })).toHaveAttribute('aria-selected', 'true');
    await keyboard.press('Enter');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await expect(palette).toBeHidden();
    await keyboard.press('Control+Enter');
  });

  await test.step('Escape closes the list of choices, and the form stays', async () => {
    const form = await expectAsked(page, 'SELECT_MFA_TYPE');
    const factor = form.getByRole('combobox', { name: 'Second factor' });
    await expect(factor).toBeFocused();
    await keyboard.press('ArrowDown');
    await expect(form.getByRole('listbox')).toBeVisible();
    await keyboard.press('Escape');
    await expect(form.getByRole('listbox')).toBeHidden();
    await expect(factor).toBeFocused();
    await keyboard.type('SMS');
  });

  await test.step('Escape closes the palette, and the form keeps what was typed', async () => {
    const factor = page.getByRole('combobox', { name: 'Second factor' });
    await keyboard.press('Control+k');
    await expect(palette).toBeVisible();
    await keyboard.press('Escape');
    await expect(palette).toBeHidden();
    await expect(factor).toHaveValue('SMS');
    await expect(factor).toBeFocused();
  });

  await test.step('? shows the keys, unless someone is typing', async () => {
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await keyboard.type('?');
    await expect(page.getByRole('combobox', { name: 'Second factor' })).toHaveValue('SMS?');
    await expect(sheet).toBeHidden();
    await page.getByRole('listbox', { name: 'Steps of the chain' }).focus();
    await keyboard.press('?');
    await expect(sheet).toContainText('Search or run a command');
    await keyboard.press('Control+k');
    await expect(palette).toBeHidden();
    await keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await expect(page.getByRole('listbox', { name: 'Steps of the chain' })).toBeFocused();
  });

  await test.step('the palette sets the theme', async () => {
    await keyboard.press('Control+k');
    await keyboard.type('theme light');
    await keyboard.press('Enter');
    await expect.poll(() => valueOf(page, 'settings.get')).toMatchObject({ theme: 'light' });
  });
});

async function isFocused(locator: ReturnType<typeof rows>): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement);
}
