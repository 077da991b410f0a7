import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/shared.ts';
import {
  answerForm,
  expectAsked,
  expectTokens,
  goTo,
  proveThePassword,
  send,
  startSeeded,
} from '../support/steps.ts';
import { CLIENTS, newChainOn, signInWith } from './exceptions/story.ts';
import { picture, useTheme } from '../support/window.ts';

/** One of the clocks in the chain's head. */
const clock = (page: Page, name: RegExp): Locator =>
  page.getByRole('group', { name: 'Clocks' }).getByRole('timer', { name });

test('session and TOTP step while a code is asked for, the token afterwards', async ({ stage }) => {
  const { page } = stage;
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await expect(page.getByRole('group', { name: 'Clocks' })).toBeHidden();

  await test.step('each appears when it matters', async () => {
    await proveThePassword(page);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await expect(clock(page, /^Session (3:00|2:5\d)$/)).toBeVisible();
    await expect(clock(page, /^TOTP step \d+ s$/)).toBeVisible();
    await expect(clock(page, /^Tokens/)).toBeHidden();
  });

  await test.step('says how it is known', async () => {
    // The form takes the focus as it arrives; from there a person goes on with the keyboard.
    await expect(answerForm(page, 'SOFTWARE_TOKEN_MFA').locator(':focus')).toBeVisible();
    await page.keyboard.press('Shift');
    await clock(page, /^TOTP/).focus();
    await expect(page.getByRole('tooltip')).toContainText(/by the server’s clock/);
    await page.keyboard.press('Escape');
  });

  await test.step('and gives way to the tokens’', async () => {
    await send(page);
    await expectTokens(page, 'ann');
    await expect(clock(page, /^Session/)).toBeHidden();
    await expect(clock(page, /^Tokens, the first ends in (1 h|59 min \d+ s)$/)).toBeVisible();
  });
});

test('the Session follows the sandbox’s clock, and its end is seen coming', async ({
  stage: { page, control },
}) => {
  await startSeeded(page, 'cy');
  await proveThePassword(page);
  await expectAsked(page, 'SMS_MFA');
  await control('POST', 'clock', { advanceSeconds: 155 });
  await expect(clock(page, /^Session 0:[12]\d$/)).toHaveClass(/urgent/);
  await control('POST', 'clock', { advanceSeconds: 60 });
  await expect(clock(page, /^Session expired$/)).toBeVisible();
});

test('a chain whose Session ran out is found by status:expired', async ({ stage: { page, control } }) => {
  const field = page.getByRole('combobox', { name: 'Search the history' });
  const found = page.getByRole('listbox', { name: 'Chains found' }).getByRole('option');
  await startSeeded(page, 'pam');
  await expectAsked(page, 'SMS_MFA');
  await goTo(page, '9', 'History');
  await field.fill('user:pam status:waiting ');
  await expect(found).toHaveAccessibleName(/^pam .*waiting/);
  await field.fill('user:pam status:expired ');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();

  await control('POST', 'clock', { advanceSeconds: 1_000 });
  await expect(found).toHaveAccessibleName(/^pam .*expired/);
  await field.fill('user:pam status:waiting ');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await test.step('and is completed as such', async () => {
    await field.fill('');
    await field.pressSequentially('status:exp');
    await page.keyboard.press('Tab');
    await expect(field).toHaveValue('status:expired ');
    await expect(found.filter({ hasText: 'pam' })).toHaveCount(1);
  });
});

test('the lockout is predicted, counted over chains, met, and over', async ({ stage }) => {
  const { page } = stage;
  test.setTimeout(120_000);
  const wrong = async (): Promise<void> => {
    await newChainOn(page, CLIENTS.web, 'USER_PASSWORD_AUTH');
    await signInWith(page, 'ivy', 'Wrong-horse-1');
    await expect(page.getByRole('region', { name: 'NotAuthorizedException' }).first()).toBeVisible();
  };
  await wrong();
  await expect(clock(page, /^1 of 5 password tries failed/)).toHaveText(/1 of 5/);
  for (let failed = 1; failed < 4; failed++) await wrong();
  await expect(
    clock(page, /^4 of 5 password tries failed\. The next failure locks for 1\.0 s\.$/),
  ).toBeVisible();
  for (const theme of ['dark', 'light'] as const) {
    await useTheme(stage, theme);
    await expect(clock(page, /^4 of 5/)).toBeVisible();
    await picture(stage, `clocks-${theme}`);
  }

  // Further failures lock for 1, 2, 4, 8 s: long enough to be seen, and refused meanwhile. They wait for no lock.
  for (let failed = 4; failed < 8; failed++) {
    await wrong();
    await expect(clock(page, /^(Locked for|\d of 5)/)).toBeVisible();
    await expect(clock(page, /^Locked/)).toBeHidden({ timeout: 15_000 });
  }
  await expect(
    clock(page, /^8 of 5 password tries failed\. The next failure locks for 16 s\.$/),
  ).toBeVisible();
  for (let failed = 8; failed < 10; failed++) {
    await wrong();
    await stage.control('POST', 'clock', { advanceSeconds: 40 });
    await expect(clock(page, /^Locked/)).toBeHidden();
  }
  // A minute and more is read at any machine's speed.
  await wrong();
  await expect(clock(page, /^Locked for (1:0\d|0:[2-5]\d)$/)).toBeVisible();

  await test.step('the right password is not looked at while it lasts', async () => {
    await newChainOn(page, CLIENTS.web, 'USER_PASSWORD_AUTH');
    await signInWith(page, 'ivy');
    await expect(page.getByRole('region', { name: 'NotAuthorizedException' }).first()).toContainText(
      'Password attempts exceeded',
    );
  });

  await test.step('time ends it, and success clears it', async () => {
    await stage.control('POST', 'clock', { advanceSeconds: 70 });
    await expect(clock(page, /^Locked/)).toBeHidden();
    await newChainOn(page, CLIENTS.web, 'USER_PASSWORD_AUTH');
    await signInWith(page, 'ivy');
    await expectTokens(page, 'ivy');
    await expect(clock(page, /tries failed/)).toBeHidden();
  });
});

test('wrong codes count, too, until the sandbox is put back to its seed', async ({
  stage: { page, control },
}) => {
  await startSeeded(page, 'ann');
  await proveThePassword(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await answerForm(page, 'SOFTWARE_TOKEN_MFA').getByRole('textbox', { name: 'Code' }).fill('000000');
  await send(page);
  await expect(clock(page, /^1 of 5 code tries failed/)).toBeVisible();
  await control('POST', 'reset');
  await expect(clock(page, /code tries failed/)).toBeHidden();
});
