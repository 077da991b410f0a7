import { cataloguedChallenges } from '../support/catalogues.ts';
import { expect, type Stage, test } from '../support/shared.ts';
import {
  answerAs,
  choose,
  expectAsked,
  expectChain,
  expectTokens,
  proveThePassword,
  send,
  startSeeded,
  useSentCode,
} from '../support/steps.ts';

// Each of Cognito's challenges, stepped to tokens by mouse on the sandbox: one story each.

type Steps = (stage: Stage) => Promise<void>;

const stories: Readonly<Record<string, Steps>> = {
  PASSWORD_VERIFIER: async ({ page }) => {
    await startSeeded(page, 'bob');
    await proveThePassword(page);
    await expectTokens(page, 'bob');
    await expectChain(page, [
      'Step 1, USER_SRP_AUTH, next PASSWORD_VERIFIER',
      'Step 2, PASSWORD_VERIFIER, tokens received',
    ]);
  },
  SOFTWARE_TOKEN_MFA: async ({ page }) => {
    await startSeeded(page, 'ann');
    await proveThePassword(page);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await send(page);
    await expectTokens(page, 'ann');
  },
  SMS_MFA: async ({ page }) => {
    await startSeeded(page, 'pam');
    await useSentCode(page, await expectAsked(page, 'SMS_MFA'));
    await expectTokens(page, 'pam');
  },
  EMAIL_OTP: async ({ page }) => {
    await startSeeded(page, 'eva');
    await choose(await expectAsked(page, 'SELECT_CHALLENGE'), 'First factor', 'EMAIL_OTP');
    await send(page);
    await useSentCode(page, await expectAsked(page, 'EMAIL_OTP'));
    await expectTokens(page, 'eva');
  },
  'EMAIL_OTP as second factor': async ({ page }) => {
    await startSeeded(page, 'liz');
    await proveThePassword(page);
    await useSentCode(page, await expectAsked(page, 'EMAIL_OTP'));
    await expectTokens(page, 'liz');
  },
  SMS_OTP: async ({ page }) => {
    await startSeeded(page, 'gil');
    await choose(await expectAsked(page, 'SELECT_CHALLENGE'), 'First factor', 'SMS_OTP');
    await send(page);
    await useSentCode(page, await expectAsked(page, 'SMS_OTP'));
    await expectTokens(page, 'gil');
  },
  SELECT_MFA_TYPE: async ({ page }) => {
    await startSeeded(page, 'mel');
    await proveThePassword(page);
    await choose(await expectAsked(page, 'SELECT_MFA_TYPE'), 'Second factor', 'EMAIL_OTP');
    await send(page);
    await useSentCode(page, await expectAsked(page, 'EMAIL_OTP'));
    await expectTokens(page, 'mel');
  },
  MFA_SETUP: async ({ page }) => {
    await startSeeded(page, 'gus');
    await proveThePassword(page);
    const form = await expectAsked(page, 'MFA_SETUP');
    await form.getByRole('button', { name: 'Get a secret' }).click();
    // The console holds the new secret: its code is in the field.
    await form.getByRole('button', { name: 'Verify the code' }).click();
    await expect(page.getByRole('option', { name: /VerifySoftwareToken, done/ })).toBeVisible();
    await send(page);
    await expectTokens(page, 'gus');
  },
  NEW_PASSWORD_REQUIRED: async ({ page }) => {
    await startSeeded(page, 'eli');
    await proveThePassword(page);
    const form = await expectAsked(page, 'NEW_PASSWORD_REQUIRED');
    await form.getByLabel('New password', { exact: true }).fill('Better-horse-2');
    await send(page);
    await expectTokens(page, 'eli');
  },
  CUSTOM_CHALLENGE: async ({ page }) => {
    await startSeeded(page, 'vic');
    await proveThePassword(page);
    await expectAsked(page, 'CUSTOM_CHALLENGE');
    await send(page);
    await expectTokens(page, 'vic');
  },
  SELECT_CHALLENGE: async ({ page }) => {
    await startSeeded(page, 'ian');
    await choose(await expectAsked(page, 'SELECT_CHALLENGE'), 'First factor', 'PASSWORD_SRP');
    await send(page);
    await proveThePassword(page);
    await expectTokens(page, 'ian');
  },
  PASSWORD: async ({ page }) => {
    await startSeeded(page, 'ian');
    await answerAs(await expectAsked(page, 'SELECT_CHALLENGE'), 'PASSWORD');
    await send(page);
    await expectTokens(page, 'ian');
  },
  PASSWORD_SRP: async ({ page }) => {
    await startSeeded(page, 'ian');
    await answerAs(await expectAsked(page, 'SELECT_CHALLENGE'), 'PASSWORD_SRP');
    await send(page);
    await proveThePassword(page);
    await expectTokens(page, 'ian');
  },
  WEB_AUTHN: async ({ page }) => {
    await startSeeded(page, 'pia');
    await choose(await expectAsked(page, 'SELECT_CHALLENGE'), 'First factor', 'WEB_AUTHN');
    await send(page);
    await expectAsked(page, 'WEB_AUTHN');
    await send(page);
    await expectTokens(page, 'pia');
  },
  DEVICE_SRP_AUTH: async ({ page }) => {
    await signInOnConfirmedDevice(page);
    await expectAsked(page, 'DEVICE_SRP_AUTH');
    await send(page);
    await expectAsked(page, 'DEVICE_PASSWORD_VERIFIER');
    await send(page);
    await expectTokens(page, 'ada');
    await expectChain(page, [
      'Step 1, USER_SRP_AUTH, next PASSWORD_VERIFIER',
      'Step 2, PASSWORD_VERIFIER, next DEVICE_SRP_AUTH',
      'Step 3, DEVICE_SRP_AUTH, next DEVICE_PASSWORD_VERIFIER',
      'Step 4, DEVICE_PASSWORD_VERIFIER, tokens received',
    ]);
  },
  DEVICE_PASSWORD_VERIFIER: async ({ page }) => {
    await signInOnConfirmedDevice(page);
    await expectAsked(page, 'DEVICE_SRP_AUTH');
    await send(page);
    const form = await expectAsked(page, 'DEVICE_PASSWORD_VERIFIER');
    // The password ConfirmDevice registered is kept, and proved: nothing is typed.
    await expect(form).toContainText('kept: Countersign in the vault');
    await send(page);
    await expectTokens(page, 'ada');
  },
  ADMIN_NO_SRP_AUTH: async ({ page }) => {
    const { answerable, help } = named('ADMIN_NO_SRP_AUTH');
    expect(answerable).toBe(false);
    await startSeeded(page, 'pam');
    const form = await expectAsked(page, 'SMS_MFA');
    await answerAs(form, 'ADMIN_NO_SRP_AUTH');
    await expect(form).toContainText(help);
    await send(page);
    await expect(page.getByRole('region', { name: 'InvalidParameterException' }).first()).toContainText(
      'ADMIN_NO_SRP_AUTH',
    );
    // It costs nothing: the challenge that was asked is answered with the same Session.
    await answerAs(form, 'SMS_MFA');
    await useSentCode(page, form);
    await expectTokens(page, 'pam');
  },
};

for (const [title, steps] of Object.entries(stories)) test(title, ({ stage }) => steps(stage));

test('no challenge is without a story', () => {
  expect(cataloguedChallenges()).toHaveLength(16);
  for (const { name, answerable } of cataloguedChallenges()) {
    expect(Object.keys(stories)).toContain(name);
    expect(answerable, name).toBe(name !== 'ADMIN_NO_SRP_AUTH');
  }
});

function named(name: string) {
  const found = cataloguedChallenges().find((challenge) => challenge.name === name);
  if (found === undefined) throw new Error(`The catalogue has no ${name}.`);
  return found;
}

/** ada's second sign-in: the first one confirmed the device. */
async function signInOnConfirmedDevice(page: Stage['page']): Promise<void> {
  await startSeeded(page, 'ada');
  await proveThePassword(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await send(page);
  const tokens = await expectTokens(page, 'ada');
  await tokens.getByRole('button', { name: 'Confirm this device' }).click();
  await expect(page.getByRole('option', { name: /ConfirmDevice, done/ })).toBeVisible();
  await page.getByRole('button', { name: 'Start again' }).first().click();
  await proveThePassword(page);
}
