import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { keychainEntries } from '../support/keychain.ts';
import { qrImage, stripes } from '../support/qr-image.ts';
import { recordSecret } from '../support/secrets.ts';
import {
  expectAsked,
  expectTokens,
  proveThePassword,
  reveal,
  send,
  sendButton,
  startSeeded,
} from '../support/steps.ts';
import {
  addTotp,
  dropImage,
  expectCodes,
  openThings,
  pasteImage,
  pickMore,
  thingNamed,
} from '../support/things.ts';
import { totpCode } from '../support/totp.ts';
import { check } from '../support/look.ts';
import { picture, useTheme } from '../support/window.ts';

const TYPED = 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU';
const PASTED = 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U';
const SCANNED = 'ONSWG4TFORZWKY3SMV2HGZLDOJSXI43F';

test('TOTP secrets: typed, pasted as a URI, and from a QR code dropped, pasted and chosen', async ({
  console: shown,
  relaunch,
}) => {
  let { page } = shown;
  await useTheme(shown, 'dark');
  for (const secret of [TYPED, PASTED, SCANNED]) recordSecret('TOTP secret', secret);
  await startSeeded(page, 'ivy');
  await expectTokens(page, 'ivy');
  const main = await openThings(page);
  await expect(main.getByRole('heading', { name: 'Nothing kept yet' })).toBeVisible();
  await picture(shown, 'things-empty-dark');

  await test.step('typed with spaces, dashes and small letters', async () => {
    await main.getByRole('button', { name: 'Add a TOTP secret' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a TOTP secret' });
    await dialog.getByRole('textbox', { name: 'TOTP secret' }).fill('0189');
    await expect(dialog).toContainText('is not Base32: character 1');
    await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeDisabled();
    const spoken = `${TYPED.slice(0, 4)} ${TYPED.slice(4, 9)}-${TYPED.slice(9)}`.toLowerCase();
    await dialog.getByRole('textbox', { name: 'TOTP secret' }).fill(spoken);
    await expect(dialog).toContainText('SHA1 · 6 digits · 30 s');
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await expect(dialog).toContainText('Say whose secret this is.');
    await dialog.getByRole('textbox', { name: 'User' }).fill('zoe@example.com');
    await dialog.getByRole('textbox', { name: /^Name/ }).fill('Phone');
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await expect(thingNamed(page, 'Phone', 'zoe@example.com')).toBeVisible();
  });

  await test.step('pasted as otpauth URI, with what it says; what Cognito has otherwise is said', async () => {
    const dialog = await addTotp(page);
    const seed = dialog.getByRole('textbox', { name: 'TOTP secret' });
    await seed.fill(`otpauth://totp/x?secret=${PASTED}&digits=9`);
    await expect(dialog).toContainText('whose digits is not 6, 7 or 8');
    await seed.fill(`otpauth://totp/x?secret=${PASTED}&algorithm=MD5`);
    await expect(dialog).toContainText('whose algorithm is not SHA1, SHA256 or SHA512');
    await seed.fill(
      `otpauth://totp/ACME:zed%40example.com?secret=${PASTED}&issuer=ACME&algorithm=SHA256&digits=8`,
    );
    await expect(dialog).toContainText('algorithm is SHA256; Cognito uses SHA1.');
    await expect(dialog).toContainText('digits is 8; Cognito’s codes have 6.');
    await expect(dialog.getByRole('textbox', { name: 'User' })).toHaveValue('zed@example.com');
    await picture({ ...shown, page }, 'things-add-dark');
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await expect(thingNamed(page, 'ACME', 'zed@example.com')).toContainText('SHA256 · 8 digits · 30 s');
  });

  await test.step('from an image of a QR code', async () => {
    const uri = `otpauth://totp/Sample:sam%40example.com?secret=${SCANNED}&issuer=Sample`;
    const dialog = await addTotp(page);
    const form = dialog.locator('form');
    await dropImage(form, stripes());
    await expect(dialog.getByRole('alert')).toContainText('No QR code was found in this image');
    await dropImage(form, qrImage('https://example.com/'));
    await expect(dialog.getByRole('alert')).toContainText('The QR code holds no otpauth URI');
    await dropImage(form, { ...stripes(), buffer: Buffer.from('no image'), mimeType: 'image/png' });
    await expect(dialog.getByRole('alert')).toContainText('This is no image that can be read');
    await dropImage(form, { ...stripes(), buffer: Buffer.alloc(12_000_001) });
    await expect(dialog.getByRole('alert')).toContainText('larger than 12 MB');
    const user = dialog.getByRole('textbox', { name: 'User' });
    await pasteImage(user, qrImage(uri));
    await expect(user).toHaveValue('sam@example.com');
    await dialog.getByLabel('Image of a QR code').setInputFiles(qrImage(uri));
    await expect(dialog).toContainText('The QR code was read.');
    await dropImage(form, qrImage(uri));
    await expect(dialog).toContainText('Sample: sam@example.com');
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await expect(thingNamed(page, 'Sample', 'sam@example.com')).toBeVisible();
  });

  await test.step('T−1, T0 and T+1 are what another program computes', async () => {
    for (const [name, user, secret] of [
      ['Phone', 'zoe@example.com', TYPED],
      ['Sample', 'sam@example.com', SCANNED],
    ] as const) {
      const thing = thingNamed(page, name, user);
      await thing.getByRole('button', { name: 'Codes', exact: true }).click();
      await expectCodes(thing.getByRole('list', { name: `TOTP codes of ${name}` }), secret);
    }
    await picture({ ...shown, page }, 'things-dark');
    await useTheme({ ...shown, page }, 'light');
    await openThings(page);
    await thingNamed(page, 'Phone', 'zoe@example.com')
      .getByRole('button', { name: 'Codes', exact: true })
      .click();
    await picture({ ...shown, page }, 'things-light');
    await check({ ...shown, page }, 'things');
  });

  await test.step('the page holds none of the secrets until one is asked for', async () => {
    const html = await page.content();
    for (const secret of [TYPED, PASTED, SCANNED]) expect(html).not.toContain(secret);
    const thing = thingNamed(page, 'Phone', 'zoe@example.com');
    expect(await reveal(thing, 'TOTP secret of Phone')).toBe(TYPED);
  });

  await test.step('renamed, removed and brought back', async () => {
    await pickMore(page, 'Phone', 'Rename');
    const dialog = page.getByRole('dialog', { name: 'Rename Phone' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Old phone');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await pickMore(page, 'Old phone', 'Remove from the vault');
    await expect(thingNamed(page, 'Old phone', 'zoe@example.com')).toHaveCount(0);
    expect(storedThings()).not.toContain(TYPED);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(thingNamed(page, 'Old phone', 'zoe@example.com')).toBeVisible();
  });

  await test.step('shown as a QR code for another authenticator', async () => {
    await pickMore(page, 'Old phone', 'Show as QR code');
    const dialog = page.getByRole('dialog', { name: 'QR code of Old phone' });
    await expect(dialog.getByRole('img', { name: 'QR code of Old phone' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
  });

  await test.step('after a restart they are there, in the keychain of the system', async () => {
    const stored = storedThings();
    for (const secret of [TYPED, PASTED, SCANNED]) expect(stored).toContain(secret);
    ({ page } = await relaunch());
    await expect(page.getByRole('heading', { name: 'Step a sign-in now' })).toBeVisible();
    await openThings(page);
    const thing = thingNamed(page, 'Old phone', 'zoe@example.com');
    expect(await reveal(thing, 'TOTP secret of Old phone')).toBe(TYPED);
    await thing.getByRole('button', { name: 'Codes', exact: true }).click();
    await expectCodes(thing.getByRole('list', { name: 'TOTP codes of Old phone' }), TYPED);
  });
});

test('a secret that MFA_SETUP brought is kept, and makes the next sign-in’s code by the sandbox’s clock', async ({
  console: shown,
}) => {
  const { page } = shown;
  let secret = '';
  await useTheme(shown, 'dark');
  await test.step('set up, with a warning while nothing was verified', async () => {
    await startSeeded(page, 'gus');
    await proveThePassword(page);
    const form = await expectAsked(page, 'MFA_SETUP');
    await expect(form).toContainText('AssociateSoftwareToken has not succeeded yet');
    await expect(sendButton(page)).toHaveText(/Send anyway/);
    await form.getByRole('button', { name: 'Get a secret' }).click();
    secret = (await reveal(form, 'TOTP secret')).replaceAll(' ', '');
    recordSecret('TOTP secret', secret);
    await expect(form).toContainText('VerifySoftwareToken has not succeeded yet');
    await expect(form.getByRole('checkbox', { name: 'Keep it in the vault' })).toBeChecked();
    await form.getByRole('textbox', { name: /Device name/ }).fill('Gus’s phone');
    await picture(shown, 'mfa-setup-dark');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('option', { name: /VerifySoftwareToken, .*done/ })).toBeVisible();
    await expect(form).not.toContainText('has not succeeded yet');
    await send(page);
    await expectTokens(page, 'gus');
  });

  await test.step('it is a named thing of the user', async () => {
    await openThings(page);
    const thing = thingNamed(page, 'Gus’s phone', 'gus');
    expect(await reveal(thing, 'TOTP secret of Gus’s phone')).toBe(secret);
  });

  await test.step('with the clock an hour ahead its codes are an hour ahead', async () => {
    await valueOf(page, 'sandbox.changeClock', { advanceSeconds: 3_600 });
    const thing = thingNamed(page, 'Gus’s phone', 'gus');
    await thing.getByRole('button', { name: 'Codes', exact: true }).click();
    await expectCodes(
      thing.getByRole('list', { name: 'TOTP codes of Gus’s phone' }),
      secret,
      () => Date.now() + 3_600_000,
    );
    await expect(thing).toContainText('by the service’s clock, 3600 s ahead');
  });

  await test.step('the next sign-in takes its code, and says which are around it', async () => {
    await page.keyboard.press('Control+1');
    await startSeeded(page, 'gus');
    await proveThePassword(page);
    const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await expect(form).toContainText('kept: Gus’s phone in the vault');
    const code = form.getByRole('textbox', { name: /^Code/ });
    await expect(code).toHaveValue(/^\d{6}$/);
    await form.getByRole('button', { name: 'Codes and seeds' }).click();
    const menu = page.getByRole('menu', { name: 'Codes and seeds' });
    await expect(menu.getByRole('menuitemradio')).toHaveCount(4);
    await expect(async () => {
      const at = Date.now() + 3_600_000;
      const texts = (await menu.getByRole('menuitemradio').allTextContents()).slice(0, 3);
      const shownCodes = texts.map((text) => /(\d{3}) (\d{3})/.exec(text)?.slice(1).join(''));
      expect(shownCodes).toEqual([-1, 0, 1].map((offset) => totpCode(secret, at + offset * 30_000)));
    }).toPass({ timeout: 10_000 });
    await picture(shown, 'totp-codes-dark');
    await menu.getByRole('menuitemradio', { name: /^T0/ }).click();
    await send(page);
    await expectTokens(page, 'gus');
  });
});

function storedThings(): string {
  return keychainEntries()
    .filter(({ account }) => account.startsWith('thing:'))
    .map(({ secret }) => secret)
    .join('\n');
}
