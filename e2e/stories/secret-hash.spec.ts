import { createHmac } from 'node:crypto';
import { CANARIES } from '../canaries.ts';
import { expect, test } from '../support/console.ts';
import { expectAsked, send, startSeeded, switchTo, whatComesNext } from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

const CLIENT = '7d1s5g8j3w0e6r9y2u4i1o5p8a';

test('which username made this hash, with everything typed', async ({ console }) => {
  const { page } = console;
  await page.keyboard.press('Control+7');
  await page.getByRole('tab', { name: 'Secret-hash bench' }).click();
  const bench = page.getByRole('form', { name: 'Secret-hash bench' });
  const result = page.getByRole('region', { name: 'Result' });
  const hash = createHmac('sha256', CANARIES.clientSecret).update(`jo@example.com${CLIENT}`).digest('base64');

  await bench.getByRole('textbox', { name: 'SECRET_HASH' }).fill(hash);
  await bench.getByRole('textbox', { name: 'App client ID' }).fill(CLIENT);
  await bench.getByRole('textbox', { name: 'Names to try' }).fill('jo\n Jo@Example.com ');
  await bench.getByRole('button', { name: 'Find the name' }).click();
  await expect(bench).toContainText('Type the client secret, or choose a target that has one.');

  await bench.getByLabel('Client secret', { exact: true }).fill(CANARIES.clientSecret);
  await bench.getByRole('button', { name: 'Find the name' }).click();
  await expect(result).toContainText('None of these names made it');
  await bench.getByRole('textbox', { name: 'Names to try' }).fill('jo\nJo@Example.com');
  await bench.getByRole('button', { name: 'Find the name' }).click();
  await expect(result).toContainText('“jo@example.com” made it (typed, in lower case).');
  for (const theme of ['dark', 'light'] as const) {
    await useTheme(console, theme);
    await bench.getByRole('textbox', { name: 'SECRET_HASH' }).fill(hash);
    await bench.getByRole('textbox', { name: 'Names to try' }).fill('jo\nJo@Example.com');
    await bench.getByRole('textbox', { name: 'App client ID' }).fill(CLIENT);
    await bench.getByLabel('Client secret', { exact: true }).fill(CANARIES.clientSecret);
    await bench.getByRole('button', { name: 'Find the name' }).click();
    await expect(result).toContainText('made it');
    await picture(console, `tool-secret-hash-${theme}`);
  }
});

test('from the error: the step’s hash, the target’s secret, the chain’s names', async ({
  console: { page },
}) => {
  await startSeeded(page, 'hal');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await switchTo(page, 'SECRET_HASH', 'Typed by hand');
  await page.getByRole('textbox', { name: 'SECRET_HASH', exact: true }).fill(`${'a'.repeat(43)}=`);
  await send(page);
  const card = whatComesNext(page).getByRole('region', { name: 'NotAuthorizedException' });
  await expect(card).toContainText('Another client secret made the hash.');
  await page.keyboard.press('Control+e');
  await page.getByRole('button', { name: 'Open the secret-hash bench' }).click();
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result).toContainText('it comes from another secret or app client, or from a name not listed');
  await expect(result.getByRole('row', { name: /hal/ }).first()).toContainText('USERNAME of the request');
});
