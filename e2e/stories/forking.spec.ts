import type { Page } from '@playwright/test';
import { CANARIES } from '../canaries.ts';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import type { Console } from '../support/launch.ts';
import {
  answerForm,
  expectAsked,
  expectChain,
  expectTokens,
  rows,
  send,
  startSeeded,
} from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

test('a live fork after a wrong code: the Session is still good', async ({ console: opened }) => {
  const { page } = opened;
  await annAtHerCode(opened);
  const code = answerForm(page, 'SOFTWARE_TOKEN_MFA').getByRole('textbox', { name: 'Code' });
  await code.fill(CANARIES.wrongCode);
  await send(page);
  await expect(rows(page).nth(2)).toHaveAccessibleName(/refused with CodeMismatchException/);

  await test.step('the menu says which kind works, and offers the other', async () => {
    await rows(page).nth(2).click();
    await page.getByRole('button', { name: 'Fork here' }).click();
    const menu = page.getByRole('menu', { name: 'Fork here' });
    await expect(menu.getByRole('menuitem')).toHaveText([/^Live fork/, /^Replay fork/]);
    await menu.getByRole('menuitem', { name: /^Live fork/ }).click();
    await expect(page.getByText('Live fork of step 3')).toBeVisible();
    // The refused code was a secret of that moment: the live one stands in its place.
    await expect(code).toHaveValue(/^\d{6}$/);
    await expect(code).not.toHaveValue(CANARIES.wrongCode);
    await picture(opened, 'fork-live-form-dark');
  });

  await test.step('its answer begins a branch of its own, named live', async () => {
    await send(page);
    await expectTokens(page, 'ann');
    await expectChain(page, [
      'Step 1, USER_SRP_AUTH, next PASSWORD_VERIFIER',
      'Step 2, PASSWORD_VERIFIER, next SOFTWARE_TOKEN_MFA',
      'Step 3, SOFTWARE_TOKEN_MFA, refused with CodeMismatchException',
      'Step 4, SOFTWARE_TOKEN_MFA, live fork of step 3, tokens received',
    ]);
    await expect(rows(page).nth(3)).toContainText('live fork of 3');
    expect(await laneOf(page, 3)).toBeGreaterThan(await laneOf(page, 0));
    await picture(opened, 'fork-live-dark');
  });
});

test('a replay fork after tokens: the way there runs again', async ({ console: opened }) => {
  const { page } = opened;
  await annAtHerCode(opened);
  await page.keyboard.press('F5');
  await expectTokens(page, 'ann');

  await test.step('by its key, with the kind that works', async () => {
    await page.keyboard.press('Control+Shift+f');
    await expect(page.getByText('Replay fork of step 3')).toBeVisible();
    await expectChain(page, [
      'Step 1, USER_SRP_AUTH, next PASSWORD_VERIFIER',
      'Step 2, PASSWORD_VERIFIER, next SOFTWARE_TOKEN_MFA',
      'Step 3, SOFTWARE_TOKEN_MFA, tokens received',
      'Step 4, USER_SRP_AUTH, replay of step 1, next PASSWORD_VERIFIER',
      'Step 5, PASSWORD_VERIFIER, replay of step 2, next SOFTWARE_TOKEN_MFA',
      'SOFTWARE_TOKEN_MFA, replay fork, waiting for an answer',
    ]);
    expect(await laneOf(page, 3)).toBeGreaterThan(await laneOf(page, 0));
    await picture(opened, 'fork-replay-form-dark');
  });

  await test.step('the other answer stands beside the first', async () => {
    const code = answerForm(page, 'SOFTWARE_TOKEN_MFA').getByRole('textbox', { name: 'Code' });
    await code.fill(CANARIES.wrongCode);
    await send(page);
    await expect(rows(page).nth(5)).toHaveAccessibleName(
      /^Step 6, SOFTWARE_TOKEN_MFA, replay fork of step 3, refused with CodeMismatchException/,
    );
    await useTheme(opened, 'light');
    await expect(rows(page).nth(5)).toBeVisible();
    await picture(opened, 'fork-replay-light');
    await useTheme(opened, 'dark');
    await picture(opened, 'fork-replay-dark');
  });

  await test.step('a branch that was left is gone on with by selecting its row', async () => {
    // A third branch, so that the second waits while another is newer.
    await rows(page).first().click();
    await page.keyboard.press('Control+Shift+f');
    const begin = page.getByRole('region', { name: 'Begin again with USER_SRP_AUTH' });
    await expect(begin.getByRole('textbox', { name: 'Username' })).toHaveValue('ann');
    await send(page);
    await expect(rows(page).last()).toHaveAccessibleName(
      'PASSWORD_VERIFIER, replay fork, waiting for an answer',
    );
    await expect(answerForm(page, 'PASSWORD_VERIFIER')).toBeVisible();
    await rows(page).nth(-2).click();
    await expect(answerForm(page, 'SOFTWARE_TOKEN_MFA')).toBeVisible();
    await valueOf(page, 'sandbox.changeClock', { advanceSeconds: 30 });
    await page.keyboard.press('F5');
    await expectTokens(page, 'ann');
    await expect(rows(page).nth(-2)).toHaveAccessibleName(
      /^Step 8, SOFTWARE_TOKEN_MFA, try 2, tokens received/,
    );
    await picture(opened, 'fork-branches-dark');
    // A replay comes down from the step it stands in place of.
    await expect(rows(page).nth(2).locator('svg path.origin').first()).toBeAttached();
    await rows(page).first().click();
    await picture(opened, 'fork-rail-dark');
  });
});

test('a used Session can be tried live anyway', async ({ console: opened }) => {
  const { page } = opened;
  await annAtHerCode(opened);
  await page.keyboard.press('F5');
  await expectTokens(page, 'ann');
  await page.getByRole('button', { name: 'Fork here' }).click();
  const menu = page.getByRole('menu', { name: 'Fork here' });
  await expect(menu).toContainText('The Session was taken already: it can only be used once');
  await expect(menu.getByRole('menuitem')).toHaveText([/^Replay fork/, /^Try live anyway/]);
  await picture(opened, 'fork-menu-dark');
  await menu.getByRole('menuitem', { name: /^Try live anyway/ }).click();
  await expect(page.getByText('Live fork of step 3')).toBeVisible();
  await send(page);
  await expect(rows(page).last()).toHaveAccessibleName(
    /^Step 4, SOFTWARE_TOKEN_MFA, live fork of step 3, refused with NotAuthorizedException/,
  );
});

test('a used Session tried live is stepped by its key, too', async ({ console: opened }) => {
  const { page } = opened;
  await annAtHerCode(opened);
  await page.keyboard.press('F5');
  await expectTokens(page, 'ann');
  await page.getByRole('button', { name: 'Fork here' }).click();
  await page.getByRole('menuitem', { name: /^Try live anyway/ }).click();
  await expect(page.getByText('Live fork of step 3')).toBeVisible();
  await page.getByRole('textbox', { name: 'Code' }).fill('000000');
  await page.keyboard.press('F10');
  await expect(rows(page).last()).toHaveAccessibleName(
    /^Step 4, SOFTWARE_TOKEN_MFA, live fork of step 3, refused with NotAuthorizedException/,
  );
});

test('a fork is given up', async ({ console: opened }) => {
  const { page } = opened;
  await annAtHerCode(opened);
  await page.keyboard.press('F5');
  await expectTokens(page, 'ann');
  await rows(page).first().click();
  await page.keyboard.press('Control+Shift+f');
  await expect(page.getByRole('region', { name: 'Begin again with USER_SRP_AUTH' })).toBeVisible();
  await page.getByRole('button', { name: 'Give up the fork' }).click();
  await expectTokens(page, 'ann');
  await expect(rows(page)).toHaveCount(3);
});

test('a replay that comes out otherwise says where', async ({ console: opened }) => {
  const { page } = opened;
  await annAtHerCode(opened);
  await page.keyboard.press('F5');
  await expectTokens(page, 'ann');

  await test.step('meanwhile ann lost her second factor', async () => {
    const { users } = await valueOf<{ users: { username: string; userPoolId: string }[] }>(
      page,
      'sandbox.start',
    );
    const { userPoolId = '' } = users.find(({ username }) => username === 'ann') ?? {};
    await valueOf(page, 'sandbox.putUser', {
      userPoolId,
      user: {
        Username: 'ann',
        Password: 'Correct-horse-1',
        UserAttributes: { email: 'ann@example.com', email_verified: 'true', name: 'Ann' },
      },
    });
  });

  await test.step('the replay stops at the step that asked something else', async () => {
    await page.keyboard.press('Control+Shift+f');
    await expect(page.getByRole('note', { name: 'Why the run stopped' })).toHaveText(
      'The replay differs at step 2: SOFTWARE_TOKEN_MFA then, TOKENS now',
    );
    await expectChain(page, [
      'Step 1, USER_SRP_AUTH, next PASSWORD_VERIFIER',
      'Step 2, PASSWORD_VERIFIER, next SOFTWARE_TOKEN_MFA',
      'Step 3, SOFTWARE_TOKEN_MFA, tokens received',
      'Step 4, USER_SRP_AUTH, replay of step 1, next PASSWORD_VERIFIER',
      'Step 5, PASSWORD_VERIFIER, replay of step 2, tokens received',
    ]);
    await picture(opened, 'fork-differs-dark');
  });
});

async function annAtHerCode(opened: Console): Promise<void> {
  const { page } = opened;
  await useTheme(opened, 'dark');
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await page.keyboard.press('F10');
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
}

/** Where the node of a row stands, in pixels from the left. */
async function laneOf(page: Page, at: number): Promise<number> {
  const box = await rows(page).nth(at).locator('svg circle').first().boundingBox();
  return box?.x ?? 0;
}
