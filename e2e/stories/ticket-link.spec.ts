import type { Page } from '@playwright/test';
import { ask, valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import type { Console } from '../support/launch.ts';
import { check } from '../support/look.ts';
import { expectAsked, goTo, startSeeded } from '../support/steps.ts';
import { useTheme } from '../support/window.ts';

const LINK = 'https://support.example.com/browse/SUP-1204';

interface Outside {
  readonly asked: string[];
  readonly opened: string[];
  answer: number;
}

/** The system's own question and the person's browser, which a story has neither of. `answer`: 0 opens, 1 cancels. */
async function standIn({ app }: Console): Promise<void> {
  await app.evaluate(({ dialog, shell }) => {
    const outside: Outside = { asked: [], opened: [], answer: 1 };
    Object.assign(globalThis, { outside });
    dialog.showMessageBox = ((options: { message: string; detail: string }) => {
      outside.asked.push(`${options.message} ${options.detail}`);
      return Promise.resolve({ response: outside.answer, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
    shell.openExternal = (url: string) => {
      outside.opened.push(url);
      return Promise.resolve();
    };
  });
}
const outsideOf = ({ app }: Console): Promise<Outside> =>
  app.evaluate(() => (globalThis as unknown as { outside: Outside }).outside);
const answerWith = ({ app }: Console, answer: number): Promise<void> =>
  app.evaluate((_electron, given) => {
    (globalThis as unknown as { outside: Outside }).outside.answer = given;
  }, answer);
const clipboardOf = ({ app }: Console): Promise<string> =>
  app.evaluate(({ clipboard }) => clipboard.readText());

const link = (page: Page) =>
  page.getByRole('link', { name: 'Open SUP-1204 at support.example.com in the browser' });

test('a chain’s ticket opens outside once its host was agreed to, and is copied', async ({
  console: opened,
}) => {
  const { page } = opened;
  const { keyboard } = page;
  await useTheme(opened, 'dark');
  await standIn(opened);
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');

  await test.step('noted, it stands in the chain’s head', async () => {
    await keyboard.press('Control+Shift+m');
    const dialog = page.getByRole('dialog', { name: 'Notes on ann' });
    const open = dialog.getByRole('button', { name: 'Open the ticket in the browser' });
    await expect(open).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Ticket' }).fill('http://support.example.com/SUP-1204');
    await expect(open).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Ticket' }).fill(LINK);
    await expect(open).toBeEnabled();
    await check(opened, 'ticket-dialog-dark');
    await keyboard.press('Control+Enter');
    await expect(link(page)).toBeVisible();
    await check(opened, 'ticket-link-dark');
  });

  await test.step('the system asks first, and a no opens nothing', async () => {
    await link(page).click();
    await expect
      .poll(async () => (await outsideOf(opened)).asked)
      .toEqual([`Open support.example.com in your browser? ${LINK}`]);
    expect((await outsideOf(opened)).opened).toEqual([]);
  });

  await test.step('a yes opens it, by mouse and by key, and the window stays where it is', async () => {
    await answerWith(opened, 0);
    const before = page.url();
    await link(page).click();
    await expect.poll(async () => (await outsideOf(opened)).opened).toEqual([LINK]);
    await keyboard.press('Control+Alt+Shift+o');
    await expect.poll(async () => (await outsideOf(opened)).opened).toEqual([LINK, LINK]);
    expect(page.url()).toBe(before);
    expect(opened.app.windows()).toHaveLength(1);
  });

  await test.step('it is copied whole, here and from the list', async () => {
    await page.getByRole('button', { name: 'Copy the ticket' }).click();
    await expect.poll(() => clipboardOf(opened)).toBe(LINK);
    await valueOf(page, 'clipboard.write', { text: '' });
    await goTo(page, '9', 'History');
    const line = page.getByRole('listbox', { name: 'Chains found' }).getByRole('option');
    await expect(line).toContainText('SUP-1204');
    await keyboard.press('Enter');
    await keyboard.press('Control+Alt+Shift+l');
    await expect.poll(() => clipboardOf(opened)).toBe(LINK);
    await keyboard.press('Control+Alt+Shift+o');
    await expect.poll(async () => (await outsideOf(opened)).opened).toHaveLength(3);
  });

  await test.step('a page that asks for anything else is refused before anyone is asked', async () => {
    const { asked } = await outsideOf(opened);
    for (const text of ['file:///etc/passwd', 'http://support.example.com/', 'https://a@evil.test/'])
      expect(await ask(page, 'link.open', { text })).toMatchObject({ error: { code: 'LINK_REFUSED' } });
    expect((await outsideOf(opened)).asked).toEqual(asked);
  });

  await test.step('in light', async () => {
    await useTheme(opened, 'light');
    await page
      .getByRole('navigation', { name: 'Chains', exact: true })
      .getByRole('link', { name: /^ann/ })
      .click();
    await expect(link(page)).toBeVisible();
    await check(opened, 'ticket-link-light');
  });
});
