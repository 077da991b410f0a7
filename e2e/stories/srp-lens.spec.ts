import { expect, test } from '../support/console.ts';
import {
  expectAsked,
  expectTokens,
  inspect,
  proveThePassword,
  reveal,
  startSeeded,
} from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

test('every value of an SRP exchange, one secret revealed, another client’s held against it', async ({
  console,
}) => {
  const { page } = console;
  await startSeeded(page, 'nia@example.com');
  await proveThePassword(page);
  await expectTokens(page, '[0-9a-f-]{36}');

  const lens = await inspect(page, 'SRP');
  const lines = lens.getByRole('list', { name: 'Values of the exchange' }).getByRole('listitem');
  const line = (name: string) => lines.filter({ has: page.getByText(name, { exact: true }) }).first();

  await test.step('the lines stand in order, with where they come from; secrets are masked', async () => {
    await expect(lens).toContainText('The signature that was sent is the one these values give.');
    await expect(lines).toHaveCount(25);
    await expect(line('SRP_B')).toContainText('step 1');
    await expect(line('k')).toContainText('538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6');
    await expect(line('S')).toContainText('••••••');
    await line('HKDF salt').getByRole('button', { name: 'HKDF salt', exact: true }).click();
    await expect(line('HKDF salt')).toContainText('31 to 33 bytes');
  });

  const x = await test.step('one is revealed while the dot is held', () => reveal(line('x'), 'x'));
  expect(x).toMatch(/^[0-9a-f]{64}$/);

  await test.step('a client that took the email finds the line where it went wrong', async () => {
    await lens.getByRole('button', { name: 'Compare' }).click();
    const paste = lens.getByRole('textbox', { name: 'Another client’s values' });
    await paste.fill(
      `k = 0x538282C4354742D7CBBDE2359FCF67F9F5B3A6B08791E5011B43B8A5B66D9EE6\nx: ${x}\nUSERNAME: nia@example.com`,
    );
    await expect(lens.getByRole('status')).toContainText('First difference: USER_ID_FOR_SRP.');
    await expect(lens.getByRole('status')).toContainText('“nia@example.com” is the name that was typed.');
    await expect(line('k')).toContainText('same');
    await expect(line('x')).toContainText('same');
    await expect(line('USER_ID_FOR_SRP')).toContainText('different');
    for (const theme of ['dark', 'light'] as const) {
      await useTheme(console, theme);
      await inspect(page, 'SRP');
      await page.getByRole('button', { name: 'Compare' }).click();
      await page.getByRole('textbox', { name: 'Another client’s values' }).fill('USERNAME: nia@example.com');
      await expect(page.getByRole('status').filter({ hasText: 'First difference' })).toBeVisible();
      await picture(console, `srp-lens-${theme}`);
    }
  });
});

test('the lens among the tools begins with the newest chain’s exchange', async ({ console: { page } }) => {
  await startSeeded(page, 'ann');
  await proveThePassword(page);
  await page.keyboard.press('Control+7');
  const exchange = page.getByRole('combobox', { name: 'Exchange' });
  await expect(exchange.locator('option:checked')).toHaveText(/^ann · USER_SRP_AUTH · /);
  await expect(page.getByText('The signature that was sent is the one these values give.')).toBeVisible();
  await exchange.selectOption('Typed by hand');
  await expect(page.getByRole('form', { name: 'Values of the exchange' })).toBeVisible();
  await exchange.selectOption({ index: 0 });
  await page.getByRole('link', { name: 'Open the chain' }).click();
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
});

test('an exchange typed by hand', async ({ console }) => {
  const { page } = console;
  await useTheme(console, 'dark');
  await page.keyboard.press('Control+7');
  await expect(page.getByRole('main', { name: 'Tools', exact: true })).toBeVisible();
  const form = page.getByRole('form', { name: 'Values of the exchange' });
  await form.getByRole('textbox', { name: 'SRP_A' }).fill('0x0a');
  await form.getByRole('textbox', { name: 'SRP_B' }).fill('0b');
  const u = page
    .getByRole('list', { name: 'Values of the exchange' })
    .getByRole('button', { name: 'Copy u' });
  // SHA-256 of the two bytes 0a 0b.
  await expect(u).toContainText('bea0b72e71bfe7f15a88c25305bf96a9681e34d3aabe0c9a1b7093cb32d8ff05');
  await picture(console, 'tool-srp-dark');
});
