import type { Page } from '@playwright/test';
import { CANARIES } from '../canaries.ts';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import {
  answerForm,
  expectAsked,
  expectChain,
  expectTokens,
  goTo,
  rows,
  send,
  startSeeded,
  whatComesNext,
} from '../support/steps.ts';
import { findings } from '../support/look.ts';
import { reload } from '../support/launch.ts';
import { picture, useTheme } from '../support/window.ts';

test('run to the end, and wait for the next TOTP code', async ({ console: opened }) => {
  const { page } = opened;
  await useTheme(opened, 'dark');
  await valueOf(page, 'sandbox.changeClock', { frozen: true });
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await page.keyboard.press('F5');
  await expectTokens(page, 'ann');
  await expectChain(page, [
    'Step 1, USER_SRP_AUTH, next PASSWORD_VERIFIER',
    'Step 2, PASSWORD_VERIFIER, next SOFTWARE_TOKEN_MFA',
    'Step 3, SOFTWARE_TOKEN_MFA, tokens received',
  ]);

  await test.step('the code was used: a second run waits, and says for what and how long', async () => {
    await goTo(page, '1', 'Start');
    await startSeeded(page, 'ann');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await page.keyboard.press('F5');
    const run = whatComesNext(page).getByRole('group', { name: 'Run' });
    await expect(run).toContainText('Waiting for the next TOTP code: the one of now was used');
    await expect(run.getByRole('timer')).toHaveText(/^\d+ s$/);
    await picture(opened, 'run-waiting-dark');
  });

  await test.step('stopped while it waits, the form is back with the focus in it', async () => {
    await page.keyboard.press('Shift+F5');
    const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await expect(form.locator(':focus')).toBeVisible();
    await expectStopped(page, 'Stopped');
  });

  await test.step('half a minute later the run goes through', async () => {
    await valueOf(page, 'sandbox.changeClock', { advanceSeconds: 30 });
    await page.keyboard.press('F5');
    await expectTokens(page, 'ann');
  });
});

test('step and run to a challenge, by keyboard alone', async ({ console: opened }) => {
  const { page } = opened;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('dee');
  await expect(page.getByRole('option', { name: /^dee/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expectAsked(page, 'PASSWORD_VERIFIER');

  await test.step('F10 answers once', async () => {
    await page.keyboard.press('F10');
    await expectAsked(page, 'SELECT_MFA_TYPE');
  });

  await test.step('Shift+F10 lists the challenges that may follow, then the others', async () => {
    await page.keyboard.press('Shift+F10');
    const menu = page.getByRole('menu', { name: 'Run to a challenge' });
    await expect(menu.getByText('May follow')).toBeVisible();
    await expect(menu.getByRole('menuitem').first()).toHaveText('SMS_MFA');
    await page.keyboard.type('SOFT');
    await expect(menu.getByRole('menuitem', { name: 'SOFTWARE_TOKEN_MFA' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await expectStopped(page, 'Reached SOFTWARE_TOKEN_MFA');
  });

  await test.step('the rest to the end', async () => {
    await page.keyboard.press('F5');
    await expectTokens(page, 'dee');
  });
});

test('a run that lacks something stops at the field', async ({ console: { page } }) => {
  await startSeeded(page, 'eli');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await page.keyboard.press('F5');
  const form = await expectAsked(page, 'NEW_PASSWORD_REQUIRED');
  await expectStopped(page, 'NEW_PASSWORD is needed');
  await expect(form.getByLabel('New password', { exact: true })).toBeFocused();

  await test.step('what was typed there is what the next run sends', async () => {
    await page.keyboard.type('Better-horse-2');
    await page.keyboard.press('F5');
    await expectTokens(page, 'eli');
  });
});

test('breakpoints on a challenge and on an error', async ({ console: opened, relaunch }) => {
  const { page } = opened;
  await useTheme(opened, 'dark');
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');

  await test.step('one is set on a challenge, by its name', async () => {
    await page.keyboard.press('Control+Shift+F9');
    const list = page.getByRole('dialog', { name: 'Breakpoints' });
    await expect(list).toContainText('A run stops where you set one');
    await list.getByRole('combobox', { name: 'Challenge or error' }).fill('SOFTWARE_TOKEN_MFA');
    await page.keyboard.press('Escape');
    await list.getByRole('button', { name: 'Add' }).click();
    await expect(list.getByRole('checkbox', { name: 'SOFTWARE_TOKEN_MFA' })).toBeChecked();
    await picture(opened, 'run-breakpoints-dark');
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
  });

  await test.step('a run stops there and says so', async () => {
    await page.keyboard.press('F5');
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await expectStopped(page, 'Stopped at breakpoint: SOFTWARE_TOKEN_MFA');
    await picture(opened, 'run-breakpoint-dark');
  });

  const code = answerForm(page, 'SOFTWARE_TOKEN_MFA').getByRole('textbox', { name: 'Code' });
  await test.step('F9 sets one on the error of the selected step', async () => {
    await code.fill(CANARIES.wrongCode);
    await send(page);
    await expect(rows(page).nth(2)).toHaveAccessibleName(/refused with CodeMismatchException/);
    await page.keyboard.press('F9');
    await expect(page.getByRole('button', { name: 'Breakpoints, 2 set' })).toBeVisible();
    await code.fill(CANARIES.wrongCode);
    await page.keyboard.press('F5');
    await expectStopped(page, 'Stopped at breakpoint: CodeMismatchException');
  });

  await test.step('they are there after a restart', async () => {
    const { page: again } = await relaunch();
    await startSeeded(again, 'ann');
    await expectAsked(again, 'PASSWORD_VERIFIER');
    await expect(again.getByRole('button', { name: 'Breakpoints, 2 set' })).toBeVisible();
    await again.keyboard.press('Control+Shift+F9');
    const list = again.getByRole('dialog', { name: 'Breakpoints' });
    await list.getByRole('checkbox', { name: 'SOFTWARE_TOKEN_MFA' }).uncheck();
    await again.keyboard.press('Escape');
    await again.keyboard.press('F5');
    await expectTokens(again, 'ann');
  });
});

test('a throttled answer is sent again in sight, but never past a breakpoint', async ({
  console: { page },
}) => {
  const rule = 'RespondToAuthChallenge step=1 -> TooManyRequestsException';
  await valueOf(page, 'sandbox.addFault', { rule });
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await page.keyboard.press('F5');
  await expectTokens(page, 'ann');
  await expectChain(page, [
    'Step 1, USER_SRP_AUTH, next PASSWORD_VERIFIER',
    'Step 2, PASSWORD_VERIFIER, refused with TooManyRequestsException',
    'Step 3, PASSWORD_VERIFIER, try 2, next SOFTWARE_TOKEN_MFA',
    'Step 4, SOFTWARE_TOKEN_MFA, tokens received',
  ]);

  await test.step('with a breakpoint on it the run stops at the first', async () => {
    await valueOf(page, 'sandbox.addFault', { rule: `${rule.replace('step=1', 'user=bob')}` });
    await rows(page).nth(1).click();
    await page.keyboard.press('F9');
    await goTo(page, '1', 'Start');
    await startSeeded(page, 'bob');
    await expect(page.getByRole('region', { name: /^Answer / })).toBeVisible();
    await page.keyboard.press('F5');
    await expectStopped(page, 'Stopped at breakpoint: TooManyRequestsException');
  });
});

test('pause before sending, and edit what was composed', async ({ console: opened }) => {
  const { page } = opened;
  await useTheme(opened, 'dark');
  await startSeeded(page, 'cy');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await page.keyboard.press('F8');
  await expect(page.getByRole('button', { name: 'Pause before sending' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('F5');
  await expectStopped(page, 'Paused before sending: PASSWORD_VERIFIER');
  await expect(rows(page)).toHaveCount(2);
  // What was seen is sent; the next answer is held back in its turn.
  await page.keyboard.press('F10');
  const form = await expectAsked(page, 'SMS_MFA');
  await page.keyboard.press('F5');
  await expectStopped(page, 'Paused before sending: SMS_MFA');
  const code = form.getByRole('textbox', { name: 'Code' });
  await expect(code).toHaveValue(/^\d{6}$/);
  const composed = await code.inputValue();
  await picture(opened, 'run-paused-dark');

  await test.step('edited, it is sent as edited', async () => {
    await code.fill(CANARIES.wrongCode);
    await page.keyboard.press('F10');
    await expect(page.getByRole('region', { name: 'CodeMismatchException' }).first()).toBeVisible();
    await expect(rows(page).nth(2)).toHaveAccessibleName(/refused with CodeMismatchException/);
  });

  await test.step('the code that was composed still works', async () => {
    await code.fill(composed);
    await page.keyboard.press('F8');
    await page.keyboard.press('F10');
    await expectTokens(page, 'cy');
  });
  await useTheme(opened, 'light');
  await picture(opened, 'run-end-light');
});

test('a pause holds whatever a run sends without a form: the beginning, set-up operations, replays and fixes', async ({
  console: opened,
}) => {
  const { page } = opened;
  await useTheme(opened, 'dark');
  const held = whatComesNext(page).getByRole('group', { name: 'Run' });
  const bytes = held.getByRole('region', { name: 'Request as it goes out' });
  await valueOf(page, 'run.setSettings', { pauseBeforeSending: true });
  await reload(page);

  await test.step('the first request of a seeded user, byte by byte', async () => {
    await startSeeded(page, 'gus');
    await expect(held).toContainText('Held before sending USER_SRP_AUTH');
    await expect(bytes).toContainText('AWSCognitoIdentityProviderService.InitiateAuth');
    expect.soft(await findings(page)).toEqual([]);
    await picture(opened, 'run-held-first-dark');
    await page.keyboard.press('F10');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await expect(rows(page)).toHaveCount(2);
  });

  await test.step('a run holds the answer in its form, then the operations that belong to MFA_SETUP', async () => {
    await page.keyboard.press('F5');
    await expectStopped(page, 'Paused before sending: PASSWORD_VERIFIER');
    await page.keyboard.press('F5');
    await expect(held).toContainText('Held before sending AssociateSoftwareToken');
    await page.keyboard.press('F5');
    await expect(held).toContainText('Held before sending VerifySoftwareToken');
    await expect(bytes).toContainText('UserCode');
    await picture(opened, 'run-held-helper-dark');
    await page.keyboard.press('F5');
    await expectStopped(page, 'Paused before sending: MFA_SETUP');
  });

  await test.step('a replay: Stop drops what is held, and nothing was sent', async () => {
    await rows(page).nth(1).click();
    await expect(rows(page)).toHaveCount(5);
    await page.getByRole('button', { name: 'Fork here' }).click();
    await page.getByRole('menuitem', { name: /^Replay fork/ }).click();
    await expect(held).toContainText('Held before sending USER_SRP_AUTH');
    await page.keyboard.press('Shift+F5');
    await expectStopped(page, 'Stopped');
    await expect(rows(page)).toHaveCount(5);
  });

  await test.step('a fix: each request of it, until the mended one', async () => {
    await page.keyboard.press('F8');
    await goTo(page, '1', 'Start');
    await startSeeded(page, 'ann');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await page.keyboard.press('F10');
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await valueOf(page, 'sandbox.changeClock', { advanceSeconds: 240 });
    await send(page);
    const card = whatComesNext(page).getByRole('region', { name: 'NotAuthorizedException' });
    await page.keyboard.press('F8');
    await card.getByRole('button', { name: 'Fix and resend' }).click();
    for (const name of ['USER_SRP_AUTH', 'PASSWORD_VERIFIER', 'SOFTWARE_TOKEN_MFA']) {
      await expect(held).toContainText(`Held before sending ${name}`);
      await page.keyboard.press('F10');
      // After the last there is nothing that could hold the words.
      await expect(held.filter({ hasText: `before sending ${name}` })).toHaveCount(0);
    }
    await expectTokens(page, 'ann');
  });

  await test.step('dropped, a chain that was only begun is gone, and the start is there again', async () => {
    await goTo(page, '1', 'Start');
    await startSeeded(page, 'ann');
    await expect(held).toContainText('Held before sending USER_SRP_AUTH');
    await page.keyboard.press('Shift+F5');
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
      'USER_SRP_AUTH was dropped: nothing was sent',
    );
    await expect(page.getByRole('heading', { name: 'Step a sign-in now' })).toBeVisible();
  });
});

/** Why the last run stopped, where neither form, error nor tokens say it. */
async function expectStopped(page: Page, text: string): Promise<void> {
  await expect(page.getByRole('note', { name: 'Why the run stopped' })).toHaveText(text);
}
