import type { Locator, Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/focus.ts';
import { reload } from '../support/launch.ts';
import { expectAsked, goTo, rows, startSeeded } from '../support/steps.ts';
import { picture, resize, useTheme } from '../support/window.ts';

const palette = (page: Page): Locator => page.getByRole('dialog', { name: 'Commands' });
const sheet = (page: Page): Locator => page.getByRole('dialog', { name: 'Keys', exact: true });
const keysOf = (page: Page, title: string): Locator =>
  page.getByRole('button', { name: `Keys for ${title}: `, exact: false });

/** Presses the button of an action's keys, then the keys. */
async function record(page: Page, title: string, keys: string): Promise<void> {
  await keysOf(page, title).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Press the keys for ${title}` })).toBeFocused();
  await page.keyboard.press(keys);
}

test('a key is changed, taken from another action, refused, and put back', async ({ console, relaunch }) => {
  const { page } = console;
  const { keyboard } = page;
  await goTo(page, ',', 'Settings');
  await keyboard.press('Control+Alt+k');
  await expect(page.getByRole('heading', { name: 'Keys', level: 2 })).toBeFocused();

  await test.step('pressed anew, it works at once and the old one does not', async () => {
    await record(page, 'Search or run a command', 'Control+Shift+h');
    await expect(keysOf(page, 'Search or run a command')).toHaveAccessibleName(/Ctrl Shift H$/);
    await expect(keysOf(page, 'Search or run a command')).toBeFocused();
    await keyboard.press('Control+k');
    await expect(palette(page)).toBeHidden();
    await keyboard.press('Control+Shift+h');
    await expect(palette(page)).toBeVisible();
    await keyboard.press('Control+Shift+h');
    await expect(palette(page)).toBeHidden();
    await expect(page.getByRole('banner')).toContainText('Ctrl Shift H');
  });

  await test.step('what is reserved is refused with the reason', async () => {
    await record(page, 'New chain', 'Control+c');
    await expect(page.getByRole('alert')).toHaveText('Control+C can’t be taken. It copies in every text.');
    await keyboard.press('Escape');
    await expect(keysOf(page, 'New chain')).toHaveAccessibleName(/Ctrl N$/);
  });

  await test.step('what another action has is shown, and taken only when asked', async () => {
    await record(page, 'New chain', 'Control+2');
    const asked = page.getByRole('group', { name: 'Keys for New chain' });
    await expect(asked).toContainText('is the key of “Tokens”');
    await picture(console, 'keys-conflict');
    await expect(asked.getByRole('button', { name: 'Replace' })).toBeFocused();
    await keyboard.press('Enter');
    await expect(keysOf(page, 'New chain')).toHaveAccessibleName(/Ctrl 2$/);
    await expect(keysOf(page, 'Tokens')).toHaveAccessibleName(/none$/);
    await keyboard.press('Control+2');
    await expect(page.getByRole('heading', { name: 'New chain', level: 1 })).toBeVisible();
  });

  await test.step('Backspace takes the keys away', async () => {
    await goTo(page, ',', 'Settings');
    await record(page, 'Show or hide the sidebar', 'Backspace');
    await expect(keysOf(page, 'Show or hide the sidebar')).toHaveAccessibleName(/none$/);
  });

  await test.step('the list of keys shows them, with what was changed', async () => {
    await page.getByRole('main').focus();
    await keyboard.press('?');
    await expect(sheet(page).getByText('Search or run a command')).toBeVisible();
    await expect(sheet(page).getByText('Control+Shift+H', { exact: true })).toBeAttached();
    await expect(sheet(page).getByText('changed', { exact: true })).toHaveCount(4);
    await keyboard.press('Escape');
  });

  await test.step('they are there after a restart, beside those of actions this version does not know', async () => {
    const { keys } = await valueOf<{ keys: Record<string, string> }>(page, 'settings.get');
    await valueOf(page, 'settings.set', { keys: { ...keys, ofAnotherVersion: 'f9' } });
    const again = (await relaunch()).page;
    await again.keyboard.press('Control+Shift+h');
    await expect(palette(again)).toBeVisible();
    await again.keyboard.press('Escape');
    await again.keyboard.press('Control+Alt+k');
    await expect(again.getByRole('checkbox', { name: 'changed only (4)' })).toBeVisible();
    await again.getByRole('button', { name: 'Search or run a command: back to Control+K' }).click();
    await expect(keysOf(again, 'Search or run a command')).toHaveAccessibleName(/Ctrl K$/);
    await again.getByRole('button', { name: 'Reset all keys' }).click();
    await again
      .getByRole('dialog', { name: 'Reset all keys' })
      .getByRole('button', { name: 'Reset' })
      .click();
    await expect(keysOf(again, 'New chain')).toHaveAccessibleName(/Ctrl N$/);
    await expect(again.getByRole('checkbox', { name: 'changed only (0)' })).toBeVisible();
  });
});

test('every action has a key in the list, and is found by the palette where it can be done', async ({
  console: { page },
}) => {
  const { keyboard } = page;
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');

  await test.step('no line of the list is without a key', async () => {
    await page.getByRole('listbox', { name: 'Steps of the chain' }).focus();
    await keyboard.press('?');
    const lines = sheet(page).locator('dl > div');
    await expect.poll(() => lines.count()).toBeGreaterThan(60);
    await expect(lines.filter({ has: page.getByText('none', { exact: true }) })).toHaveCount(0);
    await keyboard.press('Escape');
  });

  await test.step('the palette finds what the chain can do by name, by letters and by key', async () => {
    for (const [typed, found] of [
      ['start the chain again', 'Start the chain again'],
      ['stca', 'Start the chain again'],
      ['ctrl+i', 'Show or fold the inspector'],
      ['copy curl', 'Copy as cURL (bash)'],
      ['bob', 'bob'],
      ['NotAuthorized', 'NotAuthorizedException'],
      ['contrast high', 'Contrast: high'],
    ] as const) {
      await keyboard.press('Control+k');
      await keyboard.type(typed);
      // Names have brackets, which a pattern would read as its own.
      const begins = new RegExp(`^${found.replace(/[()]/g, String.raw`\$&`)}`);
      await expect(palette(page).getByRole('option', { name: begins }).first()).toBeVisible();
      await keyboard.press('Escape');
    }
    await keyboard.press('Control+k');
    await keyboard.type('a zebra crossing');
    await expect(palette(page).getByText('Nothing is called “a zebra crossing”.')).toBeVisible();
    await keyboard.press('Escape');
  });

  await test.step('it lists only what can be done now, and what was used lately first', async () => {
    await keyboard.press('Control+k');
    await keyboard.type('reference errors UserNotFound');
    await keyboard.press('Enter');
    await expect(page.getByRole('article', { name: 'UserNotFoundException' })).toBeVisible();
    await keyboard.press('Control+k');
    await expect(palette(page).getByRole('option').first()).toHaveAccessibleName(/^UserNotFoundException/);
    await keyboard.type('start the chain again');
    await expect(palette(page).getByText(/^Nothing is called/)).toBeVisible();
    await keyboard.press('Escape');
  });

  await test.step('each part of the window is one key away', async () => {
    await goTo(page, '3', 'Sandbox');
    await keyboard.press('Control+Alt+5');
    await expect(page.getByRole('tab', { name: 'Request log' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('textbox', { name: 'Filter calls' })).toBeVisible();
    await keyboard.press('Control+f');
    await expect(page.getByRole('textbox', { name: 'Filter calls' })).toBeFocused();
    await keyboard.press('Control+Alt+ArrowRight');
    await expect(page.getByRole('tabpanel', { name: 'Settings' })).toBeVisible();
    await keyboard.press('Alt+ArrowDown');
    await expect(page.getByRole('heading', { name: 'ann', level: 1 })).toBeVisible();
    await keyboard.press('Control+Shift+s');
    await expect(page.getByRole('listbox', { name: 'Steps of the chain' })).toBeFocused();
    await keyboard.press('Control+i');
    await expect(page.getByRole('region', { name: 'Inspector' })).toBeHidden();
    await keyboard.press('Control+i');
    await expect(page.getByRole('region', { name: 'Inspector' })).toBeVisible();
    await keyboard.press('Control+Shift+t');
    await expect(page.getByRole('menu', { name: 'Target for new chains' })).toBeVisible();
    await keyboard.press('Escape');
    await keyboard.press('F6');
    await expect(rows(page).first()).toBeVisible();
  });

  await test.step('a key that edits text leaves the text to it', async () => {
    await page.getByRole('region', { name: 'Inspector' }).getByRole('tab', { name: 'Response' }).click();
    await keyboard.press('Control+f');
    const find = page.getByRole('textbox', { name: 'Find in the body' });
    await expect(find).toBeFocused();
    await keyboard.type('SALT words');
    await keyboard.press('Control+Backspace');
    await expect(find).toHaveValue('SALT ');
    await expect(page.getByRole('heading', { name: 'ann', level: 1 })).toBeVisible();
    await page.getByRole('listbox', { name: 'Steps of the chain' }).focus();
    await keyboard.press('Control+Backspace');
    const asked = page.getByRole('dialog', { name: 'Remove the chain' });
    await asked.getByRole('button', { name: 'Remove' }).press('Enter');
    await expect(page.getByRole('main', { name: 'Start' })).toBeVisible();
  });
});

test('dialogs are confirmed, and rows acted on, by the keys a person chose', async ({ console: opened }) => {
  const { page } = opened;
  const { keyboard } = page;
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await valueOf(page, 'settings.set', { keys: { send: 'mod+f12', editRow: 'f9', toggleBreakpoint: '' } });
  await reload(page);
  await expectAsked(page, 'PASSWORD_VERIFIER');
  const notes = page.getByRole('dialog', { name: 'Notes on ann' });

  await test.step('the button of the dialog says the key, and only that key presses it', async () => {
    await keyboard.press('Control+Shift+m');
    const save = notes.getByRole('button', { name: 'Save' });
    await expect(save).toContainText('F12');
    await notes.getByRole('textbox', { name: 'Notes' }).fill('seen twice');
    await keyboard.press('Control+Enter');
    await expect(notes).toBeVisible();
    await keyboard.press('Control+F12');
    await expect(notes).toBeHidden();
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Notes kept');
    // What lies under the dialog was not sent with it.
    await expect(rows(page)).toHaveCount(2);
  });

  await test.step('a field does not send its form by Ctrl+Enter instead', async () => {
    await goTo(page, '3', 'Sandbox');
    await keyboard.press('Control+Alt+t');
    const clock = page.getByRole('dialog', { name: 'Set the sandbox clock' });
    await clock.getByLabel('Day and time, local').focus();
    await keyboard.press('Control+Enter');
    await expect(clock).toBeVisible();
    await keyboard.press('Control+F12');
    await expect(clock).toBeHidden();
  });

  await test.step('a key acts on the row that has the focus', async () => {
    await keyboard.press('Control+Alt+1');
    await page.getByRole('button', { name: 'More for bob', exact: true }).focus();
    await keyboard.press('F9');
    await expect(page.getByRole('dialog', { name: 'Edit bob' })).toBeVisible();
    await keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Edit bob' })).toBeHidden();
  });
});

test('the list of keys is filtered by keyboard alone, and its own buttons have keys in it', async ({
  console,
}) => {
  const { page } = console;
  const { keyboard } = page;
  await resize(console, 1_280, 800);
  const found = sheet(page).locator('dl > div');
  const count = sheet(page).getByRole('status');
  const filter = sheet(page).getByRole('textbox', { name: 'Find a key' });
  const open = async (): Promise<void> => {
    await page.getByRole('main').focus();
    await keyboard.press('?');
    await expect(filter).toBeFocused();
  };
  for (const theme of ['dark', 'light'] as const) {
    await useTheme(console, theme);
    await open();
    await picture(console, `key-sheet-${theme}`);
    await keyboard.type('fork');
    await expect(count).toHaveText(/^4 of \d+ keys$/);
    await picture(console, `key-sheet-found-${theme}`);
    await keyboard.press('Escape');
    await expect(sheet(page)).toBeHidden();
  }

  await test.step('by the action, its part and the key; the list is one arrow away', async () => {
    await open();
    await keyboard.type('ctrl+f12');
    await expect(found).toHaveCount(1);
    await keyboard.press('Control+a');
    await keyboard.type('clock');
    await expect(found.first()).toBeVisible();
    await keyboard.press('ArrowDown');
    await expect(sheet(page).getByRole('region', { name: 'Keys that were found' })).toBeFocused();
    await keyboard.press('Shift+Tab');
    await expect(filter).toBeFocused();
  });

  await test.step('nothing found is said, and one key shows all again', async () => {
    await keyboard.press('Control+a');
    await keyboard.type('a zebra crossing');
    await expect(count).toHaveText(/^0 of \d+ keys$/);
    await expect(
      sheet(page).getByText('No action, part of the window or key holds “a zebra crossing”.'),
    ).toBeVisible();
    await picture(console, 'key-sheet-nothing');
    await keyboard.press('Control+Alt+Shift+x');
    await expect(filter).toHaveValue('');
    await expect(filter).toBeFocused();
    await expect.poll(() => found.count()).toBeGreaterThan(200);
  });

  await test.step('its button has its key in it', async () => {
    await keyboard.press('Control+Alt+k');
    await expect(sheet(page)).toBeHidden();
    await expect(page.getByRole('heading', { name: 'Keys', level: 2 })).toBeFocused();
  });
});

test('menus show the keys of what they hold, and the keys do it', async ({ console }) => {
  const { page } = console;
  const { keyboard } = page;
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  const menu = page.getByRole('menu');
  await keyboard.press('Control+Shift+e');
  await expect(menu).toBeVisible();
  await picture(console, 'menu-picture');
  await keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await keyboard.press('Control+Shift+t');
  await expect(menu).toContainText('Ctrl 4');
  await picture(console, 'menu-target');
  await keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await goTo(page, '3', 'Sandbox');
  await page.getByRole('button', { name: 'Seed', exact: true }).press('Enter');
  await expect(menu).toContainText('Load a seed');
  await picture(console, 'menu-seed');
  await keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await keyboard.press('Control+Shift+F3');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Sandbox clock moved by 1 hour');
});
