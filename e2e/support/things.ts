import { expect, type Locator, type Page } from '@playwright/test';
import type { ImageFile } from './qr-image.ts';
import { goTo } from './steps.ts';
import { totpCode } from './totp.ts';

const STEP = 30_000;

/** The page with everything the vault keeps of users. */
export async function openThings(page: Page): Promise<Locator> {
  await goTo(page, '6', 'Authenticators');
  return page.getByRole('main');
}

/** One TOTP secret, device or passkey of that page. */
export function thingNamed(page: Page, name: string, username: string): Locator {
  return page.getByRole('listitem', { name: `${name} of ${username}`, exact: true });
}

/** Opens the form for a TOTP secret. */
export async function addTotp(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: /^A TOTP secret/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a TOTP secret' });
  await expect(dialog).toBeVisible();
  return dialog;
}

export async function pickMore(page: Page, name: string, item: RegExp | string): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Lets go of an image over an element, as a file manager's drag does. */
export async function dropImage(target: Locator, image: ImageFile): Promise<void> {
  await hand(target, 'drop', image);
}
/** Pastes an image from the clipboard into an element. */
export async function pasteImage(target: Locator, image: ImageFile): Promise<void> {
  await hand(target, 'paste', image);
}
async function hand(target: Locator, kind: 'drop' | 'paste', image: ImageFile): Promise<void> {
  const file = { name: image.name, type: image.mimeType, bytes: image.buffer.toString('base64') };
  await target.evaluate(
    (element, { kind: what, name, type, bytes }) => {
      const data = new DataTransfer();
      const content = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
      data.items.add(new File([content], name, { type }));
      const how = { bubbles: true, cancelable: true };
      element.dispatchEvent(
        what === 'drop'
          ? new DragEvent('drop', { ...how, dataTransfer: data })
          : new ClipboardEvent('paste', { ...how, clipboardData: data }),
      );
    },
    { kind, ...file },
  );
}

/** Waits until the three codes on show are those that another program computes for the same moment. */
export async function expectCodes(codes: Locator, secret: string, now = () => Date.now()): Promise<void> {
  await expect(async () => {
    const at = now();
    const shown = await codes.getByRole('button').allTextContents();
    const expected = [-1, 0, 1].map((offset) => totpCode(secret, at + offset * STEP));
    expect(shown.map((text) => /(\d{3}) (\d{3})/.exec(text)?.slice(1).join(''))).toEqual(expected);
  }).toPass({ timeout: 10_000 });
}
