import { readdirSync } from 'node:fs';
import { ask } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { expectAsked, expectTokens, goTo, send, startSeeded } from '../support/steps.ts';
import { CANARIES } from '../canaries.ts';

test.use({ environment: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' } });

test('without a keychain: a clear state, memory only when chosen, never a file', async ({
  console: { page, userData },
  relaunch,
}) => {
  const banner = page.getByRole('region', { name: 'No keychain.' });
  await test.step('the window says what is wrong and what helps', async () => {
    await expect(banner).toContainText('No Secret Service answers on this computer.');
    await expect(banner).toContainText('Start a keyring');
    await expect(page.getByRole('contentinfo')).toContainText('no keychain');
    await banner.getByRole('button', { name: 'Try again' }).click();
    await expect(banner).toBeVisible();
  });

  await test.step('a client secret is refused, and nothing is written', async () => {
    const reply = await ask(page, 'target.save', {
      name: 'Nowhere',
      region: 'eu-west-1',
      endpoint: '',
      userPoolId: '',
      clientId: 'a1b2c3d4e5f6g7h8',
      clientSecret: CANARIES.clientSecret,
      fips: false,
      color: 'none',
      production: false,
      sessionMinutes: 3,
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'VAULT_UNAVAILABLE' } });
    expect(readdirSync(userData)).not.toContain('targets.json');
  });

  await test.step('memory, on the person’s choice', async () => {
    await banner.getByRole('button', { name: 'Keep in memory for this run' }).click();
    await expect(banner).toBeHidden();
    await expect(page.getByRole('contentinfo')).toContainText('secrets in memory');
    await startSeeded(page, 'bob');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await send(page);
    await expect(await expectTokens(page, 'bob')).toContainText('in memory only');
  });

  await test.step('gone after a restart', async () => {
    ({ page } = await relaunch());
    await expect(page.getByRole('region', { name: 'No keychain.' })).toBeVisible();
    await goTo(page, '2', 'Tokens');
    await expect(page.getByRole('heading', { name: 'No tokens yet' })).toBeVisible();
  });
});
