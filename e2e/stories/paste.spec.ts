import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { elsewhere } from '../support/elsewhere.ts';
import { check } from '../support/look.ts';
import { paste, reading } from '../support/paste.ts';
import { recordSecret } from '../support/secrets.ts';
import { rows } from '../support/steps.ts';
import { useTheme } from '../support/window.ts';

const PASSWORD = `Support-ticket-"4711"\\'s`;

test('a support engineer pastes what a user sent: it becomes a chain, or an explanation', async ({
  console,
}) => {
  const { page } = console;
  recordSecret('a pasted password', PASSWORD);
  const app = await elsewhere(page, 'ann');
  await app.call('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'ann', PASSWORD },
  });

  await test.step('a request copied from a browser is read at once, with its password masked', async () => {
    const read = await paste(page, app.asCurl());
    await expect(read).toContainText('cURL for bash');
    const found = read.getByRole('article', { name: 'Sign-in of ann' });
    await expect(found).toContainText('USER_PASSWORD_AUTH');
    await expect(found).toContainText('no answer in the text');
    await expect(found).not.toContainText('4711');
    expect(await valueOf<unknown[]>(page, 'chains.list')).toEqual([]);
    for (const theme of ['dark', 'light'] as const) {
      await useTheme(console, theme);
      await paste(page, app.asHttp());
      await expect(read).toContainText('NotAuthorizedException');
      await check(console, `paste-${theme}`);
    }
  });

  await test.step('kept, it is a chain like any other, read-only, with what is missing said', async () => {
    await paste(page, app.asCurl());
    await page.keyboard.press('Control+Enter');
    const banner = page.getByRole('region', { name: 'Imported, read-only.' });
    await expect(banner).toContainText('cURL for bash');
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page).first()).toHaveAccessibleName(/USER_PASSWORD_AUTH/);
    await expect(page.getByRole('button', { name: 'Step', exact: true })).toHaveCount(0);
    await expect(page.getByRole('main').getByRole('button', { name: 'Start again' })).toHaveCount(0);
    await expect(page.getByRole('navigation', { name: 'Chains' }).getByRole('link')).toHaveCount(1);
  });

  await test.step('pasted a second time it is said to be here, opens, and is kept again only on request', async () => {
    const links = page.getByRole('navigation', { name: 'Chains' }).getByRole('link');
    const kept = page.url();
    const read = await paste(page, app.asCurl());
    await expect(read.getByRole('link', { name: 'Already here' })).toBeVisible();
    await expect(read.getByRole('button', { name: /^Keep as chain/ })).toHaveCount(0);
    for (const theme of ['dark', 'light'] as const) {
      await useTheme(console, theme);
      await paste(page, app.asCurl());
      await expect(read.getByRole('link', { name: 'Already here' })).toBeVisible();
      await check(console, `paste-already-here-${theme}`);
    }
    await read.getByRole('button', { name: 'Open chain' }).click();
    await expect(page).toHaveURL(kept);
    await expect(links).toHaveCount(1);

    await paste(page, app.asCurl());
    await expect(read.getByRole('link', { name: 'Already here' })).toBeVisible();
    await page.keyboard.press('Alt+i');
    await expect(links).toHaveCount(2);
    await expect(page).not.toHaveURL(kept);
    await expect(rows(page)).toHaveCount(1);
  });

  await test.step('an error in words is explained', async () => {
    const text = `software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException: Incorrect username or password. (Service: CognitoIdentityProvider, Status Code: 400, Request ID: 2561bd36-82b2-4122-be46-33d1d53d3ed4)`;
    const read = await paste(page, text);
    const explained = read.getByRole('article', { name: 'Explanation of NotAuthorizedException' });
    await expect(explained).toContainText('2561bd36-82b2-4122-be46-33d1d53d3ed4');
    await expect(explained.getByRole('heading', { name: 'What to try' })).toBeVisible();
    for (const theme of ['dark', 'light'] as const) {
      await useTheme(console, theme);
      await paste(page, text);
      await expect(explained).toBeVisible();
      await check(console, `paste-error-${theme}`);
    }
    await explained.getByRole('button', { name: 'Open its page' }).click();
    await expect(page.getByRole('article', { name: 'NotAuthorizedException' })).toBeVisible();
  });

  await test.step('what is neither is said to be so, and nothing is kept of it', async () => {
    await paste(page, `curl 'https://example.com/' -d 'x=1'`);
    await expect(reading(page)).toContainText('example.com');
    await expect(reading(page)).toContainText('no call to a Cognito user pool');
    await expect(reading(page).getByRole('button')).toHaveCount(0);
    expect(await valueOf<unknown[]>(page, 'chains.list')).toHaveLength(2);
  });
});
