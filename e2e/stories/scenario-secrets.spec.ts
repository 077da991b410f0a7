import { join } from 'node:path';
import { expect, test } from '../support/console.ts';
import { appFolder } from '../support/folders.ts';
import { keychainEntries } from '../support/keychain.ts';
import { check } from '../support/look.ts';
import { runProgram } from '../support/program.ts';
import { runStatus, useFolder } from '../support/scenarios.ts';
import { resize, useTheme } from '../support/window.ts';

const IVY = `version: 1
name: ivy by her password
secrets: { PASS: 'keychain:ivy pass' }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ivy, PASSWORD: '\${PASS}' }
    expect: { tokens: true }
`;
const PASSWORD = 'Correct-horse-1';

const countersign = (args: readonly string[], cwd: string, input?: string) =>
  runProgram(process.execPath, [join(appFolder, 'out/main/cli.js'), ...args], {
    cwd,
    ...(input === undefined ? {} : { input }),
  });
/** As another program sees them. */
const kept = () =>
  keychainEntries()
    .filter(({ account }) => account.startsWith('scenario:'))
    .map(({ account, secret }) => `${account} ${secret}`);

test('what keychain:NAME stands for is kept, replaced and removed in terminal and window, and shown in neither', async ({
  console: opened,
}, info) => {
  const { page } = opened;
  await useTheme(opened, 'dark');
  await resize(opened, 1280, 800);
  const folder = await useFolder(opened, info.outputPath('work'), { 'ivy.yaml': IVY });

  await test.step('a run without it names the command, and the command keeps it', async () => {
    const missing = await countersign(['run', 'ivy.yaml'], folder);
    expect(missing.code).toBe(8);
    expect(missing.out).toContain("keep it there with countersign secret set 'ivy pass'.");
    const set = await countersign(['secret', 'set', 'ivy pass'], folder, `${PASSWORD}\n`);
    expect(set).toMatchObject({ code: 0, out: '' });
    expect(kept()).toEqual([`scenario:ivy pass ${PASSWORD}`]);
    const run = await countersign(['run', 'ivy.yaml'], folder);
    expect(run.out).toContain('1 passed');
    expect(set.err + run.out + run.err).not.toContain(PASSWORD);
  });

  await test.step('it is listed by its name, and removed', async () => {
    expect(await countersign(['secret', 'list'], folder)).toMatchObject({ code: 0, out: 'ivy pass\n' });
    expect((await countersign(['secret', 'remove', 'ivy pass'], folder)).code).toBe(0);
    expect(kept()).toEqual([]);
    expect((await countersign(['secret', 'remove', 'ivy pass'], folder)).code).toBe(4);
  });

  await test.step('a run in the window asks for it, and keeps it where that is wanted', async () => {
    await page.getByRole('option', { name: /ivy by her password/ }).click();
    const run = page.getByRole('group', { name: 'Run the scenario' });
    await expect(run.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
    await page.keyboard.press('F5');
    const asks = page.getByRole('form', { name: 'The run asks' });
    const keep = asks.getByRole('checkbox', { name: 'Keep it in the keychain, as keychain:ivy pass' });
    await expect(keep).not.toBeChecked();
    await page.keyboard.type(PASSWORD);
    await keep.check();
    await check(opened, 'scenario-asks-to-keep-dark');
    await asks.getByRole('button', { name: 'Go on' }).click();
    await expect(runStatus(page)).toContainText('passed in');
    expect(kept()).toEqual([`scenario:ivy pass ${PASSWORD}`]);
    await page.keyboard.press('F5');
    await expect(runStatus(page)).toContainText('passed in');
    await expect(asks).toBeHidden();
  });

  await test.step('the form puts another in its place', async () => {
    await page.getByRole('button', { name: 'Keep a value as keychain:ivy pass' }).click();
    const dialog = page.getByRole('dialog', { name: 'Keep a secret in the keychain' });
    await dialog.getByLabel('Value').fill('Another-horse-2');
    await check(opened, 'scenario-keep-secret-dark');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
      'Kept as keychain:ivy pass, in place of what was there',
    );
    expect(kept()).toEqual(['scenario:ivy pass Another-horse-2']);
    await page.keyboard.press('F5');
    await expect(runStatus(page)).toContainText('failed at line 5');
    await expect(page.locator('body')).not.toContainText('Another-horse-2');
  });
});
