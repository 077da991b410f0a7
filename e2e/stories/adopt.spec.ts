import { ask, valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { elsewhere } from '../support/elsewhere.ts';
import { check } from '../support/look.ts';
import { keepPasted } from '../support/paste.ts';
import { answerForm, expectAsked, expectTokens, send, whatComesNext } from '../support/steps.ts';
import { useTheme } from '../support/window.ts';

const PASSWORD = 'Correct-horse-1';
const sent = { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ann', PASSWORD } };

test('an imported sign-in goes on here while its Session lives', async ({ console }) => {
  const { page } = console;
  const app = await elsewhere(page, 'ann');
  await app.call('InitiateAuth', sent);

  const banner = await keepPasted(page, app.asHttp());
  await test.step('it is shown as it came, with the time that is left, and can’t be answered', async () => {
    await expect(banner).toContainText('SOFTWARE_TOKEN_MFA can be answered here');
    await expect(banner.getByRole('timer')).toHaveText(/^2:\d\d$|^3:00$/);
    await expect(answerForm(page, 'SOFTWARE_TOKEN_MFA')).toBeHidden();
    await expect(whatComesNext(page)).toContainText('Adopt the chain to answer it here');
    for (const theme of ['dark', 'light'] as const) {
      await useTheme(console, theme);
      await expect(banner.getByRole('button', { name: 'Adopt' })).toBeVisible();
      await check(console, `imported-${theme}`);
    }
  });

  await test.step('adopted by its key, the countdown runs and the form takes the answer', async () => {
    await page.keyboard.press('Control+Shift+a');
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await expect(page.getByRole('timer', { name: /^Session/ })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Imported, adopted.' })).toContainText('It goes on here');
    await check(console, 'adopted-light');
    await send(page);
    await expectTokens(page, 'ann');
    expect(await valueOf<unknown[]>(page, 'tokens.list')).toHaveLength(1);
  });
});

test('what can’t be adopted says why, and another app client is warned of', async ({ console: { page } }) => {
  const app = await elsewhere(page, 'ann');
  await app.call('InitiateAuth', sent);

  await test.step('a Session that ran out', async () => {
    const banner = await keepPasted(page, app.asDebugOutput(10 * 60_000));
    await expect(banner).toContainText('The Session of SOFTWARE_TOKEN_MFA ran out');
    await expect(banner.getByRole('button', { name: 'Adopt' })).toHaveCount(0);
    await expect(banner.getByRole('button', { name: 'Reproduce' })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Chains', exact: true })).toContainText('expired');
    await expect(whatComesNext(page)).toContainText('Its Session has expired.');
    const [{ chainId } = { chainId: '' }] = await valueOf<{ chainId: string }[]>(page, 'chains.list');
    const targetId = `sandbox:${app.clientId}`;
    expect(await ask(page, 'chain.adopt', { chainId, targetId })).toMatchObject({
      error: { code: 'ADOPT_IMPOSSIBLE' },
    });
  });

  await test.step('a Session of an app client that no target here is', async () => {
    const foreign = app.asHttp().replaceAll(app.clientId, '0foreign0client0of0another0pool');
    const banner = await keepPasted(page, foreign);
    await banner.getByRole('button', { name: 'Adopt' }).click();
    const dialog = page.getByRole('dialog', { name: 'Adopt the chain' });
    await expect(dialog).toContainText('Cognito refuses a Session that is not its own');
    await dialog.getByRole('button', { name: 'Add its target and adopt' }).click();
    await expect(dialog).toBeHidden();
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    const targets = await valueOf<{ clientId: string }[]>(page, 'targets.list');
    expect(targets.some(({ clientId }) => clientId === '0foreign0client0of0another0pool')).toBe(true);
  });
});
