import { CANARIES } from '../canaries.ts';
import { expect, test } from '../support/console.ts';
import { cognitoAnswer, startServer } from '../support/server.ts';
import {
  addTarget,
  answerForm,
  expectAsked,
  expectTokens,
  inspect,
  jsonEditor,
  newChain,
  requestJson,
  reveal,
  rows,
  send,
  sendButton,
  startSeeded,
  switchTo,
} from '../support/steps.ts';

test('form and JSON are two sights of one request: both live, and nothing readable is blocked', async ({
  console: { page },
}) => {
  const server = await startServer(
    cognitoAnswer({ __type: 'InvalidParameterException', message: 'Not like this.' }, 400),
  );
  const received = () => JSON.parse(server.requests.at(-1)?.body ?? '{}') as Record<string, unknown>;
  try {
    await addTarget(page, {
      name: 'Bench',
      region: 'eu-west-1',
      clientId: 'a1b2c3d4e5f6g7h8',
      clientSecret: CANARIES.clientSecret,
      endpoint: server.url,
    });
    await newChain(page, 'USER_PASSWORD_AUTH');
    const editor = jsonEditor(page);
    const username = page.getByRole('textbox', { name: 'Username' });
    const json = () => requestJson(page);

    await test.step('a field changes the JSON, the JSON changes the field', async () => {
      await username.fill('pat');
      await page.getByLabel('Password', { exact: true }).fill(CANARIES.password);
      await expect.poll(json).toMatchObject({ AuthParameters: { USERNAME: 'pat', PASSWORD: '••••••' } });
      await editor.fill((await editor.inputValue()).replace('"pat"', '"sam"'));
      await expect(username).toHaveValue('sam');
    });

    await test.step('what is computed can be typed over and left out', async () => {
      await switchTo(page, 'ClientId', 'Typed by hand');
      const typed = page.getByRole('textbox', { name: 'ClientId', exact: true });
      await expect(typed).toBeFocused();
      await typed.fill('not a client id');
      await expect.poll(json).toMatchObject({ ClientId: 'not a client id' });
      await switchTo(page, 'SECRET_HASH', 'Left out');
      await expect
        .poll(async () => Object.keys((await json())['AuthParameters'] as object))
        .toEqual(['USERNAME', 'PASSWORD']);
    });

    await test.step('a broken rule warns; it is sent anyway', async () => {
      await expect(page.getByRole('list', { name: 'Warnings' })).toContainText('ClientId');
      await expect(sendButton(page)).toHaveAccessibleName(/^Send anyway/);
    });

    await test.step('unreadable JSON says where, and is not sent', async () => {
      const good = await editor.inputValue();
      await editor.fill('{\n  "ClientId": "x",\n  "AuthFlow" "USER_PASSWORD_AUTH"\n}');
      await expect(editor).toHaveAccessibleDescription(/Line 3, column 1\d/);
      await expect(sendButton(page)).toBeDisabled();
      await editor.press('Control+Enter');
      await editor.fill(good);
      await expect(sendButton(page)).toBeEnabled();
      expect(server.requests).toEqual([]);
    });

    await test.step('a member nobody knows is sent; masked values stand for the real ones', async () => {
      const body = await json();
      await editor.fill(JSON.stringify({ ...body, Surprise: { nested: [1, null] } }, null, 2));
      await expect(page.getByRole('list', { name: 'Warnings' })).toContainText('Surprise');
      await send(page);
      await expect(page.getByRole('region', { name: 'InvalidParameterException' }).first()).toBeVisible();
      expect(received()).toEqual({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: 'not a client id',
        AuthParameters: { USERNAME: 'sam', PASSWORD: CANARIES.password },
        Surprise: { nested: [1, null] },
      });
    });

    await test.step('the step remembers what was changed by hand', async () => {
      await expect(rows(page).first()).toContainText('edited');
      const summary = await inspect(page, 'Summary');
      await expect(summary).toContainText(/Changed by hand.*ClientId/);
    });
  } finally {
    await server.close();
  }
});

test('a mask left as it is stands for the real value in a challenge, too', async ({ console: { page } }) => {
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await expect
    .poll(() => requestJson(page))
    .toMatchObject({ Session: expect.stringMatching(/… [\d,]+ chars$/) });
  const body = await requestJson(page);
  const editor = jsonEditor(page);
  await editor.fill(JSON.stringify({ ...body, ClientMetadata: { origin: 'bench' } }, null, 2));
  await send(page);
  await expectTokens(page, 'ann');
  const request = await inspect(page, 'Request');
  // Metadata may hold anything, so it is masked as well.
  expect(await reveal(request, 'origin')).toBe('bench');
});

test('a challenge nobody knows yet has a form all the same', async ({ console: { page } }) => {
  const server = await startServer(
    cognitoAnswer({
      ChallengeName: 'RETINA_SCAN',
      Session: 'session-one-'.padEnd(120, 'Qw3rTy'),
      ChallengeParameters: { HINT: 'left eye' },
    }),
  );
  try {
    await addTarget(page, {
      name: 'Future',
      region: 'eu-west-1',
      clientId: 'a1b2c3d4e5f6g7h8',
      endpoint: server.url,
    });
    await newChain(page, 'USER_PASSWORD_AUTH');
    await page.getByRole('textbox', { name: 'Username' }).fill('pat');
    await page.getByLabel('Password', { exact: true }).fill(CANARIES.password);
    await send(page);
    await expectAsked(page, 'RETINA_SCAN');
    await rows(page).last().click();
    await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('left eye');

    const keys = answerForm(page, 'RETINA_SCAN').getByRole('group', { name: 'Keys of your own' });
    await keys.getByRole('textbox', { name: 'Keys of your own: key 1' }).fill('PATTERN');
    await keys.getByRole('textbox', { name: 'Keys of your own: value of PATTERN' }).fill('iris-42');
    server.answerWith(
      cognitoAnswer({
        ChallengeName: 'RETINA_SCAN_2',
        Session: 'session-two-'.padEnd(120, 'Qw3rTy'),
        ChallengeParameters: {},
      }),
    );
    await send(page);
    await expectAsked(page, 'RETINA_SCAN_2');
    expect(JSON.parse(server.requests.at(-1)?.body ?? '{}')).toMatchObject({
      ChallengeName: 'RETINA_SCAN',
      Session: 'session-one-'.padEnd(120, 'Qw3rTy'),
      ChallengeResponses: { USERNAME: 'pat', PATTERN: 'iris-42' },
    });
  } finally {
    await server.close();
  }
});

test('a refresh token pasted by hand is sent as it is, and shown to nobody', async ({
  console: { page },
  installed,
}) => {
  const server = await startServer(
    cognitoAnswer({ __type: 'NotAuthorizedException', message: 'Invalid Refresh Token.' }, 400),
  );
  try {
    await addTarget(page, {
      name: 'Bench',
      region: 'eu-west-1',
      clientId: 'a1b2c3d4e5f6g7h8',
      endpoint: server.url,
    });
    await newChain(page, 'REFRESH_TOKEN_AUTH');
    const field = page.getByLabel('Refresh token', { exact: true });
    await expect(field).toBeFocused();
    await field.fill(CANARIES.pastedToken);
    await expect.poll(() => jsonEditor(page).inputValue()).toMatch(/"REFRESH_TOKEN": "[^"]*chars"/);
    await installed.keepPage();
    await send(page);
    await expect(page.getByRole('region', { name: 'NotAuthorizedException' }).first()).toBeVisible();
    expect(JSON.parse(server.requests.at(-1)?.body ?? '{}')).toMatchObject({
      AuthParameters: { REFRESH_TOKEN: CANARIES.pastedToken },
    });
  } finally {
    await server.close();
  }
});
