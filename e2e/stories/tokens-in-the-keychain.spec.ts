import { expect, test } from '../support/console.ts';
import { accountsIn, keychainEntries } from '../support/keychain.ts';
import { expectAsked, expectTokens, goTo, reveal, send, startSeeded } from '../support/steps.ts';

const webClient = '4k2p7v9m1x6c8b3n5q0z2l7t4h';
const bob = `tokens:sandbox:${webClient}:bob`;

test('tokens are in the keychain, survive a restart, and are gone after sign-out', async ({
  console: { page },
  relaunch,
}) => {
  let idToken = '';
  await test.step('another program finds them', async () => {
    expect(keychainEntries()).toEqual([]);
    await startSeeded(page, 'bob');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await send(page);
    const tokens = await expectTokens(page, 'bob');
    idToken = await reveal(tokens, 'IdToken');
    expect(idToken).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);

    const entries = keychainEntries();
    expect(accountsIn(entries)).toEqual(['history:key', 'index', bob]);
    const stored = storedTokens();
    expect(stored).toMatchObject({ v: 1, username: 'bob', IdToken: idToken });
    expect(claimsOf(stored['AccessToken'])).toMatchObject({ username: 'bob', client_id: webClient });
  });

  await test.step('they are there after a restart', async () => {
    ({ page } = await relaunch());
    await expect(page.getByRole('heading', { name: 'Step a sign-in now' })).toBeVisible();
    await goTo(page, '2', 'Tokens');
    const tokens = await expectTokens(page, 'bob');
    expect(await reveal(tokens, 'IdToken')).toBe(idToken);
    expect(storedTokens()).toMatchObject({ IdToken: idToken });
  });
});

test('signed-out tokens leave the vault and the service; revoked ones refuse to refresh', async ({
  console: { page },
}) => {
  await test.step('refresh brings new ones and keeps the refresh token', async () => {
    await startSeeded(page, 'ivy');
    await expectTokens(page, 'ivy');
    const before = storedTokens();
    await page.getByRole('main').getByRole('button', { name: 'Refresh', exact: true }).click();
    await expect(page.getByRole('main').getByRole('option', { name: /REFRESH|GetTokens/ })).toContainText(
      /REFRESH_TOKEN_AUTH|GetTokensFromRefreshToken/,
    );
    await expect.poll(() => storedTokens()['AccessToken']).not.toBe(before['AccessToken']);
    expect(storedTokens()['RefreshToken']).toBe(before['RefreshToken']);
  });

  await test.step('a revoked refresh token brings no more', async () => {
    await goTo(page, '2', 'Tokens');
    const tokens = await expectTokens(page, 'ivy');
    await tokens.getByRole('button', { name: 'More for these tokens' }).click();
    await page.getByRole('menuitem', { name: /Revoke the refresh token/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await expect(page.getByRole('option', { name: /RevokeToken/ })).toBeVisible();
    await goTo(page, '2', 'Tokens');
    await tokens.getByRole('button', { name: 'Refresh', exact: true }).click();
    await expect(page.getByRole('region', { name: 'NotAuthorizedException' }).first()).toBeVisible();
  });

  await test.step('sign-out asks first, then no token is left in the keychain', async () => {
    await goTo(page, '2', 'Tokens');
    const tokens = await expectTokens(page, 'ivy');
    await tokens.getByRole('button', { name: 'Sign out' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign out everywhere' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(accountsIn(keychainEntries())).toHaveLength(3);
    await tokens.getByRole('button', { name: 'Sign out' }).click();
    await dialog.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('option', { name: /GlobalSignOut/ })).toBeVisible();
    // What the history is sealed with stays with it.
    await expect.poll(() => accountsIn(keychainEntries())).toEqual(['history:key', 'index']);
    await goTo(page, '2', 'Tokens');
    await expect(page.getByRole('heading', { name: 'No tokens yet' })).toBeVisible();
  });
});

function storedTokens(): Record<string, string> {
  const entry = keychainEntries().find(({ account }) => account.startsWith('tokens:'));
  return JSON.parse(entry?.secret ?? '{}') as Record<string, string>;
}

function claimsOf(jwt: string | undefined): unknown {
  return JSON.parse(Buffer.from(jwt?.split('.')[1] ?? '', 'base64url').toString('utf8'));
}
