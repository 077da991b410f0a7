import type { Page } from '@playwright/test';
import { CANARIES } from '../canaries.ts';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { check } from '../support/look.ts';
import { cognitoAnswer, startServer } from '../support/server.ts';
import {
  addTarget,
  answerForm,
  expectAsked,
  inspect,
  jsonEditor,
  newChain,
  requestJson,
  rows,
  send,
  sendButton,
  showText,
  startSeeded,
  switchTo,
} from '../support/steps.ts';
import { picture, resize, useTheme } from '../support/window.ts';

const warnings = (page: Page) => page.getByRole('list', { name: 'Warnings' });
const bytes = (page: Page) => page.getByRole('region', { name: 'Exact bytes of the request' });
const differences = (page: Page) => page.getByRole('list', { name: 'Differences from the computed request' });

/** What the chosen step sent under a key of its answer. */
async function sentValue(page: Page, key: string): Promise<string> {
  const request = await inspect(page, 'Request');
  const row = request.getByRole('treeitem').filter({ hasText: key }).last();
  return (/"([^"]+)"/.exec((await row.textContent()) ?? '') ?? [])[1] ?? `no ${key}`;
}

test('headers are edited like the rest: what is changed travels, and is shown on the step', async ({
  console: { page },
}) => {
  const server = await startServer(
    cognitoAnswer({ __type: 'InvalidParameterException', message: 'Not like this.' }, 400),
  );
  try {
    await addTarget(page, {
      name: 'Bench',
      region: 'eu-west-1',
      clientId: 'a1b2c3d4e5f6g7h8',
      endpoint: server.url,
    });
    await newChain(page, 'USER_PASSWORD_AUTH');
    await page.getByRole('textbox', { name: 'Username' }).fill('pat');
    await page.getByRole('button', { name: /^Headers/ }).click();

    await test.step('what frames the message is refused with the reason', async () => {
      await page.getByRole('textbox', { name: 'Headers of your own: key 1' }).fill('Host');
      await expect(warnings(page)).toContainText('header:Host');
      await expect(warnings(page)).toContainText('the transport writes it');
      await send(page);
      await expect(warnings(page)).toContainText('names the endpoint');
      expect(server.requests).toEqual([]);
    });

    await test.step('another name and a computed header typed over', async () => {
      await page.getByRole('textbox', { name: 'Headers of your own: key 1' }).fill('X-Trace');
      await page.getByRole('textbox', { name: 'Headers of your own: value of X-Trace' }).fill('run 7');
      await switchTo(page, 'X-Amz-Target', 'Typed by hand');
      await page.getByRole('textbox', { name: 'X-Amz-Target', exact: true }).fill('Nobody.Knows');
      await switchTo(page, 'Content-Type', 'Left out');
      await showText(page, 'Exact bytes');
      await expect(bytes(page)).toContainText('X-Amz-Target: Nobody.Knows');
      await expect(differences(page).getByRole('listitem')).toHaveText([
        /^changed X-Amz-Target computed: AWSCognitoIdentityProviderService\.InitiateAuth$/,
        /^added X-Trace$/,
        /^removed Content-Type computed: application\/x-amz-json-1\.1$/,
      ]);
      await showText(page, 'JSON');
    });

    await test.step('they travel, and the step shows them', async () => {
      await send(page);
      await expect(page.getByRole('region', { name: 'InvalidParameterException' }).first()).toBeVisible();
      const { headers } = server.requests.at(-1) ?? { headers: {} };
      expect(headers).toMatchObject({ 'x-amz-target': 'Nobody.Knows', 'x-trace': 'run 7' });
      expect(headers).not.toHaveProperty('content-type');
      const tab = await inspect(page, 'Headers');
      const request = tab.getByRole('region', { name: 'Request headers' });
      await expect(request.getByRole('row', { name: /X-Amz-Target/ })).toContainText('Nobody.Knows');
      await expect(request.getByRole('row', { name: /X-Trace/ })).toContainText('run 7');
      const summary = await inspect(page, 'Summary');
      await expect(summary).toContainText(/Changed by hand.*header:X-Amz-Target/);
    });
  } finally {
    await server.close();
  }
});

test('a frozen TIMESTAMP is sent again and again, a computed one is fresh', async ({ console: all }) => {
  const { page } = all;
  await useTheme(all, 'dark');
  await startSeeded(page, 'ann');
  const form = await expectAsked(page, 'PASSWORD_VERIFIER');
  await form.getByText('Type another').click();
  await form.getByLabel('Password', { exact: true }).fill(CANARIES.password);
  await switchTo(page, 'TIMESTAMP', 'Frozen');
  await expect(form).toContainText(/frozen (just now|\d+ s ago)/);
  await picture(all, 'editing-frozen-dark');

  const sent: string[] = [];
  const tryOnce = async (once = false) => {
    await valueOf(page, 'sandbox.changeClock', { advanceSeconds: 5 });
    const tries = await rows(page).count();
    await send(page);
    await expect(rows(page)).toHaveCount(tries + 1);
    await expect(page.getByRole('region', { name: 'NotAuthorizedException' }).first()).toBeVisible();
    sent.push(await sentValue(page, 'TIMESTAMP'));
    // Once chosen, the form stays.
    if (once) await page.getByRole('button', { name: 'Answer anyway' }).click();
  };
  await tryOnce(true);
  await tryOnce();
  await expect(answerForm(page, 'PASSWORD_VERIFIER')).toContainText(/frozen \d+ s ago/);
  await switchTo(page, 'TIMESTAMP', 'Computed');
  await tryOnce();
  const [first, second, third] = sent;
  expect(first).toMatch(/^\w{3} \w{3} \d+ [\d:]{8} UTC \d{4}$/);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test('the exact bytes are there before they go, with what differs from the computed request', async ({
  console: all,
}) => {
  const { page } = all;
  await useTheme(all, 'dark');
  await startSeeded(page, 'hal');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await switchTo(page, 'SECRET_HASH', 'Typed by hand');
  await page.getByRole('textbox', { name: 'SECRET_HASH', exact: true }).fill('bm90IHRoZSBoYXNo');
  await switchTo(page, 'USERNAME', 'Left out');
  await showText(page, 'Exact bytes');

  await expect(bytes(page)).toContainText('POST / HTTP/1.1');
  await expect(differences(page).getByRole('listitem')).toHaveText([
    /^changed \/ChallengeResponses\/SECRET_HASH computed: [\w+/]{4}… 44 chars$/,
    /^removed \/ChallengeResponses\/USERNAME computed: .+$/,
  ]);
  const mark = bytes(page).locator('mark');
  await expect(mark).toHaveCount(1);
  await mark.focus();
  await expect(mark).toHaveAccessibleDescription(/^changed; computed: [\w+/]{4}… 44 chars$/);
  await picture(all, 'editing-bytes-dark');

  const count = /([\d,]+) bytes/.exec((await bytes(page).textContent()) ?? '')?.[1];
  await send(page);
  await expect(page.getByRole('region', { name: 'InvalidParameterException' }).first()).toBeVisible();
  const headers = await inspect(page, 'Headers');
  await expect(headers.getByRole('row', { name: /Content-Length/ }).first()).toContainText(
    count?.replace(',', '') ?? 'no count',
  );
});

test('form and JSON side by side have one history: every edit is undone and redone', async ({
  console: all,
}) => {
  const { page } = all;
  await useTheme(all, 'light');
  await resize(all, 1920, 1080);
  await newChain(page, 'USER_PASSWORD_AUTH');
  const username = page.getByRole('textbox', { name: 'Username' });
  const editor = jsonEditor(page);

  await test.step('both are in sight, and follow each other', async () => {
    await username.fill('pat');
    await expect.poll(() => requestJson(page)).toMatchObject({ AuthParameters: { USERNAME: 'pat' } });
    const [left, right] = [await username.boundingBox(), await editor.boundingBox()];
    expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThan(right?.x ?? 0);
    await editor.fill((await editor.inputValue()).replace('"pat"', '"sam"'));
    await expect(username).toHaveValue('sam');
    await username.focus();
  });

  await test.step('the caret stays where it is while the form follows', async () => {
    await editor.press('Control+Home');
    for (let at = 0; at < 2; at += 1) await editor.press('ArrowRight');
    await editor.pressSequentially(' ');
    await expect(sendButton(page)).toBeEnabled();
    await expect(page.getByText('composing')).toBeHidden();
    expect(await editor.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(3);
    await username.focus();
  });

  await test.step('what can’t be read keeps the form as it was', async () => {
    await editor.fill('{"AuthParameters": {"USERNAME": "eve",}}');
    await expect(editor).toHaveAccessibleDescription(/Line 1, column 39/);
    await expect(username).toHaveValue('sam');
    await expect(sendButton(page)).toBeDisabled();
  });

  await test.step('a switch and a field are edits, too', async () => {
    await editor.press('Control+z');
    await expect(sendButton(page)).toBeEnabled();
    await switchTo(page, 'ClientId', 'Left out');
    await username.fill('kim');
    await expect(username).toHaveValue('kim');
    await expect.poll(() => requestJson(page)).toMatchObject({ AuthParameters: { USERNAME: 'kim' } });
    await picture(all, 'editing-1920-light');
  });

  await test.step('all of it goes back, and comes again', async () => {
    const clientId = page.getByRole('radiogroup', { name: 'ClientId: where it comes from' });
    await username.press('Control+z');
    await expect(username).toHaveValue('sam');
    await page.keyboard.press('Control+z');
    await expect(clientId.getByRole('radio', { name: 'Computed' })).toBeChecked();
    while (await page.getByRole('button', { name: 'Undo the last edit' }).isEnabled())
      await page.keyboard.press('Control+z');
    await expect(username).toHaveValue('');
    while (await page.getByRole('button', { name: 'Redo the edit' }).isEnabled())
      await page.keyboard.press('Control+Shift+z');
    await expect(username).toHaveValue('kim');
    await expect(clientId.getByRole('radio', { name: 'Left out' })).toBeChecked();
  });

  await test.step('a reset can be taken back', async () => {
    await page.keyboard.press('Alt+Shift+z');
    const clientId = page.getByRole('radiogroup', { name: 'ClientId: where it comes from' });
    await expect(clientId.getByRole('radio', { name: 'Computed' })).toBeChecked();
    await page
      .getByText('Changes were reset')
      .locator('..')
      .getByRole('button', { name: 'Undo', exact: true })
      .click();
    await expect(clientId.getByRole('radio', { name: 'Left out' })).toBeChecked();
  });

  await test.step('the palette and the keys lead here', async () => {
    await page.keyboard.press('Control+Shift+j');
    await expect(editor).toBeHidden();
    await page.keyboard.press('Control+Shift+j');
    await expect(editor).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Undo the last');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press('Control+j');
    await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  });
});

test('long and right-to-left values fit, at any size and zoom', async ({ console: all }) => {
  const { app, page } = all;
  await useTheme(all, 'light');
  await newChain(page, 'USER_PASSWORD_AUTH');
  await page.getByRole('textbox', { name: 'Username' }).fill('مستخدم'.repeat(30));
  await switchTo(page, 'ClientId', 'Typed by hand');
  await page.getByRole('textbox', { name: 'ClientId', exact: true }).fill('x'.repeat(4_096));
  await page.getByRole('button', { name: /^Headers/ }).click();
  await page.getByRole('textbox', { name: 'Headers of your own: key 1' }).fill('X-'.padEnd(120, 'Long-'));
  await showText(page, 'Exact bytes');
  await expect(differences(page).getByRole('listitem')).toHaveCount(2);
  await check(all, 'editing-long-light');

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  const scrolls = () =>
    page.getByRole('main').evaluate((main) => {
      const parts = [main, ...main.querySelectorAll('.view, .request, .columns, .side, .text, .foot')];
      return parts.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className);
    });
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(640);
  expect(await scrolls()).toEqual([]);
  await sendButton(page).scrollIntoViewIfNeeded();
  await expect(sendButton(page)).toBeInViewport();
});

test('a body that is no JSON is sent on purpose, real values behind its masks', async ({ console: all }) => {
  const { page } = all;
  await useTheme(all, 'dark');
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await expect.poll(() => requestJson(page)).toMatchObject({ ChallengeName: 'PASSWORD_VERIFIER' });
  const editor = jsonEditor(page);
  const good = await editor.inputValue();
  await editor.fill(good.replace(/\n\}$/, ',\n}'));
  await expect(sendButton(page)).toBeDisabled();
  await page.getByRole('button', { name: 'Use as raw text' }).click();
  await expect(page.getByRole('textbox', { name: 'Request body, raw text' })).toHaveValue(/,\n\}$/);
  await expect(warnings(page)).toContainText('The body is not a JSON object');
  await page.getByRole('button', { name: /^Headers/ }).click();
  await page.getByRole('textbox', { name: 'Headers of your own: key 1' }).fill('X-Trace');
  await page.getByRole('textbox', { name: 'Headers of your own: value of X-Trace' }).fill('raw');
  await picture(all, 'editing-raw-dark');

  await showText(page, 'Exact bytes');
  await expect(differences(page)).toContainText(/added X-Trace/);
  await expect(differences(page)).toContainText(/added ,/);
  await send(page);
  await expect(page.getByRole('region', { name: 'SerializationException' }).first()).toBeVisible();
  const summary = await inspect(page, 'Summary');
  await expect(summary).toContainText(/Changed by hand.*raw body/);

  await test.step('mended, the raw text is answered like any other', async () => {
    await showText(page, 'JSON');
    await page.getByRole('textbox', { name: 'Request body, raw text' }).fill(`\n\n${good}\n`);
    await send(page);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  });
});
