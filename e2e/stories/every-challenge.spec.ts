import type { Page } from '@playwright/test';
import { expect, test } from '../support/console.ts';
import { expectAsked, expectTokens, send, startSeeded } from '../support/steps.ts';
import type { Locator } from '@playwright/test';

// Each of Cognito's challenges, stepped to tokens by mouse on the sandbox. MFA_SETUP and NEW_PASSWORD_REQUIRED have
// stories of their own.

/** Answers PASSWORD_VERIFIER, whose proof is computed. */
async function proveThePassword(page: Page): Promise<void> {
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
}

async function useSentCode(page: Page, form: Locator): Promise<void> {
  await form.getByRole('button', { name: /^Use \d{6,8} (SMS|email) to / }).click();
  await send(page);
}

async function choose(form: Locator, field: string, value: string): Promise<void> {
  await form.getByRole('combobox', { name: field }).click();
  await form
    .getByRole('listbox')
    .getByRole('option', { name: new RegExp(`^${value}\\b`) })
    .click();
}

/** Answers the waiting challenge under another of Cognito's names. */
async function answerAs(form: Locator, name: string): Promise<void> {
  await form.getByRole('combobox', { name: 'ChallengeName of the answer' }).selectOption(name);
}

test('PASSWORD_VERIFIER', async ({ console: { page } }) => {
  await startSeeded(page, 'bob');
  await proveThePassword(page);
  await expectTokens(page, 'bob');
});

test('SOFTWARE_TOKEN_MFA', async ({ console: { page } }) => {
  await startSeeded(page, 'ann');
  await proveThePassword(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await send(page);
  await expectTokens(page, 'ann');
});

test('SMS_MFA', async ({ console: { page } }) => {
  await startSeeded(page, 'pam');
  await useSentCode(page, await expectAsked(page, 'SMS_MFA'));
  await expectTokens(page, 'pam');
});

test('EMAIL_OTP as second factor', async ({ console: { page } }) => {
  await startSeeded(page, 'liz');
  await proveThePassword(page);
  await useSentCode(page, await expectAsked(page, 'EMAIL_OTP'));
  await expectTokens(page, 'liz');
});

test('SELECT_MFA_TYPE', async ({ console: { page } }) => {
  await startSeeded(page, 'mel');
  await proveThePassword(page);
  const form = await expectAsked(page, 'SELECT_MFA_TYPE');
  await choose(form, 'Second factor', 'EMAIL_OTP');
  await send(page);
  await useSentCode(page, await expectAsked(page, 'EMAIL_OTP'));
  await expectTokens(page, 'mel');
});

test('SELECT_CHALLENGE, then EMAIL_OTP', async ({ console: { page } }) => {
  await startSeeded(page, 'eva');
  const form = await expectAsked(page, 'SELECT_CHALLENGE');
  await choose(form, 'First factor', 'EMAIL_OTP');
  await send(page);
  await useSentCode(page, await expectAsked(page, 'EMAIL_OTP'));
  await expectTokens(page, 'eva');
});

test('SELECT_CHALLENGE, then SMS_OTP', async ({ console: { page } }) => {
  await startSeeded(page, 'gil');
  const form = await expectAsked(page, 'SELECT_CHALLENGE');
  await choose(form, 'First factor', 'SMS_OTP');
  await send(page);
  await useSentCode(page, await expectAsked(page, 'SMS_OTP'));
  await expectTokens(page, 'gil');
});

test('SELECT_CHALLENGE with the password by SRP', async ({ console: { page } }) => {
  await startSeeded(page, 'ian');
  const form = await expectAsked(page, 'SELECT_CHALLENGE');
  await choose(form, 'First factor', 'PASSWORD_SRP');
  await send(page);
  await proveThePassword(page);
  await expectTokens(page, 'ian');
});

test('PASSWORD, in answer to SELECT_CHALLENGE', async ({ console: { page } }) => {
  await startSeeded(page, 'ian');
  const form = await expectAsked(page, 'SELECT_CHALLENGE');
  await answerAs(form, 'PASSWORD');
  await send(page);
  await expectTokens(page, 'ian');
});

test('PASSWORD_SRP, in answer to SELECT_CHALLENGE', async ({ console: { page } }) => {
  await startSeeded(page, 'ian');
  const form = await expectAsked(page, 'SELECT_CHALLENGE');
  await answerAs(form, 'PASSWORD_SRP');
  await send(page);
  await proveThePassword(page);
  await expectTokens(page, 'ian');
});

test('ADMIN_NO_SRP_AUTH is never a good answer, and costs nothing', async ({ console: { page } }) => {
  await startSeeded(page, 'pam');
  const form = await expectAsked(page, 'SMS_MFA');
  await answerAs(form, 'ADMIN_NO_SRP_AUTH');
  await send(page);
  await expect(page.getByRole('region', { name: 'InvalidParameterException' }).first()).toBeVisible();
  await answerAs(form, 'SMS_MFA');
  await useSentCode(page, form);
  await expectTokens(page, 'pam');
});

test('DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER of a confirmed device', async ({ console: { page } }) => {
  await startSeeded(page, 'ada');
  await proveThePassword(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await send(page);
  const tokens = await expectTokens(page, 'ada');
  await tokens.getByRole('button', { name: /Confirm this device/ }).click();
  await expect(page.getByRole('option', { name: /ConfirmDevice, done/ })).toBeVisible();
  await page.getByRole('button', { name: 'Start again' }).first().click();
  await proveThePassword(page);
  await expectAsked(page, 'DEVICE_SRP_AUTH');
  await send(page);
  await expectAsked(page, 'DEVICE_PASSWORD_VERIFIER');
  await send(page);
  await expectTokens(page, 'ada');
});
