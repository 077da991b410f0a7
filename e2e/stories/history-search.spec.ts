import type { Locator, Page } from '@playwright/test';
import { CANARIES } from '../canaries.ts';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/focus.ts';
import { expectAsked, goTo, proveThePassword, send, startSeeded } from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

interface Pool {
  readonly userPoolId: string;
}
interface SeededUser {
  readonly username: string;
  readonly userPoolId: string;
}

const field = (page: Page): Locator => page.getByRole('combobox', { name: 'Search the history' });
const found = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Chains found' }).getByRole('option');
const completions = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Completions' }).getByRole('option');

/** A chain of ann's that ends with a wrong code, and one step of every other seeded user's. */
async function chainsOfMany(page: Page): Promise<number> {
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await proveThePassword(page);
  const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await form.getByRole('textbox', { name: 'Code' }).fill(CANARIES.wrongCode);
  await send(page);
  await expect(page.getByRole('region', { name: 'CodeMismatchException' }).first()).toBeVisible();
  const { users } = await valueOf<{ pools: Pool[]; users: SeededUser[] }>(page, 'sandbox.start');
  const others = users.filter(({ username }) => username !== 'ann').slice(0, 9);
  for (const { username, userPoolId } of others)
    await valueOf(page, 'chain.startSeeded', { username, userPoolId });
  return others.length + 1;
}

test('what is typed narrows the list, and the keyboard completes it', async ({ console }) => {
  const { page } = console;
  const { keyboard } = page;
  const all = await chainsOfMany(page);

  await test.step('the place has a key, and typing begins at once', async () => {
    await goTo(page, '9', 'History');
    await expect(field(page)).toBeFocused();
    await expect(found(page)).toHaveCount(all);
    await expect(found(page).last()).toHaveAccessibleName(/^ann .*waiting CodeMismatchException/);
    await picture(console, 'history-dark');
  });

  await test.step('a word narrows it with every letter', async () => {
    await keyboard.type('an');
    await expect(found(page).last()).toHaveAccessibleName(/^ann /);
    await keyboard.type('n');
    await expect(found(page)).toHaveCount(1);
    await keyboard.press('Escape');
    await keyboard.press('Escape');
    await expect(field(page)).toHaveValue('');
    await expect(found(page)).toHaveCount(all);
  });

  await test.step('a key, then its values, with how many chains each finds', async () => {
    await keyboard.type('erro');
    await expect(completions(page).first()).toHaveAccessibleName(/^error: exception or failure code/);
    await keyboard.press('Tab');
    await expect(field(page)).toHaveValue('error:');
    await expect(completions(page)).toHaveAccessibleName('CodeMismatchException 1 chain');
    await picture(console, 'history-completing-dark');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(field(page)).toHaveValue('error:CodeMismatchException ');
    await expect(found(page)).toHaveCount(1);
    await keyboard.type('user:an');
    await expect(completions(page)).toHaveAccessibleName('ann 1 chain');
    await keyboard.press('Tab');
    await expect(field(page)).toHaveValue('error:CodeMismatchException user:ann ');
    await expect(found(page)).toHaveCount(1);
  });

  await test.step('it is saved by name, and is a click away', async () => {
    await keyboard.press('Control+Alt+q');
    const dialog = page.getByRole('dialog', { name: 'Save the search' });
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await keyboard.type('Ann mistypes');
    await keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    const chip = page.getByRole('button', { name: 'Ann mistypes', exact: true });
    await expect(chip).toHaveAttribute('aria-pressed', 'true');
    await chip.click();
    await expect(found(page)).toHaveCount(all);
    await chip.click();
    await expect(field(page)).toHaveValue('error:CodeMismatchException user:ann');
    await expect(found(page)).toHaveCount(1);
    await page.getByRole('button', { name: 'Remove the saved search Ann mistypes' }).focus();
    await keyboard.press('Enter');
    await expect(chip).toBeHidden();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(chip).toBeVisible();
  });

  await test.step('the list is walked by arrows, opens by Enter, and is as it was on the way back', async () => {
    await keyboard.press('Control+f');
    await keyboard.type('since:1h -status:failed');
    await expect(found(page)).toHaveCount(all);
    await keyboard.press('Enter');
    await expect(page.getByRole('listbox', { name: 'Chains found' })).toBeFocused();
    await keyboard.press('ArrowDown');
    await expect(found(page).nth(1)).toHaveAttribute('aria-selected', 'true');
    await keyboard.press('Enter');
    await expect(page.getByRole('main', { name: 'Chain', exact: true })).toBeVisible();
    await goTo(page, '9', 'History');
    await expect(page.getByRole('listbox', { name: 'Chains found' })).toBeFocused();
    await expect(found(page).nth(1)).toHaveAttribute('aria-selected', 'true');
    await keyboard.press('ArrowUp');
    await keyboard.press('ArrowUp');
    await expect(field(page)).toBeFocused();
    await expect(field(page)).toHaveValue('since:1h -status:failed');
  });

  await test.step('what can’t be read is said with its place, and put right', async () => {
    await field(page).fill('eror:CodeMismatchException ann');
    const said = page.getByRole('list', { name: 'Not understood' });
    await expect(said).toContainText('There is no key eror. Did you mean error?');
    await expect(found(page)).toHaveCount(1);
    await expect(completions(page).first()).toBeVisible();
    await keyboard.press('Escape');
    await picture(console, 'history-fault-dark');
    await said.getByRole('button', { name: 'Use error:' }).click();
    await expect(field(page)).toHaveValue('error:CodeMismatchException ann');
    await expect(said).toBeHidden();
  });

  await test.step('nothing is found by a value that is sealed', async () => {
    for (const secret of [CANARIES.wrongCode, await secretBlock(page)]) {
      await field(page).fill(secret.slice(0, 200));
      await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
    }
    await picture(console, 'history-nothing-dark');
    await page.getByRole('button', { name: 'Clear the search' }).last().click();
    await expect(field(page)).toHaveValue('');
    await expect(found(page)).toHaveCount(all);
  });

  await useTheme(console, 'light');
  await goTo(page, '9', 'History');
  await expect(found(page)).toHaveCount(all);
  await keyboard.type('challenge:');
  await expect(completions(page).first()).toBeVisible();
  await picture(console, 'history-light');
});

test('notes, tags, ticket and pin are found again after a restart', async ({ console, relaunch }) => {
  const { page } = console;
  const { keyboard } = page;
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');

  await test.step('noted in the chain by keyboard', async () => {
    await keyboard.press('Control+Shift+m');
    const dialog = page.getByRole('dialog', { name: 'Notes on ann' });
    await expect(dialog.getByRole('textbox', { name: 'Notes' })).toBeFocused();
    await keyboard.type('Renée waits for a call');
    await keyboard.press('Tab');
    await keyboard.type('Release flaky,');
    await keyboard.press('Tab');
    await dialog.getByRole('textbox', { name: 'Ticket' }).fill('SUP-1204');
    await picture(console, 'history-notes-dark');
    await keyboard.press('Control+Enter');
    await expect(dialog).toBeHidden();
    await expect(
      page.getByRole('button', { name: 'Notes: SUP-1204, #flaky, #release, notes' }),
    ).toBeVisible();
    await keyboard.press('Control+Shift+p');
    await expect(page.getByRole('button', { name: 'Unpin the chain' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await picture(console, 'history-noted-chain-dark');
  });

  await test.step('and changed from the list', async () => {
    await goTo(page, '1', 'Start');
    // Gone before the service has answered: the list stays in front.
    await startSeeded(page, 'bob');
    await goTo(page, '9', 'History');
    await expect(found(page)).toHaveCount(2);
    await keyboard.press('Enter');
    await keyboard.press('Control+Shift+p');
    await expect(found(page).first()).toHaveAccessibleName(/Pinned/);
    await keyboard.press('Control+Shift+p');
    await expect(found(page).first()).not.toHaveAccessibleName(/Pinned/);
    await keyboard.press('Control+f');
    await expect(field(page)).toBeFocused();
    await keyboard.type('tag:flaky');
    await keyboard.press('Control+Alt+q');
    await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeFocused();
    await keyboard.type('Flaky ones');
    await keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Flaky ones', exact: true })).toBeVisible();
  });

  const again = await relaunch();
  await test.step('all of it is there after a restart', async () => {
    const later = again.page;
    await goTo(later, '9', 'History');
    await expect(found(later)).toHaveCount(2);
    for (const query of ['renee', '"waits for"', 'tag:release', 'ticket:SUP-1204', 'sup', 'is:pinned']) {
      await field(later).fill(query);
      await expect(found(later)).toHaveCount(1);
      await expect(found(later)).toHaveAccessibleName(/^ann .*Pinned.*SUP-1204.*#flaky.*#release/);
    }
    await field(later).fill('');
    await later.getByRole('button', { name: 'Flaky ones', exact: true }).click();
    await expect(found(later)).toHaveCount(1);
  });
});

test('an empty history says what will be here', async ({ console }) => {
  const { page } = console;
  await goTo(page, '9', 'History');
  await expect(page.getByRole('heading', { name: 'No chains yet' })).toBeVisible();
  await picture(console, 'history-empty-dark');
  await page.getByRole('button', { name: 'Step a sign-in' }).click();
  await expect(page.getByRole('main', { name: 'Start' })).toBeVisible();
});

/** The SECRET_BLOCK that was received, asked for as a person reveals it. */
async function secretBlock(page: Page): Promise<string> {
  const chains = await valueOf<{ chainId: string; username: string }[]>(page, 'chains.list');
  const chainId = chains.find(({ username }) => username === 'ann')?.chainId ?? '';
  const events = await valueOf<{ type: string; stepId?: string }[]>(page, 'chain.events', { chainId });
  const stepId = events.find(({ type }) => type === 'step.ended')?.stepId ?? '';
  const pointer = '/ChallengeParameters/SECRET_BLOCK';
  const { value } = await valueOf<{ value: string }>(page, 'secret.reveal', {
    ...{ chainId, stepId, side: 'response', pointer },
  });
  return value;
}
