import type { Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/shared.ts';
import {
  addTarget,
  expectAsked,
  newChain,
  proveThePassword,
  rows,
  send,
  startSeeded,
} from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

const why = (page: Page, name: string) => page.getByRole('region', { name: `Why ${name}?` });

test('why this challenge, read from the sandbox’s pool and user', async ({ stage }) => {
  const { page } = stage;
  await startSeeded(page, 'dee');
  await proveThePassword(page);
  await expectAsked(page, 'SELECT_MFA_TYPE');

  await test.step('one key opens it, and the focus is there', async () => {
    await page.keyboard.press('Control+Shift+Y');
    await expect(page.getByRole('heading', { name: 'Why SELECT_MFA_TYPE?' })).toBeFocused();
  });

  const section = why(page, 'SELECT_MFA_TYPE');
  await expect(section).toContainText('Read from the sandbox’s pool, client and user.');
  await expect(section).toContainText('SMS_MFA, SOFTWARE_TOKEN_MFA are usable, and none is preferred.');
  await expect(section).toContainText('MFA is optional in the pool, and this user has it on.');
  await expect(section.getByText('can’t know')).toHaveCount(0);
  await expect(section).toContainText('Expected');

  for (const theme of ['dark', 'light'] as const) {
    await useTheme(stage, theme);
    // A page that still reads its chain has no key for it.
    await expectAsked(page, 'SELECT_MFA_TYPE');
    await page.keyboard.press('Control+Shift+Y');
    await expect(page.getByRole('heading', { name: 'Why SELECT_MFA_TYPE?' })).toBeFocused();
    await picture(stage, `why-${theme}`);
  }

  await test.step('a name leads to its page', async () => {
    await section.getByRole('link', { name: 'SELECT_MFA_TYPE' }).click();
    await expect(page.getByRole('heading', { name: 'SELECT_MFA_TYPE', level: 2 })).toBeVisible();
  });
});

test('what came otherwise than expected is said', async ({ stage: { page, control } }) => {
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await rows(page).first().click();
  await page.keyboard.press('Control+Shift+Y');
  await expect(why(page, 'PASSWORD_VERIFIER')).toContainText('The user exists.');

  // The user is changed by somebody else while the challenge waits for a look.
  const { users } = await control<{ users: { Username: string }[] }>('GET', 'users/eu-west-1_Kq7Zt2mXa');
  const bob = users.find(({ Username }) => Username === 'bob');
  await control('PUT', 'users/eu-west-1_Kq7Zt2mXa', { ...bob, UserStatus: 'FORCE_CHANGE_PASSWORD' });
  await page.keyboard.press('Control+1');
  await startSeeded(page, 'bob');
  await proveThePassword(page);
  await expectAsked(page, 'NEW_PASSWORD_REQUIRED');
  await page.keyboard.press('Control+Shift+Y');
  await expect(why(page, 'NEW_PASSWORD_REQUIRED')).toContainText('FORCE_CHANGE_PASSWORD');
});

test('elsewhere it reads the chain, and says what it can’t know', async ({ stage: { page } }) => {
  // A target that names no pool: nothing tells the console more than what travels.
  const info = await valueOf<{ endpoint: string; pools: { clients: { clientId: string }[] }[] }>(
    page,
    'sandbox.start',
  );
  const clientId = info.pools[0]?.clients[0]?.clientId ?? '';
  await addTarget(page, { name: 'Elsewhere', clientId, endpoint: info.endpoint, region: 'eu-west-1' });
  await newChain(page, 'USER_SRP_AUTH');
  await page.getByRole('textbox', { name: 'Username' }).fill('nobody');
  await page.getByLabel('Password', { exact: true }).fill('Correct-horse-1');
  await send(page);
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await expect(rows(page).last()).toContainText('may be simulated');

  await page.keyboard.press('Control+Shift+Y');
  const section = why(page, 'PASSWORD_VERIFIER');
  await expect(section).toContainText('Read from the chain only');
  await expect(section.getByText('can’t know')).toHaveCount(1);
  await expect(section).toContainText('DescribeUserPoolClient would tell; it needs AWS credentials.');
  await removeElsewhere(page);
});

test('elsewhere it reads pool, client and user with the service’s own operations', async ({
  stage: { page },
}) => {
  const info = await valueOf<{
    endpoint: string;
    pools: { userPoolId: string; clients: { clientId: string }[] }[];
  }>(page, 'sandbox.start');
  const [pool] = info.pools;
  await addTarget(page, {
    name: 'Elsewhere',
    clientId: pool?.clients[0]?.clientId ?? '',
    endpoint: info.endpoint,
    region: 'eu-west-1',
    userPoolId: pool?.userPoolId ?? '',
  });
  await newChain(page, 'USER_SRP_AUTH');
  await page.getByRole('textbox', { name: 'Username' }).fill('nobody');
  await page.getByLabel('Password', { exact: true }).fill('Correct-horse-1');
  await send(page);
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await page.keyboard.press('Control+Shift+Y');
  const section = why(page, 'PASSWORD_VERIFIER');
  await expect(section).toContainText('with AWS credentials');
  await expect(section).toContainText('Nobody has this name.');
  await expect(section.getByText('can’t know')).toHaveCount(0);
  await removeElsewhere(page);
});

/** The console is shared with other stories: the sandbox's own target is theirs again. */
async function removeElsewhere(page: Page): Promise<void> {
  const targets = await valueOf<{ id: string; name: string }[]>(page, 'targets.list');
  await valueOf(page, 'target.remove', { id: targets.find(({ name }) => name === 'Elsewhere')?.id });
}
