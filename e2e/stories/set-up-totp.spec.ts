import type { Locator } from '@playwright/test';
import encodeQR from 'qr';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { recordSecret } from '../support/secrets.ts';
import { expectAsked, expectTokens, reveal, send, startSeeded } from '../support/steps.ts';
import { findings } from '../support/look.ts';
import { picture } from '../support/window.ts';
import { totpCode } from '../support/totp.ts';

test('the request of a set-up operation: form, JSON, headers and exact bytes, bent as an answer is', async ({
  console: opened,
}) => {
  const { page } = opened;
  await startSeeded(page, 'gus');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  const form = await expectAsked(page, 'MFA_SETUP');
  await form.getByRole('button', { name: 'Get a secret' }).click();
  await expect(page.getByRole('option', { name: /AssociateSoftwareToken, done/ })).toBeVisible();

  const helper = form.getByRole('listitem').filter({ hasText: 'VerifySoftwareToken' }).first();
  await helper.getByRole('button', { name: 'JSON of VerifySoftwareToken' }).click();
  const editor = helper.getByRole('textbox', { name: 'Request body, JSON' });
  await test.step('what is typed in the JSON is in the form', async () => {
    await expect(editor).toHaveValue(/"Session"/);
    const body = JSON.parse(await editor.inputValue()) as Record<string, unknown>;
    await editor.fill(JSON.stringify({ ...body, UserCode: '000000', FriendlyDeviceName: 'bent' }, null, 2));
    await expect(helper.getByRole('textbox', { name: 'Code' })).toHaveValue('000000');
    await expect(helper.getByRole('textbox', { name: 'Device name' })).toHaveValue('bent');
  });

  await test.step('a header of one’s own is marked in the exact bytes', async () => {
    await helper.getByRole('button', { name: /^Headers/ }).click();
    await helper.getByPlaceholder('X-Name').first().fill('X-Trace');
    await helper.getByPlaceholder('X-Name').first().press('Tab');
    await page.keyboard.type('abc');
    await helper.getByRole('tab', { name: 'Exact bytes' }).click();
    const bytes = helper.getByRole('region', { name: 'Request as it goes out' });
    await expect(bytes.locator('mark').filter({ hasText: 'X-Trace: abc' })).toBeVisible();
    await expect(bytes).toContainText('"FriendlyDeviceName":"bent"');
    for (const theme of ['dark', 'light'] as const) {
      await page.locator('html').evaluate((html, now) => (html.dataset['theme'] = now), theme);
      await bytes.scrollIntoViewIfNeeded();
      await picture(opened, `helper-request-${theme}`);
    }
    expect.soft(await findings(page)).toEqual([]);
  });

  await test.step('sent by the key of Send, as it was shown', async () => {
    await helper.getByRole('textbox', { name: 'Code' }).focus();
    await page.keyboard.press('Control+Enter');
    const refused = page.getByRole('option', { name: /VerifySoftwareToken, refused/ });
    await expect(refused).toBeVisible();
    const [{ chainId }] = await valueOf<[{ chainId: string }]>(page, 'chains.list');
    const events = await valueOf<{ type: string; request?: { headers: string[][] } }[]>(
      page,
      'chain.events',
      { chainId },
    );
    const sent = events.findLast(({ type }) => type === 'step.sent');
    expect(sent?.request?.headers).toContainEqual(['X-Trace', 'abc']);
  });
});

test('MFA_SETUP with the secret of the QR code', async ({ console: { page } }) => {
  await startSeeded(page, 'gus');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  const form = await expectAsked(page, 'MFA_SETUP');
  await expect(form.getByRole('button', { name: 'Get a secret' })).toBeFocused();
  await form.getByRole('button', { name: 'Get a secret' }).click();

  const picture = form.getByRole('img', { name: 'QR code of the TOTP secret' });
  await expect(picture).toBeVisible();
  const secret = (await reveal(form, 'TOTP secret')).replaceAll(' ', '');
  expect(secret).toMatch(/^[A-Z2-7]{32,}$/);
  recordSecret('TOTP secret', secret);

  await test.step('the picture holds that secret', async () => {
    const [{ chainId }] = await valueOf<[{ chainId: string }]>(page, 'chains.list');
    const events = await valueOf<{ type: string; stepId: string }[]>(page, 'chain.events', { chainId });
    const stepId = events.findLast(({ type }) => type === 'step.ended')?.stepId;
    const { otpauthUri } = await valueOf<{ otpauthUri: string }>(page, 'chain.totpSetup', {
      chainId,
      stepId,
    });
    const uri = new URL(otpauthUri);
    expect(uri.protocol).toBe('otpauth:');
    expect(uri.searchParams.get('secret')).toBe(secret);
    expect(await drawnModules(picture)).toEqual(encodeQR(otpauthUri, 'raw', { ecc: 'medium', border: 4 }));
  });

  await test.step('a wrong code is refused, and the secret stays', async () => {
    const code = form.getByRole('textbox', { name: 'Code' });
    await code.fill('000000');
    await form.getByRole('button', { name: 'Verify the code' }).click();
    await expect(
      page.getByRole('option', {
        name: /VerifySoftwareToken, refused with EnableSoftwareTokenMFAException|VerifySoftwareToken, refused with CodeMismatchException/,
      }),
    ).toBeVisible();
    await code.fill(totpCode(secret));
    await form.getByRole('button', { name: 'Verify the code' }).click();
    await expect(page.getByRole('option', { name: /VerifySoftwareToken, done/ })).toBeVisible();
  });

  await send(page);
  await expectTokens(page, 'gus');

  await test.step('from now on the code is asked for', async () => {
    await page.getByRole('button', { name: 'Start again' }).first().click();
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await send(page);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  });
});

/** The dark modules of a QR code as they are painted, whatever shapes paint them. */
function drawnModules(picture: Locator): Promise<boolean[][]> {
  return picture.evaluate((svg: SVGSVGElement) => {
    const { width, height } = svg.viewBox.baseVal;
    const path = svg.querySelector('path');
    const isDark = (x: number, y: number) => {
      const middle = Object.assign(svg.createSVGPoint(), { x: x + 0.5, y: y + 0.5 });
      return path?.isPointInFill(middle) ?? false;
    };
    return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => isDark(x, y)));
  });
}
