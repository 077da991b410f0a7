import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/console.ts';
import { check } from '../support/look.ts';
import {
  goToScenarios,
  pasteText,
  runStatus,
  scenarioText,
  stepCards,
  useFolder,
} from '../support/scenarios.ts';
import { picture, resize, type Theme, useTheme } from '../support/window.ts';

const ANN = `version: 1
# who signs in
name: ann by SRP and an authenticator
tags: [smoke, mfa]
target: sandbox
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann }
    expect: { challenge: PASSWORD_VERIFIER }
  # the password comes from the seed
  - answer: PASSWORD_VERIFIER
    expect: { challenge: SMS_MFA }
  - answer: SOFTWARE_TOKEN_MFA
    expect: { tokens: true }
`;

test('a scenario of a folder is opened, run, seen to fail, mended, run green and saved', async ({
  console: opened,
}, info) => {
  const { page } = opened;
  await useTheme(opened, 'dark');
  await resize(opened, 1280, 800);
  await goToScenarios(page);
  await expect(page.getByRole('heading', { name: 'No folder of scenarios yet' })).toBeVisible();
  await picture(opened, 'scenarios-none-dark');
  const folder = await useFolder(opened, info.outputPath('work'), {
    'ann.yaml': ANN,
    'mfa/broken.yaml': 'version: 1\nname: half\nsteps:\n  - flows: USER_SRP_AUTH\n',
  });

  await test.step('the list tells name, tags, steps and what can’t be read', async () => {
    const rows = page.getByRole('listbox', { name: 'Scenarios in sign-ins' }).getByRole('option');
    await expect(rows).toHaveCount(2);
    await expect(rows.nth(0)).toContainText('#smoke');
    await expect(rows.nth(0)).toContainText('3 steps');
    await expect(rows.nth(1)).toContainText('line 4');
    await page
      .getByRole('searchbox', { name: 'Search scenarios' })
      .or(page.getByLabel('Search scenarios'))
      .fill('#mfa');
    await expect(rows).toHaveCount(1);
    await picture(opened, 'scenarios-list-dark');
  });

  await test.step('by keyboard: into the list, and Enter opens it', async () => {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'ann by SRP and an authenticator' })).toBeVisible();
    await expect(stepCards(page)).toHaveCount(3);
    await picture(opened, 'scenario-dark');
  });

  await test.step('run, it fails at its second step and says what it got', async () => {
    await page.keyboard.press('F5');
    await expect(runStatus(page)).toContainText('failed at line 11');
    const second = stepCards(page).nth(1);
    await expect(second).toContainText('failed');
    const row = second.getByRole('row', { name: /challenge/ });
    await expect(row).toContainText('SMS_MFA');
    await expect(row).toContainText('SOFTWARE_TOKEN_MFA');
    await expect(stepCards(page).nth(2)).toContainText('left out');
    await picture(opened, 'scenario-failed-dark');
  });

  await test.step('the failing step opens as its chain, and back', async () => {
    await stepCards(page).nth(1).getByRole('button', { name: 'Open as chain' }).click();
    await expect(page.getByRole('heading', { name: 'ann', level: 1 })).toBeVisible();
    await page.getByRole('button', { name: /^Open the scenario that ran it/ }).click();
    await expect(runStatus(page)).toContainText('failed at line 11');
  });

  await test.step('mended in the text, it runs green', async () => {
    await page.getByRole('tab', { name: 'Text' }).click();
    await pasteText(page, ANN.replace('challenge: SMS_MFA', 'challenge: SOFTWARE_TOKEN_MFA'));
    await expect(runStatus(page)).toContainText('before the text was changed');
    await page.keyboard.press('F5');
    await expect(runStatus(page)).toContainText('passed in');
    await expect(stepCards(page).filter({ hasText: 'passed' })).toHaveCount(3);
    await picture(opened, 'scenario-passed-dark');
  });

  await test.step('saved, the file has the text, comments and all', async () => {
    await page.keyboard.press('Control+s');
    await expect(page.getByText('unsaved')).toBeHidden();
    expect(readFileSync(join(folder, 'ann.yaml'), 'utf8')).toBe(
      ANN.replace('challenge: SMS_MFA', 'challenge: SOFTWARE_TOKEN_MFA'),
    );
  });
});

test('stepped, a scenario waits before each step, and asks for a secret it was not given', async ({
  console: opened,
}, info) => {
  const { page } = opened;
  await useTheme(opened, 'light');
  await resize(opened, 1280, 800);
  await useFolder(opened, info.outputPath('work'), {
    'bob.yaml': `version: 1
name: bob by his password
secrets:
  password:
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: bob, PASSWORD: '\${password}' }
    expect: { tokens: true }
`,
  });
  await page.getByRole('option', { name: /bob by his password/ }).click();
  await expect(stepCards(page)).toHaveCount(1);
  await page.keyboard.press('F10');
  await expect(runStatus(page)).toContainText('before step 1');
  await expect(page.getByRole('button', { name: 'Next step' })).toBeEnabled();
  await page.keyboard.press('F10');
  const asks = page.getByRole('form', { name: 'The run asks' });
  await expect(asks).toContainText('password');
  await expect(asks.locator('input')).toHaveAttribute('type', 'password');
  await expect(asks.locator('input')).toBeFocused();
  await picture(opened, 'scenario-asks-light');
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await expect(runStatus(page)).toContainText('failed at line 6');
  await expect(stepCards(page).first()).toContainText('NotAuthorizedException');
  await picture(opened, 'scenario-step-failed-light');
});

test('while one types, keys and names are offered, and mistakes stand at their line', async ({
  console: opened,
}, info) => {
  const { page } = opened;
  await useTheme(opened, 'dark');
  await resize(opened, 1280, 800);
  const folder = await useFolder(opened, info.outputPath('work'), { 'ann.yaml': ANN });
  await page.getByRole('option', { name: /ann by SRP/ }).click();
  await scenarioText(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('  - ans');
  const choices = page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
  await choices.filter({ hasText: 'answer' }).click();
  await expect(choices.filter({ hasText: 'NEW_PASSWORD_REQUIRED' })).toBeVisible();
  await picture(opened, 'scenario-completion-dark');
  await page.keyboard.type('SELECT_M');
  await page.keyboard.press('Enter');
  await expect(stepCards(page)).toHaveCount(4);
  await expect(stepCards(page).nth(3)).toContainText('SELECT_MFA_TYPE');
  await page.keyboard.press('Enter');
  await page.keyboard.type('expects: x');
  const mistakes = page.getByRole('list', { name: 'Mistakes in the text' });
  await expect(mistakes).toContainText('line 16');
  await picture(opened, 'scenario-mistake-dark');
  await expect(page.getByRole('button', { name: /^Run/ })).toBeDisabled();

  await test.step('another program writes the file meanwhile: nothing is lost', async () => {
    writeFileSync(join(folder, 'ann.yaml'), `${ANN}# elsewhere\n`);
    await expect(page.getByRole('region', { name: 'The file was changed elsewhere.' })).toBeVisible();
    await picture(opened, 'scenario-elsewhere-dark');
    await page.getByRole('button', { name: 'Take the file’s' }).click();
    await expect(scenarioText(page)).toContainText('# elsewhere');
    await expect(stepCards(page)).toHaveCount(3);
  });
});

test('the form changes the text, keeps its comments, and is undone', async ({ console: opened }, info) => {
  const { page } = opened;
  await useTheme(opened, 'light');
  await resize(opened, 1280, 800);
  const folder = await useFolder(opened, info.outputPath('work'), { 'ann.yaml': ANN });
  await page.getByRole('option', { name: /ann by SRP/ }).click();
  const second = stepCards(page).nth(1);

  await test.step('by keyboard: what has to come of the second step', async () => {
    await second.getByRole('button', { name: /PASSWORD_VERIFIER/ }).focus();
    await page.keyboard.press('Enter');
    const comes = second.getByRole('combobox', { name: 'Challenge that has to come' });
    await comes.fill('SOFTWARE_TOKEN_MFA');
    await comes.press('Enter');
    await expect(scenarioText(page)).toContainText('expect: { challenge: SOFTWARE_TOKEN_MFA }');
    await expect(scenarioText(page)).toContainText('# the password comes from the seed');
  });

  await test.step('undone and done again, wherever the focus is', async () => {
    await page.keyboard.press('Control+z');
    await expect(scenarioText(page)).toContainText('challenge: SMS_MFA');
    await expect(second).toContainText('SMS_MFA');
    await page.keyboard.press('Control+Shift+z');
    await expect(scenarioText(page)).toContainText('challenge: SOFTWARE_TOKEN_MFA');
  });

  await test.step('a field, a step, a secret and a tag are added', async () => {
    await second.getByRole('button', { name: 'Add a field' }).click();
    await second.getByRole('combobox', { name: 'Given: name of the new one' }).fill('PASSWORD');
    await page.keyboard.press('Enter');
    await second.getByRole('button', { name: 'Remove PASSWORD' }).click();
    await expect(second.getByRole('button', { name: 'Remove PASSWORD' })).toBeHidden();
    await page.getByRole('button', { name: 'Add a secret' }).click();
    await page.getByRole('textbox', { name: 'Secrets: name of the new one' }).fill('password');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Secrets: password' })).toBeVisible();
    await page.getByRole('button', { name: 'Add a step' }).click();
    await page.getByRole('menuitem', { name: 'Operation beside it' }).click();
    await expect(stepCards(page)).toHaveCount(4);
    await stepCards(page).nth(3).getByRole('button', { name: 'More for step 4' }).click();
    await page.getByRole('menuitem', { name: 'Move up' }).click();
    await expect(stepCards(page).nth(2)).toContainText('GetUser');
    await page.keyboard.press('Control+z');
    await expect(stepCards(page).nth(3)).toContainText('GetUser');
    await picture(opened, 'scenario-form-light');
  });

  await test.step('a limit of time and an inbox that codes come from', async () => {
    const last = stepCards(page).nth(3);
    await last.getByRole('button', { name: 'Add a check' }).click();
    await page.getByRole('menuitem', { name: 'How long it may take' }).click();
    const took = last.getByRole('textbox', { name: 'How long it may take' });
    await took.fill('1m');
    await took.press('Enter');
    await expect(scenarioText(page)).toContainText("took: '< 1m'");
    await check(opened, 'scenario-checks-light');
    await page.getByRole('button', { name: 'Add a source of codes' }).click();
    await page.getByRole('menuitem', { name: 'HTTP inbox' }).click();
    const path = page.getByRole('group', { name: 'Code http' }).getByRole('textbox', { name: /^JSON path/ });
    await path.fill('$.messages[0].Subject');
    await path.press('Enter');
    await expect(scenarioText(page)).toContainText('$.messages[0].Subject');
    await check(opened, 'scenario-values-light');
  });

  await test.step('it runs as the form left it, and is saved so', async () => {
    await page.keyboard.press('F5');
    await expect(runStatus(page)).toContainText('passed in');
    await expect(stepCards(page).filter({ hasText: 'passed' })).toHaveCount(4);
    await page.keyboard.press('Control+s');
    await expect(page.getByText('unsaved')).toBeHidden();
    const text = readFileSync(join(folder, 'ann.yaml'), 'utf8');
    expect(text).toMatch(/^version: 1\n# who signs in\n/);
    expect(text).toContain('operate: GetUser');
    expect(text).toMatch(/secrets:\s*\{?\s*password:/);
  });
});

test('one of the gallery runs as it is, and is saved as a copy', async ({ console: opened }, info) => {
  const { page } = opened;
  await resize(opened, 1280, 800);
  const folder = await useFolder(opened, info.outputPath('work'));
  await expect(page.getByRole('heading', { name: 'No scenarios in sign-ins yet' })).toBeVisible();
  await page.getByRole('tab', { name: /^Gallery/ }).click();
  await page.getByLabel('Search scenarios').fill('The password proved by SRP');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'From where it begins' }).selectOption('Sandbox from its seed');
  await page.keyboard.press('F5');
  await expect(runStatus(page)).toContainText('passed in');
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save the scenario' });
  await dialog.getByRole('textbox', { name: 'File' }).fill('../mine');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('not a file of the folder');
  await dialog.getByRole('textbox', { name: 'File' }).fill('mine');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved as mine.yaml').first()).toBeVisible();
  expect(readFileSync(join(folder, 'mine.yaml'), 'utf8')).toContain('The password proved by SRP');
  await page.getByRole('link', { name: 'Scenarios' }).first().click();
  await page.getByRole('tab', { name: /^sign-ins/ }).click();
  await expect(page.getByRole('option', { name: /The password proved by SRP/ })).toBeVisible();
});

for (const theme of ['dark', 'light'] satisfies Theme[]) {
  test(`scenarios in ${theme}: list, gallery and editor, accessible at every size`, async ({
    console: opened,
  }, info) => {
    test.setTimeout(120_000);
    const { page } = opened;
    await useTheme(opened, theme);
    await resize(opened, 1280, 800);
    await useFolder(opened, info.outputPath('work'), { 'ann.yaml': ANN });
    await check(opened, `scenarios-${theme}`);
    await page.getByRole('tab', { name: /^Gallery/ }).click();
    await check(opened, `scenarios-gallery-${theme}`);
    await page.getByRole('tab', { name: /^sign-ins/ }).click();
    await page.getByRole('option', { name: /ann by SRP/ }).click();
    await stepCards(page)
      .first()
      .getByRole('button', { name: /USER_SRP_AUTH/ })
      .click();
    await check(opened, `scenario-${theme}`);
    await page.keyboard.press('F5');
    await expect(runStatus(page)).toContainText('failed at line 11');
    await check(opened, `scenario-failed-${theme}`);
  });
}
