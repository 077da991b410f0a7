import { expect, test } from '../support/console.ts';
import { scenarioText, stepCards, useFolder } from '../support/scenarios.ts';
import { picture, resize, useTheme } from '../support/window.ts';

const ANN = `version: 1
name: ann by form
target: sandbox
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann }
    expect:
      # her password is asked for by proof
      challenge: PASSWORD_VERIFIER
      tokens: false # not yet
`;

test('checks, captures, sources of codes and a matrix are written by the form, and comments stay', async ({
  console: opened,
}, info) => {
  const { page } = opened;
  await useTheme(opened, 'dark');
  await resize(opened, 1280, 800);
  await useFolder(opened, info.outputPath('work'), {
    'mfa/ann.yaml': ANN,
    'data/users.csv': 'user\nann\neli\n',
  });
  await page.getByRole('option', { name: /ann by form/ }).click();
  const text = scenarioText(page);
  const first = stepCards(page).first();
  await first.getByRole('button', { name: /USER_SRP_AUTH/ }).click();

  await test.step('another challenge: the comment and the other check stay', async () => {
    const field = first.getByRole('combobox', { name: 'Challenge that has to come' });
    await field.fill('SMS_MFA');
    await field.press('Tab');
    await expect(text).toContainText('challenge: SMS_MFA');
    await expect(text).toContainText('# her password is asked for by proof');
    await expect(text).toContainText('tokens: false # not yet');
    await field.fill('PASSWORD_VERIFIER');
    await field.press('Tab');
    await expect(text).toContainText('challenge: PASSWORD_VERIFIER');
  });

  await test.step('checks of time, texts and parameters', async () => {
    const add = first.getByRole('button', { name: 'Add a check' });
    await add.click();
    await page.getByRole('menuitem', { name: 'How long it may take' }).click();
    const took = first.getByRole('textbox', { name: 'How long it may take' });
    await took.fill('1m');
    await took.press('Enter');
    await expect(text).toContainText("took: '< 1m'");
    await add.click();
    await page.getByRole('menuitem', { name: 'What must not appear' }).click();
    const absent = first.getByRole('group', { name: 'What must not appear' });
    await absent.getByRole('button', { name: 'Add a text' }).click();
    const unwanted = absent.getByRole('combobox', { name: 'What must not appear: the new one' });
    await unwanted.fill('AccessToken');
    await unwanted.press('Tab');
    await expect(text).toContainText('absent:');
    await add.click();
    await page.getByRole('menuitem', { name: 'Challenge parameters' }).click();
    const parameters = first.getByRole('group', { name: 'Challenge parameters' });
    await parameters.getByRole('button', { name: 'Add a parameter' }).click();
    const name = parameters.getByRole('textbox', { name: /name of the new one/ });
    await name.fill('SALT');
    await name.press('Enter');
    const value = parameters.getByRole('combobox', { name: 'Challenge parameters: SALT' });
    await value.fill('{"exists":true}');
    await value.press('Tab');
    await expect(text).toContainText('exists: true');
  });

  await test.step('a capture', async () => {
    const captures = first.getByRole('group', { name: 'Captures' });
    await captures.getByRole('button', { name: 'Capture a value' }).click();
    await captures.getByRole('textbox', { name: /name of the new one/ }).fill('salt');
    await page.keyboard.press('Enter');
    const value = captures.getByRole('combobox', { name: 'Captures: salt' });
    await value.fill('/ChallengeParameters/SALT');
    await value.press('Tab');
    await expect(text).toContainText('salt: /ChallengeParameters/SALT');
    await first.getByRole('heading', { name: 'Has to come' }).scrollIntoViewIfNeeded();
    await picture(opened, 'scenario-checks-dark');
  });

  await test.step('a mailbox by IMAP, its members and its name', async () => {
    await page.getByRole('button', { name: 'Add a source of codes' }).click();
    await page.getByRole('menuitem', { name: 'IMAP mailbox' }).click();
    const source = page.getByRole('group', { name: 'Code imap' });
    const server = source.getByRole('combobox', { name: 'Server' });
    await server.fill('mail.example.com');
    await server.press('Tab');
    await expect(text).toContainText('mail.example.com');
    const port = source.getByRole('textbox', { name: /^Port/ });
    await port.fill('1143');
    await port.press('Enter');
    await expect(text).toContainText('port: 1143');
    const name = source.getByRole('textbox', { name: 'Name of the code imap' });
    await name.fill('post');
    await name.press('Enter');
    await expect(page.getByRole('group', { name: 'Code post' })).toBeVisible();
    await expect(text).toContainText('mailbox:');
  });

  await test.step('a matrix: the table beside runs as on the terminal, and a table outside says the fix', async () => {
    const csv = page.getByRole('textbox', { name: /^CSV file/ });
    await csv.fill('../../users.csv');
    await csv.press('Enter');
    await expect(page.getByText(/Choose the folder that holds both/).first()).toBeVisible();
    await csv.fill('../data/users.csv');
    await csv.press('Enter');
    await expect(page.getByText('2 runs by the matrix')).toBeVisible();
    await page.getByRole('button', { name: 'Add an axis' }).click();
    const axis = page.getByRole('textbox', { name: 'Name of the new axis' });
    await axis.fill('device');
    await axis.press('Enter');
    const values = page.getByRole('group', { name: 'Values of device' });
    await values.getByRole('textbox', { name: 'Values of device: 1' }).fill('phone');
    await page.keyboard.press('Enter');
    await values.getByRole('button', { name: 'Add a value' }).click();
    await values.getByRole('textbox', { name: 'Values of device: the new one' }).fill('laptop');
    await page.keyboard.press('Enter');
    await expect(page.getByText('4 runs by the matrix')).toBeVisible();
    await csv.scrollIntoViewIfNeeded();
    await picture(opened, 'scenario-values-dark');
  });
});
