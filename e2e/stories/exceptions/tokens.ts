import { expect } from '@playwright/test';
import { valueOf } from '../../support/bridge.ts';
import type { Stage } from '../../support/shared.ts';
import { act, expectTokens, proveThePassword, send, startSeeded } from '../../support/steps.ts';
import { rule, TOLD } from './by-rule.ts';
import { annToTotp, CLIENTS, type ErrorStory, newChainOn, signInWith } from './story.ts';

// Operations on tokens that came: refresh, revocation, the device.

/** A refresh token can't be revoked; it stays where it is. */
function atRevoking(code: string, offers: readonly string[]): ErrorStory {
  return {
    code,
    by: 'a rule at RevokeToken',
    message: TOLD,
    status: 400,
    offers,
    provoke: async (stage) => {
      await rule(stage, `RevokeToken times=1 -> ${code} "${TOLD}"`);
      await startSeeded(stage.page, 'ivy');
      await revokeTokens(stage, 'ivy');
    },
    goOn: ({ page }) => openTokens(page, 'ivy'),
  };
}

/** Revokes the refresh token of a chain that has just ended. */
async function revokeTokens({ page }: Stage, username: string): Promise<void> {
  const set = await expectTokens(page, username);
  await set.getByRole('button', { name: 'More for these tokens' }).click();
  await page.getByRole('menuitem', { name: 'Revoke the refresh token' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Revoke/ })
    .click();
}

/** The tokens page still has them. */
async function openTokens(page: Stage['page'], username: string): Promise<void> {
  await act(page, 'Open the tokens');
  await expectTokens(page, username);
}

export const tokenErrors: readonly ErrorStory[] = [
  {
    code: 'UnsupportedOperationException',
    by: 'RevokeToken where the client has revocation off',
    message: 'Token revocation is not enabled for this client.',
    status: 400,
    offers: ['Open the sandbox', 'Open the tokens'],
    provoke: async (stage) => {
      await newChainOn(stage.page, CLIENTS.legacy, 'USER_PASSWORD_AUTH');
      await signInWith(stage.page, 'bob');
      await revokeTokens(stage, 'bob');
    },
    goOn: ({ page }) => openTokens(page, 'bob'),
  },
  {
    code: 'RefreshTokenReuseException',
    by: 'a refresh token that rotation had replaced',
    message: 'Refresh token has already been used.',
    status: 400,
    offers: ['Sign in again', 'Start again'],
    provoke: async ({ page, control }: Stage) => {
      await startSeeded(page, 'ray');
      await proveThePassword(page);
      await (await expectTokens(page, 'ray')).getByRole('button', { name: 'Refresh' }).click();
      await page.getByRole('option', { name: /GetTokensFromRefreshToken, tokens received/ }).waitFor();
      await expectTokens(page, 'ray');
      await control('POST', 'clock', { advanceSeconds: 60 });
      await page.getByRole('button', { name: 'Start again', exact: true }).click();
    },
    goOn: async ({ page }) => {
      await act(page, 'Sign in again');
      await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue('ray');
      await send(page);
      await proveThePassword(page);
      await expectTokens(page, 'ray');
    },
  },
  {
    code: 'DeviceKeyExistsException',
    by: 'a device that is confirmed already',
    message: 'Device key already exists.',
    status: 400,
    offers: [],
    provoke: async ({ page }) => {
      await startSeeded(page, 'ada');
      await annToTotp(page);
      await send(page);
      const tokens = await expectTokens(page, 'ada');
      await tokens.getByRole('button', { name: 'Confirm this device' }).click();
      await page.getByRole('option', { name: /ConfirmDevice, .*done/ }).waitFor();
      await tokens.getByRole('button', { name: 'Run again' }).click();
    },
    goOn: async ({ page }) => {
      await expectTokens(page, 'ada');
      expect(await valueOf<unknown[]>(page, 'tokens.list')).toHaveLength(1);
    },
  },
  atRevoking('UnauthorizedException', ['Open the sandbox', 'Open the tokens']),
  atRevoking('UnsupportedTokenTypeException', ['Open the tokens']),
  {
    code: 'UsernameExistsException',
    by: 'a rule at ConfirmDevice',
    message: TOLD,
    status: 400,
    offers: [],
    provoke: async (stage) => {
      const { page } = stage;
      await rule(stage, `ConfirmDevice times=1 -> UsernameExistsException "${TOLD}"`);
      await startSeeded(page, 'ada');
      await annToTotp(page);
      await send(page);
      const tokens = await expectTokens(page, 'ada');
      await tokens.getByRole('button', { name: 'Confirm this device' }).click();
    },
    goOn: async ({ page }) => {
      const tokens = await expectTokens(page, 'ada');
      await tokens.getByRole('button', { name: 'Confirm this device' }).click();
      await page.getByRole('option', { name: /ConfirmDevice, .*done/ }).waitFor();
    },
  },
];
