import type { Locator, Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { recordMasked } from '../support/secrets.ts';
import { choose, expectAsked, expectTokens, inspect, rows, send, startSeeded } from '../support/steps.ts';
import { openThings, pickMore, thingNamed } from '../support/things.ts';
import { picture, useTheme } from '../support/window.ts';

test('a passkey without hardware: registered, shown before it is sent, signed in with, bent', async ({
  console: shown,
}) => {
  const { page } = shown;
  await useTheme(shown, 'dark');
  await test.step('sign in with the password', async () => {
    await startSeeded(page, 'pia');
    await choose(await expectAsked(page, 'SELECT_CHALLENGE'), 'First factor', 'PASSWORD');
    await send(page);
    await expectTokens(page, 'pia');
  });

  await test.step('a registration for another origin is refused, one for its own is taken', async () => {
    const tokens = await expectTokens(page, 'pia');
    await tokens.getByRole('button', { name: /^Register a passkey/ }).click();
    await tokens.getByRole('button', { name: 'Get the options' }).click();
    const says = tokens.getByRole('tree', { name: 'What Credential will say' });
    await expect(says).toContainText('"webauthn.create"');
    await expect(says).toContainText('"http://localhost"');
    await expect(says).toContainText('"UP UV AT"');
    await tokens.getByRole('button', { name: /^Bend the ceremony/ }).click();
    await tokens.getByRole('textbox', { name: /^Origin/ }).fill('https://elsewhere.example');
    await tokens.getByRole('combobox', { name: /^Flags/ }).fill('UP UV BE BS');
    await tokens.getByRole('textbox', { name: /^Counter/ }).fill('7');
    await expect(says).toContainText('"https://elsewhere.example"');
    await expect(says).toContainText('"UP UV BE BS AT"');
    await picture(shown, 'passkey-register-dark');
    await useTheme(shown, 'light');
    await tokens.scrollIntoViewIfNeeded();
    await picture(shown, 'passkey-register-light');
    await useTheme(shown, 'dark');
  });

  await test.step('refused with the documented code', async () => {
    const tokens = await expectTokens(page, 'pia');
    await tokens.getByRole('button', { name: /^Bend the ceremony/ }).click();
    await tokens.getByRole('textbox', { name: /^Origin/ }).fill('https://elsewhere.example');
    await tokens.getByRole('button', { name: 'Register the passkey' }).click();
    await expect(rows(page).last()).toHaveAccessibleName(
      /CompleteWebAuthnRegistration, refused with WebAuthnOriginNotAllowedException/,
    );
    await tokens.getByRole('textbox', { name: /^Origin/ }).fill('');
    await tokens.getByRole('textbox', { name: /^Counter/ }).fill('7');
    await tokens.getByRole('button', { name: 'Register the passkey' }).click();
    await expect(rows(page).last()).toHaveAccessibleName(/CompleteWebAuthnRegistration, .*done/);
    await rows(page).last().click();
    const request = await inspect(page, 'Request');
    await request
      .getByRole('treeitem', { name: /Credential/ })
      .getByRole('button', { name: 'JSON' })
      .click();
    await expect(request).toContainText('authenticatorData');
  });

  await test.step('it is kept as a thing of the user, its private key in the vault', async () => {
    await openThings(page);
    const thing = thingNamed(page, 'Passkey for localhost', 'pia');
    await expect(thing).toContainText('ES256');
    await expect(thing).toContainText('counter 7');
    expect(await page.content()).not.toContain('privateKey');
    await picture(shown, 'things-passkey-dark');
  });

  await test.step('sign in with it: what is signed stands there before it goes', async () => {
    const form = await toThePasskey(page);
    await expect(form).toContainText('kept: Passkey for localhost in the vault');
    const says = form.getByRole('tree', { name: 'What CREDENTIAL will say' });
    await expect(says).toContainText('"webauthn.get"');
    await expect(says).toContainText('signCount8');
    await says.scrollIntoViewIfNeeded();
    await picture(shown, 'passkey-answer-dark');
    await send(page);
    await expectTokens(page, 'pia');
  });

  await test.step('another origin, a counter that goes back and a flag off are refused', async () => {
    for (const [field, text] of [
      ['Origin', 'https://elsewhere.example'],
      ['Counter', '3'],
      ['Relying party', 'elsewhere.example'],
      ['User handle', 'bm9ib2R5'],
    ] as const) {
      const form = await toThePasskey(page);
      await form.getByRole('button', { name: /^Bend the ceremony/ }).click();
      await form.getByRole('textbox', { name: new RegExp(`^${field}`) }).fill(text);
      await expect(form.getByRole('tree', { name: 'What CREDENTIAL will say' })).toBeVisible();
      await send(page);
      await expect(page.getByRole('region', { name: 'NotAuthorizedException' }).first()).toContainText(
        'Invalid passkey assertion.',
      );
    }
  });

  await test.step('a counter that is none is said at its field', async () => {
    const form = await toThePasskey(page);
    await form.getByRole('button', { name: /^Bend the ceremony/ }).click();
    await form.getByRole('textbox', { name: /^Counter/ }).fill('-1');
    await expect(form).toContainText('The counter has 32 bits');
    await form.getByRole('textbox', { name: /^Counter/ }).fill('20');
    await send(page);
    await expectTokens(page, 'pia');
    await openThings(page);
    await expect(thingNamed(page, 'Passkey for localhost', 'pia')).toContainText('counter 20');
  });

  // While there is one: its private key is searched for in all that stories leave behind.
  await recordMasked(shown);

  await test.step('deleted at the service, it is gone here, too', async () => {
    await pickMore(page, 'Passkey for localhost', /DeleteWebAuthnCredential/);
    await expect(rows(page).last()).toHaveAccessibleName(/DeleteWebAuthnCredential, .*done/);
    await expect.poll(() => valueOf<unknown[]>(page, 'things.list')).toEqual([]);
  });
});

async function toThePasskey(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+1');
  await startSeeded(page, 'pia');
  await choose(await expectAsked(page, 'SELECT_CHALLENGE'), 'First factor', 'WEB_AUTHN');
  await send(page);
  return expectAsked(page, 'WEB_AUTHN');
}
