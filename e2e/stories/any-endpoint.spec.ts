import { createHmac } from 'node:crypto';
import { CANARIES } from '../canaries.ts';
import { ask, valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { keychainEntries } from '../support/keychain.ts';
import {
  expectAsked,
  expectTokens,
  fillTarget,
  inspect,
  newChain,
  requestJson,
  rows,
  send,
} from '../support/steps.ts';

interface Sandbox {
  readonly endpoint: string;
  readonly pools: readonly {
    readonly userPoolId: string;
    readonly clients: readonly { readonly clientId: string; readonly clientSecret?: string }[];
  }[];
}

test('any Cognito endpoint: added by hand, with a client secret, and signed in there', async ({
  console: { page },
}) => {
  // Of the sandbox only its address and public ids are used: to the console it is an endpoint like any other.
  const sandbox = await valueOf<Sandbox>(page, 'sandbox.start');
  const pool = sandbox.pools[0];
  const client = pool?.clients.find(({ clientSecret }) => clientSecret !== undefined);
  const secret = client?.clientSecret ?? '';

  await test.step('the region is filled from the pool id, the connection checked', async () => {
    const form = await fillTarget(page, {
      name: 'By hand',
      userPoolId: pool?.userPoolId ?? '',
      clientId: client?.clientId ?? '',
      clientSecret: secret,
      endpoint: sandbox.endpoint,
    });
    await expect(form.getByRole('textbox', { name: 'Region' })).toHaveValue('eu-west-1');
    await form.getByRole('button', { name: 'Check connection' }).click();
    await expect(form).toContainText('Cognito answers here and knows this app client.');
    await form.getByRole('textbox', { name: 'App client ID' }).fill('nosuchclient');
    await form.getByRole('button', { name: 'Check connection' }).click();
    await expect(form).toContainText('does not know this app client ID');
    await form.getByRole('textbox', { name: 'App client ID' }).fill(client?.clientId ?? '');
    await form.getByRole('button', { name: 'Add target' }).click();
    await page.getByRole('button', { name: 'New chain here' }).click();
  });

  await test.step('the first request shows its SECRET_HASH and whose name went in', async () => {
    await newChain(page, 'USER_SRP_AUTH');
    await page.getByRole('textbox', { name: 'Username' }).fill('hal');
    await page.getByLabel('Password', { exact: true }).fill('Correct-horse-1');
    const computed = page.getByRole('listitem').filter({ hasText: 'SECRET_HASH' });
    await expect(computed).toContainText('hal');
    expect(await requestJson(page)).toMatchObject({
      ClientId: client?.clientId,
      AuthParameters: { USERNAME: 'hal', SECRET_HASH: expect.stringMatching(/^.{4}… 44 chars$/) },
    });
    await send(page);
    await expectAsked(page, 'PASSWORD_VERIFIER');
  });

  await test.step('the hash that was sent is the right one', async () => {
    await rows(page).first().click();
    await inspect(page, 'Request');
    const [{ chainId }] = await valueOf<[{ chainId: string }]>(page, 'chains.list');
    const events = await valueOf<{ stepId?: string }[]>(page, 'chain.events', { chainId });
    const sent = await ask(page, 'secret.reveal', {
      chainId,
      stepId: events[1]?.stepId,
      side: 'request',
      pointer: '/AuthParameters/SECRET_HASH',
    });
    const hash = createHmac('sha256', secret).update(`hal${client?.clientId}`).digest('base64');
    expect(sent).toEqual({ ok: true, value: { value: hash } });
  });

  await test.step('the password typed at the start is kept for the proof', async () => {
    const form = await expectAsked(page, 'PASSWORD_VERIFIER');
    await expect(form).toContainText('kept: typed at the start');
    await send(page);
    await expectTokens(page, 'hal');
    expect(keychainEntries().find(({ account }) => account.startsWith('target:'))?.secret).toBe(secret);
  });

  await test.step('a wrong client secret is told from a wrong password', async () => {
    await page.keyboard.press('Control+4');
    await page.getByRole('link', { name: /^By hand/ }).click();
    await page.getByLabel('Client secret', { exact: true }).fill(CANARIES.clientSecret);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await newChain(page, 'USER_PASSWORD_AUTH');
    await page.getByRole('textbox', { name: 'Username' }).fill('hal');
    await page.getByLabel('Password', { exact: true }).fill(CANARIES.password);
    await send(page);
    const card = page.getByRole('region', { name: 'NotAuthorizedException' }).first();
    await expect(card).toContainText('SECRET_HASH does not fit');
  });
});
