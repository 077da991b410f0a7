import type { Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { findings } from '../support/look.ts';
import { expect, test, type Stage } from '../support/shared.ts';
import {
  addTarget,
  answerForm,
  expectAsked,
  expectTokens,
  goTo,
  inspect,
  newChain,
  proveThePassword,
  rows,
  send,
  startSeeded,
} from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

const POOL = 'eu-west-1_Kq7Zt2mXa';
const WEB = '4k2p7v9m1x6c8b3n5q0z2l7t4h';
const SERVER = '7d1s5g8j3w0e6r9y2u4i1o5p8a';
/** The pool of people who begin with a code or a passkey. */
const CHOICE = 'eu-west-1_Lm6Pc9yWs';

const list = (page: Page) => page.getByRole('listbox', { name: 'Pools and app clients' });
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const predicted = (page: Page) => page.getByRole('group', { name: 'Predicted' });

async function openPool(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+8');
  await expect(page.getByRole('main', { name: 'Pool', exact: true })).toBeVisible();
}

async function inBothThemes(stage: Stage, name: string, again: () => Promise<void>): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await useTheme(stage, theme);
    await again();
    await picture(stage, `${name}-${theme}`);
  }
}

/** A target of one's own that happens to be the sandbox: read with the service's own operations, signed. */
async function elsewhere(page: Page, clientId = WEB): Promise<void> {
  const { endpoint } = await valueOf<{ endpoint: string }>(page, 'sandbox.start');
  const fields = { name: 'Elsewhere', clientId, endpoint, region: 'eu-west-1', userPoolId: POOL };
  await addTarget(page, fields);
  await page.getByRole('button', { name: 'New chain here' }).click();
}
async function removeElsewhere(page: Page): Promise<void> {
  const targets = await valueOf<{ id: string; name: string }[]>(page, 'targets.list');
  await valueOf(page, 'target.remove', { id: targets.find(({ name }) => name === 'Elsewhere')?.id });
}

/** Changes something as an administrator does. */
async function callService(page: Page, operation: string, body: unknown): Promise<void> {
  const targets = await valueOf<{ id: string; userPoolId: string }[]>(page, 'targets.list');
  const targetId = targets.find(({ userPoolId }) => userPoolId === POOL)?.id;
  await valueOf(page, 'service.call', { targetId, operation, body });
}
async function secretsOf(page: Page): Promise<readonly string[]> {
  const clients = await valueOf<{ ClientId: string; ClientSecrets?: string[] }[]>(page, 'sandbox.clients', {
    userPoolId: POOL,
  });
  return clients.find(({ ClientId }) => ClientId === SERVER)?.ClientSecrets ?? [];
}

test('what of a pool and an app client shapes the chain is read and said in words', async ({ stage }) => {
  const { page } = stage;
  await openPool(page);
  await list(page).getByRole('option', { name: 'MFA optional' }).click();
  await list(page).getByRole('option', { name: 'web' }).click();

  await test.step('in the order of a sign-in', async () => {
    const words = page.getByRole('tabpanel', { name: 'What shapes the chain' });
    await expect(words).toContainText('A sign-in may begin with USER_SRP_AUTH, USER_PASSWORD_AUTH');
    await expect(words).toContainText(
      'Refused at once with InvalidParameterException: USER_AUTH, CUSTOM_AUTH',
    );
    await expect(words).toContainText('MFA is optional: only users who switched it on are asked.');
    await expect(words).toContainText('Each Session lives 3 minutes');
    await expect(words).toContainText('A name nobody has is not given away');
    await expect(words).toContainText('access and ID token 1 hour, the refresh token 30 days');
  });
  await inBothThemes(stage, 'pool-words', async () => {
    await list(page).getByRole('option', { name: 'MFA optional' }).click();
    await list(page).getByRole('option', { name: 'web' }).click();
    await expect(page.getByText('Each Session lives 3 minutes')).toBeVisible();
  });

  await test.step('a name leads to its page of the reference', async () => {
    await page.getByRole('tabpanel').getByRole('link', { name: 'USER_SRP_AUTH' }).click();
    await expect(page.getByRole('heading', { name: 'USER_SRP_AUTH', level: 2 })).toBeVisible();
  });
});

test('two live secrets of an app client are told, and none of their values', async ({ stage }) => {
  const { page } = stage;
  await callService(page, 'AddUserPoolClientSecret', { UserPoolId: POOL, ClientId: SERVER });
  await expect.poll(() => secretsOf(page)).toHaveLength(2);

  await openPool(page);
  await list(page).getByRole('option', { name: 'MFA optional' }).click();
  await list(page).getByRole('option', { name: 'server, with a secret' }).click();
  await expect(page.getByText('Two secrets are live')).toBeVisible();
  await tab(page, 'Settings').click();
  const table = page.getByRole('table', { name: 'Live client secrets' });
  await expect(table.getByRole('row')).toHaveCount(3);
  await inBothThemes(stage, 'pool-settings', async () => {
    await list(page).getByRole('option', { name: 'MFA optional' }).click();
    await list(page).getByRole('option', { name: 'server, with a secret' }).click();
    await expect(table.getByRole('row')).toHaveCount(3);
  });
  const shown = await page.content();
  for (const secret of await secretsOf(page)) expect(shown).not.toContain(secret);
});

test('two app clients, and two pools, are told apart member by member and in words', async ({ stage }) => {
  const { page } = stage;
  await openPool(page);
  await list(page).getByRole('option', { name: 'MFA optional' }).click();
  await list(page).getByRole('option', { name: 'web' }).click();
  await tab(page, 'Differences').click();
  const pane = page.getByRole('tabpanel', { name: 'Differences' });

  await test.step('the right one is chosen', async () => {
    await pane.getByLabel('Right').selectOption({ label: 'legacy, tells who exists' });
    await expect(pane).toContainText('A name nobody has is told at once: UserNotFoundException.');
    await expect(pane).toContainText('Tokens can’t be revoked one by one');
    const members = pane.getByRole('list', { name: 'Member by member' });
    const existence = members.getByRole('listitem').filter({ hasText: 'PreventUserExistenceErrors' });
    await expect(existence).toContainText('ENABLED');
    await expect(existence).toContainText('LEGACY');
  });
  await inBothThemes(stage, 'pool-differences', async () => {
    await list(page).getByRole('option', { name: 'MFA optional' }).click();
    await list(page).getByRole('option', { name: 'web' }).click();
    await pane.getByLabel('Right').selectOption({ label: 'legacy, tells who exists' });
    await expect(pane.getByRole('list', { name: 'Member by member' })).toBeVisible();
  });
  await test.step('and a pool beside another', async () => {
    await list(page).getByRole('option', { name: 'MFA optional' }).click();
    await pane.getByLabel('Right').selectOption({ label: 'A choice of first factors' });
    await expect(pane.getByRole('list', { name: 'Member by member' })).toContainText(
      'AllowedFirstAuthFactors',
    );
  });
  await test.step('and the target’s own pool alone beside one of its app clients', async () => {
    await list(page).getByRole('option', { name: 'web' }).click();
    await pane
      .getByLabel('Right', { exact: true })
      .selectOption({ value: JSON.stringify([`sandbox:${WEB}`, POOL, '']) });
    await expect(pane.getByRole('list', { name: 'Member by member' })).toBeVisible();
    await expect(
      pane
        .getByRole('list', { name: 'Member by member' })
        .getByRole('listitem')
        .filter({ hasText: 'UserPool.' }),
    ).toHaveCount(0);
    await expect(pane).toContainText('nothing');
  });
  await test.step('and an app client of any other pool, which no target names', async () => {
    const pick = async (): Promise<void> => {
      await list(page).getByRole('option', { name: 'MFA optional' }).click();
      await list(page).getByRole('option', { name: 'web' }).click();
      await pane
        .getByLabel('Right', { exact: true })
        .selectOption({ label: 'Another pool, or an app client of it…' });
      const picker = pane.getByRole('group', { name: 'Right: any pool and app client' });
      await picker.getByRole('combobox', { name: 'User pool' }).fill('choice of first');
      await picker.getByRole('option', { name: CHOICE }).click();
      await expect(pane.getByRole('list', { name: 'Member by member' })).toContainText(
        'AllowedFirstAuthFactors',
      );
      // By keyboard, from the list of that pool's clients.
      await picker.getByRole('combobox', { name: 'App client' }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(picker.getByRole('combobox', { name: 'App client' })).toHaveValue(/^\w{26}$/);
      await expect(pane.getByRole('list', { name: 'Member by member' })).toContainText('UserPoolClient.');
      await expect(pane.getByText('members differ')).toBeVisible();
    };
    await inBothThemes(stage, 'pool-any-other', pick);
    const picker = pane.getByRole('group', { name: 'Right: any pool and app client' });
    await picker.getByRole('combobox', { name: 'User pool' }).fill('eu-west-1_NotThere1');
    await page.keyboard.press('Tab');
    await expect(pane.getByText('They can’t be compared')).toBeVisible();
    await expect(pane.getByText('ResourceNotFoundException')).toBeVisible();
  });
  await test.step('by keyboard: arrows go through the list, Enter chooses', async () => {
    await list(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'A choice of first factors', level: 1 })).toBeVisible();
  });
});

test('a target takes the minutes of a Session over from its app client', async ({
  stage: { page, control },
}) => {
  const { clients } = await control<{ clients: { ClientId: string }[] }>('GET', `clients/${POOL}`);
  const web = clients.find(({ ClientId }) => ClientId === WEB);
  await control('PUT', `clients/${POOL}`, { ...web, AuthSessionValidity: 10 });
  await elsewhere(page);
  await openPool(page);
  const note = page.getByRole('region', { name: 'Session', exact: true });
  await expect(note).toContainText('lives 10 minutes; the target counts 3');
  await note.getByRole('button', { name: 'Take 10 minutes over' }).click();
  await expect(note).toHaveCount(0);
  const targets = await valueOf<{ name: string; sessionMinutes: number }[]>(page, 'targets.list');
  expect(targets.find(({ name }) => name === 'Elsewhere')?.sessionMinutes).toBe(10);
  await removeElsewhere(page);
});

test('a target without credentials says what is lacking, and how to get it', async ({ stage: { page } }) => {
  await addTarget(page, {
    name: 'Elsewhere',
    clientId: 'a1b2c3d4e5f6g7h8',
    userPoolId: 'eu-west-1_Ab12Cd34E',
  });
  await page.getByRole('button', { name: 'New chain here' }).click();
  // What this runtime may reach decides what is lacking; the way on is the same.
  await openPool(page);
  await expect(
    page
      .getByRole('heading', { name: 'Pools are read with AWS credentials' })
      .or(page.getByRole('heading', { name: 'The pool can’t be read' })),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' }).first()).toBeVisible();
  await removeElsewhere(page);
});

test('what comes next is predicted before it is sent, and compared with what came', async ({ stage }) => {
  const { page } = stage;
  await elsewhere(page);

  await test.step('a new chain: who may not sign in is told before', async () => {
    await newChain(page, 'USER_PASSWORD_AUTH');
    await page.getByRole('textbox', { name: 'Username' }).fill('kim');
    await expect(predicted(page)).toContainText('Will be refused');
    await expect(predicted(page)).toContainText('The user is disabled.');
    await page.getByRole('textbox', { name: 'Username' }).fill('lea');
    await expect(predicted(page)).toContainText('has to reset the password');
    await page.getByRole('textbox', { name: 'Username' }).fill('eli');
    await expect(predicted(page)).toContainText('NEW_PASSWORD_REQUIRED');
    await page.getByRole('textbox', { name: 'Username' }).fill('tess');
    await expect(predicted(page)).toContainText('The temporary password has expired');
    await expect(predicted(page)).toContainText('Will be refused');
  });
  await test.step('so is a flow that the app client does not allow', async () => {
    await newChain(page, 'CUSTOM_AUTH');
    await page.getByRole('textbox', { name: 'Username' }).fill('ann');
    await expect(predicted(page)).toContainText('ALLOW_CUSTOM_AUTH is off.');
  });
  await test.step('the second factor of a user', async () => {
    await newChain(page, 'USER_PASSWORD_AUTH');
    await page.getByRole('textbox', { name: 'Username' }).fill('ann');
    await page.getByLabel('Password', { exact: true }).fill('Correct-horse-1');
    await expect(predicted(page)).toContainText('SOFTWARE_TOKEN_MFA');
    await expect(predicted(page)).toContainText('It is the only second factor the user has.');
    await inBothThemes(stage, 'predicted-start', async () => {
      await page.getByRole('textbox', { name: 'Username' }).fill('ann');
      await page.getByLabel('Password', { exact: true }).fill('Correct-horse-1');
      await expect(predicted(page)).toContainText('SOFTWARE_TOKEN_MFA');
    });
    await send(page);
    const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await expect(form.getByRole('group', { name: 'Predicted' })).toContainText('TOKENS');
  });
  await test.step('the step says that it came so', async () => {
    await rows(page).first().click();
    await expect(await inspect(page, 'Summary')).toContainText('came as predicted');
  });
  await test.step('and why, from facts', async () => {
    await rows(page).last().click();
    await page.keyboard.press('Control+Shift+Y');
    const why = page.getByRole('region', { name: 'Why SOFTWARE_TOKEN_MFA?' });
    await expect(why).toContainText('Read from the pool, the app client and the user with AWS credentials.');
    await expect(why).toContainText('SOFTWARE_TOKEN_MFA is the only second factor of this user.');
    await expect(why.getByText('can’t know')).toHaveCount(0);
    await inBothThemes(stage, 'predicted-chain', async () => {
      await rows(page).first().click();
      await expect(await inspect(page, 'Summary')).toContainText('SOFTWARE_TOKEN_MFA');
      await expect(
        answerForm(page, 'SOFTWARE_TOKEN_MFA').getByRole('group', { name: 'Predicted' }),
      ).toBeVisible();
    });
  });
  await removeElsewhere(page);
});

test('where a right is lacking for a prediction, the IAM action is named before anything is sent', async ({
  stage,
}) => {
  const { page } = stage;
  await elsewhere(page);
  const denied = 'User: arn:aws:sts::1:assumed-role/support/x is not authorized to perform: cognito-idp:';
  const rule = `AdminGetUser -> AccessDeniedException "${denied}AdminGetUser on resource: y"`;
  const faults = await valueOf<{ id: string }[]>(page, 'sandbox.addFault', { rule });
  const type = async (): Promise<void> => {
    await newChain(page, 'USER_PASSWORD_AUTH');
    await page.getByRole('textbox', { name: 'Username' }).fill('ann');
    await page.getByLabel('Password', { exact: true }).fill('Correct-horse-1');
    await expect(predicted(page)).toContainText('What comes next can’t be told');
    await expect(predicted(page).getByRole('list', { name: 'What could not be read' })).toHaveText(
      /^Not readAdminGetUser: The credentials lack cognito-idp:AdminGetUser\.$/,
    );
  };
  await type();
  await inBothThemes(stage, 'predicted-lacking', async () => {
    await type();
    expect.soft(await findings(page)).toEqual([]);
  });
  await valueOf(page, 'sandbox.removeFault', { id: faults.at(-1)?.id });
  await removeElsewhere(page);
});

test('triggers make a prediction less sure, and each statement says how sure it is', async ({ stage }) => {
  const { page } = stage;
  const trigger = (name: string, source: string | null) =>
    valueOf(page, 'sandbox.setTrigger', { userPoolId: POOL, trigger: name, source });
  await valueOf(page, 'sandbox.start');
  const type = async (): Promise<void> => {
    await newChain(page, 'USER_PASSWORD_AUTH');
    await page.getByRole('textbox', { name: 'Username' }).fill('bob');
    await page.getByLabel('Password', { exact: true }).fill('Correct-horse-1');
    await expect(predicted(page)).toContainText('Next, if accepted');
  };
  await type();
  await expect(predicted(page)).toContainText('known');
  await expect(predicted(page)).not.toContainText('inferred');

  await trigger('PreAuthentication', 'export const handler = async (event) => event;');
  await trigger(
    'PostAuthentication',
    'export const handler = async () => { throw new Error("not today"); };',
  );
  await inBothThemes(stage, 'predicted-besides', async () => {
    await type();
    await expect(predicted(page).getByText('inferred')).toHaveCount(3);
    await expect(predicted(page)).not.toContainText('known');
    await expect(predicted(page)).toContainText('PreAuthentication trigger runs first');
    await expect(predicted(page)).toContainText('PostAuthentication trigger runs before the tokens');
  });
  await send(page);
  await expect(rows(page).last()).toContainText('UserLambdaValidationException');
  await rows(page).last().click();
  await expect(await inspect(page, 'Summary')).toContainText('and may refuse');
  for (const name of ['PreAuthentication', 'PostAuthentication']) await trigger(name, null);
});

test('a prediction that does not come true is said, and an answer that was not right', async ({
  stage: { page, control },
}) => {
  await startSeeded(page, 'ann');
  const form = await expectAsked(page, 'PASSWORD_VERIFIER');
  await expect(form.getByRole('group', { name: 'Predicted' })).toContainText('SOFTWARE_TOKEN_MFA');

  // Somebody changes the user between the look and the answer.
  await callService(page, 'AdminSetUserMFAPreference', {
    UserPoolId: POOL,
    Username: 'ann',
    SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false },
  });
  await expect
    .poll(async () => (await control<{ users: object[] }>('GET', `users/${POOL}?username=ann`)).users[0])
    .not.toHaveProperty('UserMFASettingList');
  await send(page);
  await expectTokens(page, 'ann');
  await rows(page).nth(1).click();
  const summary = await inspect(page, 'Summary');
  await expect(summary).toContainText('came otherwise');
  await expect(summary).toContainText('TOKENS came.');

  await goTo(page, '1', 'Start');
  await startSeeded(page, 'cy');
  await proveThePassword(page);
  const code = await expectAsked(page, 'SMS_MFA');
  await expect(code.getByRole('group', { name: 'Predicted' })).toContainText('TOKENS');
  await code.getByRole('textbox', { name: 'Code' }).fill('000000');
  await send(page);
  await rows(page).filter({ hasText: 'CodeMismatchException' }).first().click();
  await expect(await inspect(page, 'Summary')).toContainText('TOKENS would have followed');
});

test('first factors that a user has are predicted, and those that are lacking', async ({
  stage: { page },
}) => {
  const targets = await valueOf<{ id: string; name: string; userPoolId: string }[]>(page, 'targets.list');
  const choice = targets.find(({ userPoolId }) => userPoolId === CHOICE);
  await newChain(page, 'USER_AUTH');
  await page.getByLabel('Target', { exact: true }).selectOption(choice?.id ?? '');
  await page.getByRole('textbox', { name: 'Username' }).fill('eva');
  await expect(predicted(page)).toContainText('SELECT_CHALLENGE');
  await expect(predicted(page)).toContainText('No first factor was named');
});
