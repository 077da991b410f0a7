import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANARIES } from '../canaries.ts';
import { expect, test } from '../support/console.ts';
import { appFolder } from '../support/folders.ts';
import { fillTarget, newChain, rows, send } from '../support/steps.ts';

const pinned = (
  JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string };
  }
).devDependencies.electron;

test('the evaluation runtime says so, and reaches this computer only', async ({ console: { app, page } }) => {
  const version = await app.evaluate(() => process.versions.electron);
  const evaluation = version !== pinned;
  const banner = page.getByRole('region', { name: 'Evaluation runtime.' });
  await expect(page.getByRole('contentinfo')).toContainText(`Electron ${version}`);
  // The banner is there exactly when it must be.
  await expect(banner).toHaveCount(evaluation ? 1 : 0);
  // The pinned one may go anywhere.
  if (!evaluation) return;

  await expect(banner).toContainText('it talks to this computer only');
  // A name that never resolves (RFC 6761), so that nothing could leave even if it tried.
  const endpoint = 'https://cognito.invalid';
  const form = await fillTarget(page, {
    name: 'Away',
    region: 'eu-west-1',
    clientId: 'a1b2c3d4e5f6g7h8',
    endpoint,
  });
  await form.getByRole('button', { name: 'Check connection' }).click();
  await expect(form).toContainText('The evaluation runtime talks to this computer only.');
  await form.getByRole('button', { name: 'Add target' }).click();
  await expect(page.getByRole('heading', { name: 'Away', level: 1 })).toBeVisible();
  await newChain(page, 'USER_PASSWORD_AUTH');
  await page.getByRole('textbox', { name: 'Username' }).fill('pat');
  await page.getByLabel('Password', { exact: true }).fill(CANARIES.password);
  await send(page);
  await expect(page.getByRole('region', { name: 'NOT_LOOPBACK' }).first()).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
});
