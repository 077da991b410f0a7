import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANARIES } from '../canaries.ts';
import { expect, test } from '../support/console.ts';
import { accountsIn, keychainEntries } from '../support/keychain.ts';
import { closedPort } from '../support/server.ts';
import { addTarget, goTo } from '../support/steps.ts';

test('a client secret is in the keychain, survives a restart, and is gone with its target', async ({
  console: { page, userData },
  relaunch,
}) => {
  await addTarget(page, {
    name: 'Staging',
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${await closedPort()}`,
    clientId: 'a1b2c3d4e5f6g7h8',
    clientSecret: CANARIES.clientSecret,
  });

  await test.step('another program finds it; the file of targets does not hold it', async () => {
    const entries = keychainEntries();
    expect(accountsIn(entries)).toEqual([
      'index',
      expect.stringMatching(/^target:[0-9a-f-]{36}:client-secret$/),
    ]);
    expect(entries.map((entry) => entry.secret)).toContain(CANARIES.clientSecret);
    const targets = readFileSync(join(userData, 'targets.json'), 'utf8');
    expect(targets).toContain('a1b2c3d4e5f6g7h8');
    expect(targets).not.toContain(CANARIES.clientSecret);
  });

  await test.step('after a restart it is still there, and the form says so without showing it', async () => {
    ({ page } = await relaunch());
    await expect(page.getByRole('heading', { name: 'Step a sign-in now' })).toBeVisible();
    await goTo(page, '4', 'Targets');
    await page.getByRole('link', { name: /^Staging/ }).click();
    const secret = page.getByLabel('Client secret', { exact: true });
    await expect(secret).toHaveValue('');
    await expect(page.getByText('One is stored. Leave empty to keep it.')).toBeVisible();
    expect(keychainEntries().map((entry) => entry.secret)).toContain(CANARIES.clientSecret);
  });

  await test.step('removing the target removes it', async () => {
    await page.getByRole('main').getByRole('button', { name: 'Remove', exact: true }).last().click();
    await page
      .getByRole('dialog', { name: 'Remove Staging' })
      .getByRole('button', { name: 'Remove target' })
      .click();
    await expect(page.getByRole('link', { name: /^Staging/ })).toHaveCount(0);
    await expect.poll(keychainEntries).toEqual([]);
  });
});
