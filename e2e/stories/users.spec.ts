import type { Locator, Page } from '@playwright/test';
import { CANARIES } from '../canaries.ts';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { check, findings, spilled, wide } from '../support/look.ts';
import { startManyUsers } from '../support/many-users.ts';
import { cognitoAnswer, startServer } from '../support/server.ts';
import { act, addTarget, expectTokens, newChain, send } from '../support/steps.ts';
import { picture, pictureOfZoomed, resize, useLook, useTheme } from '../support/window.ts';

const POOL = 'eu-west-1_Watched1';
const PEOPLE = ['amy', 'ben', 'bella', 'cora', 'dov', 'eli', 'fay', 'gil', 'hana', 'ida'];

/** A pool whose sign-ins Cognito records, with somebody who has a bit of everything. */
const SEED = {
  version: 1,
  pools: [
    {
      Id: POOL,
      PoolName: 'Watched',
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' },
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
      AliasAttributes: ['email'],
      Groups: [
        { GroupName: 'support', Precedence: 5, Description: 'Answers tickets' },
        { GroupName: 'admins', Precedence: 1 },
      ],
      Clients: [
        {
          ClientId: 'web',
          ClientName: 'web',
          ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        },
      ],
      Users: PEOPLE.map((Username, at) => ({
        Username,
        Password: CANARIES.password,
        Enabled: at !== 4,
        UserStatus: at === 2 ? 'RESET_REQUIRED' : at === 5 ? 'FORCE_CHANGE_PASSWORD' : 'CONFIRMED',
        Groups: at === 0 ? ['support', 'admins'] : [],
        UserAttributes: {
          email: `${Username}@example.com`,
          email_verified: at === 3 ? 'false' : 'true',
          name: `${Username.charAt(0).toUpperCase()}${Username.slice(1)} Example`,
        },
      })),
    },
  ],
};

const list = (page: Page): Locator => page.getByRole('listbox', { name: 'Users' });
const row = (page: Page, name: string): Locator =>
  list(page).getByRole('option', { name: new RegExp(`^${name}\\b`) });
const userPage = (page: Page, name: string): Locator =>
  page.getByRole('article', { name: `User ${name}`, exact: true });
const part = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

async function openUsers(page: Page): Promise<void> {
  await page.keyboard.press('Control+u');
  await expect(page.getByRole('main', { name: 'Users', exact: true })).toBeVisible();
}

/** A sign-in by password, through the form. */
async function signIn(page: Page, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await send(page);
}

test('support finds a user, sees all that can be read, beside the chains of this computer', async ({
  console: shown,
}) => {
  test.setTimeout(180_000);
  const { page } = shown;
  await useTheme(shown, 'dark');
  await valueOf(page, 'sandbox.start');
  await valueOf(page, 'sandbox.loadSeed', { text: JSON.stringify(SEED) });
  const targets = await valueOf<{ id: string; userPoolId: string }[]>(page, 'targets.list');
  const targetId = targets.find(({ userPoolId }) => userPoolId === POOL)?.id;
  await valueOf(page, 'service.call', {
    targetId,
    operation: 'SetUserPoolSessionConfiguration',
    body: { UserPoolId: POOL, UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 20 } },
  });

  await test.step('an error of a sign-in leads to who it was', async () => {
    await newChain(page, 'USER_PASSWORD_AUTH');
    await page.getByRole('textbox', { name: 'Username' }).fill('amy@example.com');
    await signIn(page, `${CANARIES.password}x`);
    await act(page, 'Open this user');
    await expect(userPage(page, 'amy')).toBeVisible();
    await expect(userPage(page, 'amy')).toContainText('May sign in.');
  });

  await test.step('Cognito’s record of it stands beside the chain, whatever name was typed', async () => {
    const first = part(page, 'Sign-ins').getByRole('listitem').first();
    await expect(first).toContainText('Fail');
    await expect(first).toContainText('Password Failure');
    // Cognito tells whole seconds: the event may bear the next one.
    await expect(first).toContainText(/Likely the same: (the same second|1\.0 s apart)/);
    await expect(first.getByRole('button', { name: /^Copy request ID: / })).toBeVisible();
  });

  await test.step('and leads to a sign-in with the name filled in', async () => {
    await userPage(page, 'amy').getByRole('button', { name: 'Sign in as' }).click();
    await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue('amy');
    await signIn(page, CANARIES.password);
    await expectTokens(page, 'amy');
  });

  await test.step('after which the user is signed in, and everything of them is there', async () => {
    await openUsers(page);
    await row(page, 'amy').click();
    await expect(part(page, 'Attributes')).toContainText('amy@example.com');
    await expect(part(page, 'Attributes')).toContainText('verified');
    await expect(part(page, 'Factors')).toContainText('PASSWORD');
    await expect(part(page, 'Groups').getByRole('listitem')).toHaveCount(2);
    await expect(part(page, 'Groups').getByRole('listitem').first()).toContainText('admins');
    await expect(part(page, 'Devices')).toContainText('No device is remembered or known.');
    await expect(part(page, 'Passkeys')).toContainText('No passkey.');
    await expect(part(page, 'Sessions')).toContainText('TOKEN session');
    const signIns = part(page, 'Sign-ins').getByRole('listitem');
    await expect(signIns).toHaveCount(2);
    await expect(signIns.first()).toContainText('Pass');
    await check(shown, 'user-dark');
    await part(page, 'Sessions').getByRole('link', { name: 'its chain' }).click();
    await expect(page.getByRole('heading', { name: 'amy', level: 1 })).toBeVisible();
  });

  await test.step('a chain leads back to the user by its key', async () => {
    await page.keyboard.press('Alt+Shift+u');
    await expect(userPage(page, 'amy')).toBeVisible();
    await useTheme(shown, 'light');
    await expect(part(page, 'Sign-ins').getByRole('listitem')).toHaveCount(2);
    await check(shown, 'user-light');
  });
});

test('users are filtered as the service can, narrowed here, and walked through by keyboard', async ({
  console: shown,
}) => {
  const { page } = shown;
  await useTheme(shown, 'dark');
  await valueOf(page, 'sandbox.start');
  await valueOf(page, 'sandbox.loadSeed', { text: JSON.stringify(SEED) });
  await openUsers(page);
  await expect(page.getByRole('textbox', { name: 'Value' })).toBeFocused();
  await expect(list(page).getByRole('option')).toHaveCount(10);

  await test.step('one comparison by the service', async () => {
    await page.keyboard.type('be');
    await expect(list(page).getByRole('option')).toHaveCount(2);
    await page.getByRole('combobox', { name: 'Comparison' }).selectOption('=');
    await expect(page.getByRole('heading', { name: 'Nobody found' })).toBeVisible();
    await picture(shown, 'users-none-dark');
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.getByRole('combobox', { name: 'Attribute' }).selectOption('status');
    await page.getByRole('combobox', { name: 'Value' }).selectOption('Disabled');
    await expect(list(page).getByRole('option')).toHaveCount(1);
    await expect(row(page, 'dov')).toContainText('disabled');
    await page.getByRole('combobox', { name: 'Attribute' }).selectOption('username');
    await expect(list(page).getByRole('option')).toHaveCount(10);
  });

  await test.step('more words here, and it is said of how many', async () => {
    await page.getByRole('textbox', { name: 'Narrow what was read' }).fill('reset example');
    await expect(page.getByRole('main')).toContainText('1 of 10 users read');
    await page.getByRole('textbox', { name: 'Narrow what was read' }).fill('');
  });

  await test.step('a filter that is refused says what to try, and stays in its field', async () => {
    const rule = 'ListUsers -> InvalidParameterException "Invalid search attribute: username"';
    const [fault] = await valueOf<{ id: string }[]>(page, 'sandbox.addFault', { rule });
    await page.getByRole('combobox', { name: 'Comparison' }).selectOption('^=');
    const value = page.getByRole('textbox', { name: 'Value' });
    await value.fill('be');
    const tries = page.getByRole('list', { name: 'What to try' }).getByRole('listitem');
    await expect(tries).toHaveCount(2);
    await expect(tries.first()).toContainText('Filter by username, email,');
    await expect(page.getByRole('main')).toContainText('Invalid search attribute: username');
    await expect(value).toHaveValue('be');
    await check(shown, 'users-refused-dark');
    await valueOf(page, 'sandbox.removeFault', { id: fault?.id });
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(list(page).getByRole('option')).toHaveCount(2);
    await value.fill('');
    await expect(list(page).getByRole('option')).toHaveCount(10);
  });

  await test.step('down, open, and back, without the mouse', async () => {
    await page.keyboard.press('Control+f');
    await page.keyboard.press('ArrowDown');
    await expect(list(page)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(userPage(page, 'bella')).toContainText('PasswordResetRequiredException');
    await expect(part(page, 'Sessions')).toContainText('Session tracking is off in this pool');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('textbox', { name: 'Value' })).toBeFocused();
    await check(shown, 'users-list-dark');
  });
});

test('a hundred thousand users are read to the end while the window stays as quick as ever', async ({
  console: shown,
}) => {
  test.setTimeout(240_000);
  const { page } = shown;
  await useTheme(shown, 'dark');
  const pool = await startManyUsers(100_000);
  await addTarget(page, {
    name: 'Many',
    region: 'eu-west-1',
    clientId: 'web',
    userPoolId: 'eu-west-1_Many12345',
    endpoint: pool.url,
  });
  await openUsers(page);
  await expect(page.getByRole('main')).toContainText('60+ users');

  await test.step('scrolling reads on by itself', async () => {
    await list(page).focus();
    await page.keyboard.press('End');
    await expect(page.getByRole('main')).toContainText('120+ users');
  });

  await test.step('half-way the list can be walked, narrowed and opened', async () => {
    pool.holdAt(50_040);
    await page.getByRole('button', { name: 'Read all' }).click();
    await expect(page.getByRole('main')).toContainText('50,040 so far', { timeout: 120_000 });
    await page.getByRole('textbox', { name: 'Narrow what was read' }).fill('user-4999');
    await expect(list(page).getByRole('option')).toHaveCount(11);
    await row(page, 'user-49999').click();
    await expect(userPage(page, 'user-49999')).toBeVisible();
    await picture(shown, 'users-reading-dark');
  });

  await test.step('who is acted on is told anew in their row, and gone from it once removed; nobody else is read for it', async () => {
    const actOn = async (name: string, title: string, verb: string): Promise<void> => {
      await row(page, name).click();
      await expect(userPage(page, name)).toContainText(`${name}@example.com`);
      await page.keyboard.press('Control+Alt+x');
      await page.getByRole('menuitem', { name: title, exact: true }).click();
      const dialog = page.getByRole('dialog', { name: `${title}: ${name}` });
      await dialog.getByRole('button', { name: verb, exact: true }).click();
      await expect(dialog.getByRole('region', { name: 'What it came to' })).toContainText('Done');
      await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
      await expect(dialog).toBeHidden();
    };
    await expect(row(page, 'user-49999')).not.toContainText('disabled');
    await actOn('user-49999', 'Disable', 'Disable user');
    await expect(row(page, 'user-49999')).toContainText('disabled');
    await actOn('user-49998', 'Delete', 'Delete user');
    await expect(row(page, 'user-49998')).toBeHidden();
    await expect(list(page).getByRole('option')).toHaveCount(10);
    await expect(page.getByRole('main')).toContainText('50,039 so far');
    await picture(shown, 'users-acted-dark');
    await page.getByRole('textbox', { name: 'Narrow what was read' }).fill('');
  });

  await test.step('the reading is stopped, and goes on where it stood', async () => {
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    // What was under way is not waited for.
    await expect(page.getByRole('button', { name: 'Read all' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('50,039+ users');
    pool.goOn();
  });

  await test.step('the service asks to slow down: the waiting is seen, and ends by itself', async () => {
    pool.throttle(6);
    await page.getByRole('button', { name: 'Read all' }).click();
    await expect(page.getByRole('main')).toContainText('The service asked to slow down: goes on in');
    await picture(shown, 'users-waiting-dark');
    await expect(page.getByRole('main')).toContainText('99,999 users', { timeout: 120_000 });
  });

  await test.step('the last of them is a key away', async () => {
    await list(page).focus();
    await page.keyboard.press('End');
    await expect(row(page, 'user-99999')).toBeVisible();
    expect(await list(page).getByRole('option').count()).toBeLessThan(100);
  });
  await pool.close();
});

/** As long as Cognito takes them, and written from right to left. */
const LONG = `${'very.long.name.'.repeat(7)}@example.com`;
const ARABIC = 'محمد.الأمين';
const ADDRESS = 'Long Street '.repeat(150).trim();

test('values as long as they may be, and written from right to left, stay in their place', async ({
  console: shown,
}) => {
  test.setTimeout(120_000);
  const { page } = shown;
  await resize(shown, 1280, 800);
  await useTheme(shown, 'light');
  await valueOf(page, 'sandbox.start');
  const [pool] = SEED.pools;
  const Users = [LONG, ARABIC, 'amy'].map((Username) => ({
    ...{ Username, Password: CANARIES.password, Enabled: true, UserStatus: 'CONFIRMED' },
    ...{ Groups: ['admins', 'support'], UserAttributes: { address: ADDRESS, name: 'שלום עולם' } },
  }));
  await valueOf(page, 'sandbox.loadSeed', {
    text: JSON.stringify({ version: 1, pools: [{ ...pool, AliasAttributes: [], Users }] }),
  });
  await openUsers(page);

  await test.step('a name from right to left begins where all names do', async () => {
    const named = list(page).locator('.name');
    await expect(named).toHaveCount(3);
    const lefts = await named.evaluateAll((names) =>
      names.map((name) => {
        const range = document.createRange();
        range.selectNodeContents(name);
        return Math.round(range.getBoundingClientRect().left);
      }),
    );
    expect(new Set(lefts).size).toBe(1);
  });

  await test.step('the whole of a long value is there for who rests on it, and its name to copy', async () => {
    await list(page).getByRole('option').filter({ hasText: 'very.long' }).click();
    const user = userPage(page, LONG);
    await user.getByRole('button', { name: /^Copy address: / }).hover();
    await expect(page.locator('[data-full-text]')).toHaveText(ADDRESS);
    await user.getByRole('button', { name: 'Copy the user name' }).click();
    await expect.poll(() => shown.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(LONG);
    await page.mouse.move(0, 0);
    expect.soft(await wide(page)).toEqual([]);
    expect.soft(await spilled(page)).toEqual([]);
    await picture(shown, 'user-long-light');
  });

  await test.step('an action wraps them, and cuts what would push all else away', async () => {
    await page.keyboard.press('Control+Alt+x');
    await page.getByRole('menuitem', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: `Delete: ${LONG}` });
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await expect(dialog).toContainText(`all ${ADDRESS.length.toLocaleString('en')} characters`);
    expect.soft(await findings(page)).toEqual([]);
    expect.soft(await wide(page)).toEqual([]);
    expect.soft(await spilled(page)).toEqual([]);
    await picture(shown, 'user-long-delete-light');
    await page.keyboard.press('Escape');
  });

  await test.step('a form has the focus where it is to be filled; of a list it is told what stays', async () => {
    await page.keyboard.press('Control+Alt+x');
    await page.getByRole('menuitem', { name: 'Remove from a group' }).click();
    const dialog = page.getByRole('dialog', { name: /^Remove from a group: / });
    await expect(dialog.getByRole('combobox', { name: 'Group' })).toBeFocused();
    const groups = dialog.getByRole('row', { name: /^Groups/ }).locator('code.stays');
    await expect(groups).toHaveText(['support', 'support']);
    await picture(shown, 'user-remove-group-light');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('at 200 % an opened user is in sight', async () => {
    await useLook(shown, { zoom: 200, theme: 'dark' });
    await list(page).getByRole('option').filter({ hasText: /^amy/ }).click();
    await expect(userPage(page, 'amy').getByRole('heading', { name: 'amy' })).toBeInViewport();
    await pictureOfZoomed(shown, 'user-zoomed-dark');
  });
});

test('what can’t be read says why: no permission, no operation, nobody there', async ({ console: shown }) => {
  const { page } = shown;
  await useTheme(shown, 'light');
  const denied = 'User: arn:aws:sts::123456789012:assumed-role/support/x is not authorized to perform: ';
  const server = await startServer((response, request) => {
    const operation = request.target.split('.')[1] ?? '';
    const user = { Username: 'ann', UserStatus: 'CONFIRMED', Enabled: true };
    if (operation === 'ListUsers') return cognitoAnswer({ Users: [user] })(response, request);
    if (operation === 'AdminGetUser')
      return cognitoAnswer({ ...user, UserAttributes: [] })(response, request);
    const refusal =
      operation === 'AdminListGroupsForUser'
        ? { __type: 'AccessDeniedException', message: `${denied}cognito-idp:${operation}` }
        : { __type: 'UnknownOperationException' };
    return cognitoAnswer(refusal, 400)(response, request);
  });
  await addTarget(page, {
    name: 'Emulator',
    region: 'eu-west-1',
    clientId: 'web',
    userPoolId: 'eu-west-1_Emulated1',
    endpoint: server.url,
  });
  await openUsers(page);
  await row(page, 'ann').click();
  await expect(part(page, 'Groups')).toContainText(
    'The credentials lack cognito-idp:AdminListGroupsForUser.',
  );
  await expect(part(page, 'Devices')).toContainText('This endpoint does not have the operation.');
  await expect(part(page, 'Passkeys')).toContainText('Sign in as them, and they stand here.');
  await expect(part(page, 'Sign-ins')).toContainText('This computer has no chain of this user either.');
  await check(shown, 'user-why-not-light');

  await test.step('and a pool that can’t be reached says so, with the way on', async () => {
    await server.close();
    await page.getByRole('button', { name: 'Read the users again' }).click();
    await expect(page.getByRole('heading', { name: 'The users can’t be listed' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('REFUSED');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});
