import { expect, type Page } from '@playwright/test';
import {
  act,
  answerAs,
  answerForm,
  expectAsked,
  expectTokens,
  proveThePassword,
  send,
  startSeeded,
  switchTo,
  useSentCode,
} from '../../support/steps.ts';
import { totpCode } from '../../support/totp.ts';
import { annToTotp, type ErrorStory, finishAnn } from './story.ts';

// What is wrong with an answer: most can be given again in place.

const ANN_SECRET = 'JBSWY3DPEHPK3PXPGEZDGNBVGY3TQOJQ';

async function fillCode(page: Page, challenge: string, code: string): Promise<void> {
  await answerForm(page, challenge).getByRole('textbox', { name: 'Code' }).fill(code);
}

export const answerErrors: readonly ErrorStory[] = [
  {
    code: 'NotAuthorizedException',
    by: 'a Session that expired',
    message: 'Invalid session for the user, session is expired.',
    status: 400,
    offers: ['Start again'],
    provoke: async ({ page, control }) => {
      await startSeeded(page, 'ann');
      await annToTotp(page);
      await control('POST', 'clock', { advanceSeconds: 240 });
      await send(page);
    },
    goOn: async ({ page }) => {
      await act(page, 'Start again');
      await annToTotp(page);
      await finishAnn(page);
    },
  },
  {
    code: 'NotAuthorizedException',
    by: 'a SECRET_HASH that does not fit',
    message: 'Unable to verify secret hash for client 7d1s5g8j3w0e6r9y2u4i1o5p8a',
    status: 400,
    offers: ['Open the sandbox', 'Try again'],
    provoke: async ({ page }) => {
      await startSeeded(page, 'hal');
      await expectAsked(page, 'PASSWORD_VERIFIER');
      await switchTo(page, 'SECRET_HASH', 'Typed by hand');
      await page.getByRole('textbox', { name: 'SECRET_HASH', exact: true }).fill('bm90IHRoZSBoYXNo');
      await send(page);
    },
    goOn: async ({ page }) => {
      await act(page, 'Try again');
      await page.getByRole('button', { name: 'Reset changes' }).click();
      await send(page);
      await expectTokens(page, 'hal');
    },
  },
  {
    code: 'InvalidParameterException',
    by: 'an answer as ADMIN_NO_SRP_AUTH',
    message: 'ADMIN_NO_SRP_AUTH is not a valid challenge name here.',
    status: 400,
    offers: ['Try again'],
    provoke: async ({ page }) => {
      await startSeeded(page, 'pam');
      await answerAs(await expectAsked(page, 'SMS_MFA'), 'ADMIN_NO_SRP_AUTH');
      await send(page);
    },
    goOn: async ({ page }) => {
      await answerAs(answerForm(page, 'SMS_MFA'), 'SMS_MFA');
      await useSentCode(page, answerForm(page, 'SMS_MFA'));
      await expectTokens(page, 'pam');
    },
  },
  {
    code: 'CodeMismatchException',
    by: 'a wrong code',
    message: 'Invalid code received for user',
    status: 400,
    offers: ['Try again'],
    provoke: async ({ page }) => {
      await startSeeded(page, 'ann');
      await annToTotp(page);
      await fillCode(page, 'SOFTWARE_TOKEN_MFA', '000000');
      await send(page);
    },
    goOn: async ({ page }) => {
      await act(page, 'Try again');
      await answerForm(page, 'SOFTWARE_TOKEN_MFA')
        .getByRole('button', { name: /^Use the live TOTP code/ })
        .click();
      await finishAnn(page);
    },
  },
  {
    code: 'ExpiredCodeException',
    by: 'a TOTP code that was used before',
    message: 'Your software token has already been used once.',
    status: 400,
    offers: ['Try again'],
    provoke: async ({ page, control }) => {
      const { now } = await control<{ now: string }>('POST', 'clock', { frozen: true });
      const code = totpCode(ANN_SECRET, Date.parse(now));
      for (const again of [false, true]) {
        if (again) await page.keyboard.press('Control+1');
        await startSeeded(page, 'ann');
        await annToTotp(page);
        await fillCode(page, 'SOFTWARE_TOKEN_MFA', code);
        await send(page);
        if (!again) await expectTokens(page, 'ann');
      }
    },
    goOn: async ({ page, control }) => {
      const { now } = await control<{ now: string }>('POST', 'clock', { advanceSeconds: 30 });
      await act(page, 'Try again');
      await fillCode(page, 'SOFTWARE_TOKEN_MFA', totpCode(ANN_SECRET, Date.parse(now)));
      await finishAnn(page);
    },
  },
  {
    code: 'InvalidPasswordException',
    by: 'a password that is too short',
    message: 'Password does not conform with policy: Password not long enough',
    status: 400,
    offers: ['Try again'],
    provoke: async ({ page }) => {
      await startSeeded(page, 'eli');
      await proveThePassword(page);
      const form = await expectAsked(page, 'NEW_PASSWORD_REQUIRED');
      await form.getByLabel('New password', { exact: true }).fill('Aa-1');
      await send(page);
    },
    goOn: async ({ page }) => {
      await act(page, 'Try again');
      const form = await expectAsked(page, 'NEW_PASSWORD_REQUIRED');
      await form.getByLabel('New password', { exact: true }).fill('Better-horse-2');
      await send(page);
      await expectTokens(page, 'eli');
    },
  },
  {
    code: 'AliasExistsException',
    by: 'the phone number of another user',
    message: 'An account with the phone_number already exists.',
    status: 400,
    offers: ['Try again'],
    provoke: async ({ page }) => {
      await startSeeded(page, 'fay');
      await proveThePassword(page);
      const form = await expectAsked(page, 'NEW_PASSWORD_REQUIRED');
      await form.getByLabel('New password', { exact: true }).fill('Better-horse-2');
      await form.getByRole('textbox', { name: 'name', exact: true }).fill('Fay');
      const keys = form.getByRole('group', { name: 'Keys of your own' });
      if (!(await keys.isVisible())) await form.getByRole('button', { name: /^Keys of your own/ }).click();
      await keys
        .getByRole('textbox', { name: 'Keys of your own: key 1' })
        .fill('userAttributes.phone_number');
      await keys
        .getByRole('textbox', { name: 'Keys of your own: value of userAttributes.phone_number' })
        .fill('+447700900123');
      await send(page);
    },
    goOn: async ({ page }) => {
      await act(page, 'Try again');
      await answerForm(page, 'NEW_PASSWORD_REQUIRED')
        .getByRole('textbox', { name: 'Keys of your own: value of userAttributes.phone_number' })
        .fill('+447700900999');
      await send(page);
      await expectTokens(page, 'fay');
    },
  },
  {
    code: 'SoftwareTokenMFANotFoundException',
    by: 'a TOTP answer of a user without TOTP',
    message: 'Software Token MFA is not set up for the user.',
    status: 400,
    offers: ['Try again'],
    provoke: async ({ page }) => {
      await startSeeded(page, 'pam');
      await answerAs(await expectAsked(page, 'SMS_MFA'), 'SOFTWARE_TOKEN_MFA');
      await fillCode(page, 'SMS_MFA', '123456');
      await send(page);
    },
    goOn: async ({ page }) => {
      const form = answerForm(page, 'SMS_MFA');
      await answerAs(form, 'SMS_MFA');
      await useSentCode(page, form);
      await expectTokens(page, 'pam');
    },
  },
  {
    code: 'MFAMethodNotFoundException',
    by: 'an SMS answer of a user without a phone',
    message: 'No MFA method found for the user.',
    status: 400,
    offers: ['Try again'],
    provoke: async ({ page }) => {
      await startSeeded(page, 'ann');
      await annToTotp(page);
      await answerAs(answerForm(page, 'SOFTWARE_TOKEN_MFA'), 'SMS_MFA');
      await fillCode(page, 'SOFTWARE_TOKEN_MFA', '123456');
      await send(page);
    },
    goOn: async ({ page }) => {
      await answerAs(answerForm(page, 'SOFTWARE_TOKEN_MFA'), 'SOFTWARE_TOKEN_MFA');
      await finishAnn(page);
    },
  },
  {
    code: 'EnableSoftwareTokenMFAException',
    by: 'a wrong code at the set-up of TOTP',
    message: 'Code mismatch',
    status: 400,
    offers: ['Try again'],
    provoke: async ({ page }) => {
      await startSeeded(page, 'gus');
      await proveThePassword(page);
      const form = await expectAsked(page, 'MFA_SETUP');
      await form.getByRole('button', { name: 'Get a secret' }).click();
      // The form is ready for the code once the secret is there.
      await expect(page.getByRole('option', { name: /AssociateSoftwareToken, done/ })).toBeVisible();
      await form.getByRole('textbox', { name: 'Code' }).fill('000000');
      await form.getByRole('button', { name: 'Verify the code' }).click();
    },
    goOn: async ({ page }) => {
      await act(page, 'Try again');
      const form = answerForm(page, 'MFA_SETUP');
      await form.getByRole('button', { name: /^Use the live TOTP code/ }).click();
      await form.getByRole('button', { name: 'Verify the code' }).click();
      await page.getByRole('option', { name: /VerifySoftwareToken, .*done/ }).waitFor();
      await send(page);
      await expectTokens(page, 'gus');
    },
  },
];
