import type { Page } from '@playwright/test';
import { CANARIES } from '../canaries.ts';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { reload } from '../support/launch.ts';
import {
  answerForm,
  expectAsked,
  expectChain,
  expectTokens,
  inspect,
  newChain,
  requestJson,
  send,
  showText,
} from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

const SERVER = 'sandbox · MFA optional · server, with a secret';

const asAdmin = (page: Page) => page.getByRole('checkbox', { name: 'As admin', exact: true });
const target = (page: Page) => page.getByRole('combobox', { name: 'Target', exact: true });
const flow = (page: Page) => page.getByRole('combobox', { name: 'Flow', exact: true });

interface Sandbox {
  readonly endpoint: string;
  readonly pools: readonly { userPoolId: string; clients: { clientId: string }[] }[];
}

async function fillAnn(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Username' }).fill('ann');
  await page.getByLabel('Password', { exact: true }).fill('Correct-horse-1');
}

/** A new chain at the server's app client, where an administrator is at home. */
async function newAdminChain(page: Page): Promise<void> {
  await newChain(page, 'USER_PASSWORD_AUTH');
  await target(page).selectOption({ label: SERVER });
  await asAdmin(page).check();
}

test('a sign-in as administrator, from the switch to its tokens', async ({ console: opened }) => {
  const { page } = opened;
  await useTheme(opened, 'dark');
  await valueOf(page, 'sandbox.start', {});
  await newChain(page, 'USER_PASSWORD_AUTH');
  await target(page).selectOption({ label: SERVER });
  await page.getByRole('textbox', { name: 'Username' }).fill('ann');

  await test.step('the switch brings the flow of the other side, and keeps what was typed', async () => {
    await asAdmin(page).check();
    await expect(flow(page)).toHaveValue('ADMIN_USER_PASSWORD_AUTH');
    await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue('ann');
    await expect(flow(page).getByRole('option', { name: /^USER_PASSWORD_AUTH/ })).toHaveCount(0);
    await expect.poll(async () => Object.keys(await requestJson(page))).toContain('UserPoolId');
  });

  await test.step('what the server knows of the user’s request goes along, as a form and as JSON', async () => {
    await page.getByLabel('Password', { exact: true }).fill(CANARIES.password);
    await page.getByRole('button', { name: /^More members/ }).click();
    const context = page.getByRole('group', { name: 'ContextData' });
    await context.getByRole('textbox', { name: 'IpAddress' }).fill('203.0.113.9');
    await context.getByRole('textbox', { name: 'ServerName' }).fill('app.example.com');
    await context.getByRole('textbox', { name: 'ServerPath' }).fill('/sign-in');
    await context.getByRole('textbox', { name: 'HttpHeaders: key 1' }).fill('User-Agent');
    await context.getByRole('textbox', { name: 'HttpHeaders: value of User-Agent' }).fill('a browser');
    await expect
      .poll(async () => (await requestJson(page))['ContextData'])
      .toEqual({
        ...{ IpAddress: '203.0.113.9', ServerName: 'app.example.com', ServerPath: '/sign-in' },
        HttpHeaders: [{ headerName: 'User-Agent', headerValue: 'a browser' }],
      });
    await picture(opened, 'as-admin-context-dark');
  });

  await test.step('the signature is told of before it is made', async () => {
    await expect(page.getByText('Signed when it goes, with made-up credentials')).toBeVisible();
    await showText(page, 'Exact bytes');
    const wire = page.getByRole('region', { name: 'Request as it goes out' });
    await expect(wire).toContainText('authorization: signed when it goes');
    await expect(wire).toContainText('AWSCognitoIdentityProviderService.AdminInitiateAuth');
    await page.getByRole('heading', { name: 'New chain' }).scrollIntoViewIfNeeded();
    await picture(opened, 'as-admin-bytes-dark');
    // Another look is a page of its own: what was typed is gone with the old one, the switch is not.
    await useTheme(opened, 'light');
    await newChain(page, 'ADMIN_USER_PASSWORD_AUTH');
    await fillAnn(page);
    await expect(wire).toContainText('"USERNAME":"ann"');
    await picture(opened, 'as-admin-bytes-light');
    await showText(page, 'JSON');
  });

  await test.step('every answer goes the same way, to the tokens', async () => {
    await send(page);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await expect(page.getByRole('main').getByText('as admin', { exact: true })).toBeVisible();
    await expect.poll(async () => Object.keys(await requestJson(page))).toContain('UserPoolId');
    await picture(opened, 'as-admin-answer-light');
    await useTheme(opened, 'dark');
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await picture(opened, 'as-admin-answer-dark');
    await send(page);
    await expectTokens(page, 'ann');
    await expectChain(page, [
      'Step 1, ADMIN_USER_PASSWORD_AUTH, next SOFTWARE_TOKEN_MFA',
      'Step 2, SOFTWARE_TOKEN_MFA, tokens received',
    ]);
    await page.getByRole('option', { name: /^Step 2/ }).click();
    const sent = await inspect(page, 'Headers');
    await expect(sent).toContainText('AWSCognitoIdentityProviderService.AdminRespondToAuthChallenge');
    await expect(sent).not.toContainText('AWS4-HMAC');
  });

  await test.step('started again it is one, too', async () => {
    await page.getByRole('button', { name: 'Start again' }).click();
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await expect(page.getByRole('main').getByText('as admin', { exact: true })).toBeVisible();
  });
});

test('the switch is kept for each target', async ({ console: { page } }) => {
  await valueOf(page, 'sandbox.start', {});
  await newAdminChain(page);
  await target(page).selectOption({ label: 'sandbox · MFA optional · web' });
  await expect(asAdmin(page)).not.toBeChecked();
  await expect(flow(page)).toHaveValue('USER_PASSWORD_AUTH');
  await reload(page);
  await newChain(page, 'USER_SRP_AUTH');
  await target(page).selectOption({ label: SERVER });
  await expect(asAdmin(page)).toBeChecked();
  await expect(flow(page)).toHaveValue('USER_SRP_AUTH');
  // It has a key of its own.
  await page.keyboard.press('Control+Alt+Shift+M');
  await expect(asAdmin(page)).not.toBeChecked();
});

test('without credentials nothing is begun', async ({ console: { page } }) => {
  const { endpoint, pools } = await valueOf<Sandbox>(page, 'sandbox.start', {});
  const [pool] = pools;
  await valueOf(page, 'target.save', {
    ...{ name: 'Shop', region: 'eu-west-1', endpoint, userPoolId: pool?.userPoolId ?? '' },
    ...{ clientId: pool?.clients[0]?.clientId ?? '', fips: false, profile: 'nobody-has-this' },
    ...{ color: 'none', production: false, sessionMinutes: 3 },
  });
  await newChain(page, 'USER_PASSWORD_AUTH');
  await target(page).selectOption({ label: 'Shop' });
  await asAdmin(page).check();
  await fillAnn(page);
  await expect(page.getByText('Signed when it goes, with the profile nobody-has-this')).toBeVisible();
  await send(page);
  await expect(
    page
      .getByText(/nobody-has-this/)
      .filter({ hasNotText: 'Signed when' })
      .first(),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'New chain', level: 1 })).toBeVisible();
  expect(await valueOf(page, 'chains.list', {})).toEqual([]);
});

test('an answer may go the other way on purpose, and the refusal says why', async ({ console: { page } }) => {
  await valueOf(page, 'sandbox.start', {});
  await valueOf(page, 'sandbox.changeSettings', { settings: { mixAdminSessions: false } });
  await newAdminChain(page);
  await fillAnn(page);
  await send(page);
  const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await form.getByRole('button', { name: /^More members/ }).click();
  await form.getByRole('checkbox', { name: 'Answer as admin' }).uncheck();
  await expect.poll(async () => Object.keys(await requestJson(page))).not.toContain('UserPoolId');
  await send(page);
  await expect(page.getByRole('main')).toContainText('NotAuthorizedException');
  await expect(page.getByRole('main')).toContainText('A sign-in of one kind is answered by the other');
  await expect(answerForm(page, 'SOFTWARE_TOKEN_MFA')).toBeVisible();
});
