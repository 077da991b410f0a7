import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { ask, valueOf } from '../support/bridge.ts';
import { expect, test as base } from '../support/console.ts';
import { filesUnder, findSecrets } from '../support/search.ts';
import { recordSecret } from '../support/secrets.ts';
import { type Arrived, cognitoAnswer, startServer, type Server } from '../support/server.ts';
import { fillTarget, inspect, rows } from '../support/steps.ts';
import { picture, resize, useTheme } from '../support/window.ts';

/** Written in AWS's files, and given by STS: none of it may be found anywhere the console writes or shows. */
const KEYS = {
  'key id in the file': 'AKIAWRITTENINTHEFILE',
  'secret key in the file': 'canary/secret+key/in+the+file/5d2c8e7a90b1',
  'key id of the role': 'ASIAGIVENBYTHEROLE00',
  'secret key of the role': 'canary/secret+key/of+the+role/91ab7f3d604c',
  'session token of the role': 'canary//session+token+of/the+role/604817aa==',
} as const;
const MFA_CODE = '492017';

interface Around {
  /** In the place of STS, and of Cognito. */
  readonly sts: Server;
  readonly cognito: Server;
}

const test = base.extend<{ around: Around }>({
  around: async ({}, use) => {
    const sts = await startServer((response, request) => {
      response.writeHead(...answerOf(request));
      response.end(bodyOf(request));
    });
    const cognito = await startServer(
      cognitoAnswer({ Username: 'ann', UserStatus: 'CONFIRMED', Enabled: true, UserAttributes: [] }),
    );
    await use({ sts, cognito });
    await sts.close();
    await cognito.close();
  },
  environment: async ({ around }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-story-aws-'));
    const config = join(folder, 'config');
    const credentials = join(folder, 'credentials');
    writeFileSync(config, CONFIG);
    writeFileSync(
      credentials,
      `[base]\naws_access_key_id = ${KEYS['key id in the file']}\naws_secret_access_key = ${KEYS['secret key in the file']}\n`,
    );
    await use({
      ...{ AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials },
      AWS_ENDPOINT_URL_STS: around.sts.url,
      ...{ AWS_PROFILE: undefined, AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
    });
    rmSync(folder, { recursive: true });
  },
});

const CONFIG = `[profile admin]
role_arn = arn:aws:iam::111122223333:role/SupportAdmin
source_profile = base
mfa_serial = arn:aws:iam::111122223333:mfa/kim
region = eu-west-1
[profile corp]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Support
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1
`;

function isRight({ body }: Arrived): boolean {
  return new URLSearchParams(body).get('TokenCode') === MFA_CODE;
}
function answerOf(request: Arrived): [number, Record<string, string>] {
  return [isRight(request) ? 200 : 403, { 'Content-Type': 'text/xml' }];
}
/** Source: STS's API reference, AssumeRole, and its error for a wrong code. */
function bodyOf(request: Arrived): string {
  if (!isRight(request))
    return '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>MultiFactorAuthentication failed with invalid MFA one time pass code. </Message></Error></ErrorResponse>';
  const ends = new Date(Date.now() + 3_600_000).toISOString();
  return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/SupportAdmin/kim</Arn><AssumedRoleId>AROA:kim</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>${KEYS['key id of the role']}</AccessKeyId><SecretAccessKey>${KEYS['secret key of the role']}</SecretAccessKey><SessionToken>${KEYS['session token of the role']}</SessionToken><Expiration>${ends}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
}

/** AWS refuses a signature with the whole request that it would have signed. */
const refusesSignature: Parameters<Server['answerWith']>[0] = (response, { headers }) => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}`);
  cognitoAnswer(
    {
      __type: 'InvalidSignatureException',
      message: `The request signature we calculated does not match the signature you provided. The Canonical String for this request should have been\n'POST\n/\n\n${lines.join('\n')}'`,
    },
    403,
  )(response, { target: '', headers, body: '' });
};

async function call(page: Page): Promise<{ chainId: string; stepId: string }> {
  const targets = await valueOf<{ id: string; name: string }[]>(page, 'targets.list');
  const targetId = targets.find(({ name }) => name === 'Staging')?.id;
  return valueOf(page, 'service.call', {
    ...{ targetId, operation: 'AdminGetUser' },
    body: { UserPoolId: 'eu-west-1_Ab12Cd34E', Username: 'ann' },
  });
}

test('an AWS profile signs: its MFA code is asked for, its end is shown, and no key is anywhere', async ({
  around: { sts, cognito },
  console,
  installed,
}) => {
  const { page } = console;
  for (const [name, value] of Object.entries(KEYS)) if (value.length >= 24) recordSecret(name, value);
  const chip = page.getByRole('button', { name: /^AWS credentials of the target/ });
  const dialog = page.getByRole('dialog', { name: 'MFA code for AWS' });

  await test.step('the target form lists the profiles of this computer', async () => {
    await resize(console, 1280, 800);
    await useTheme(console, 'dark');
    const form = await fillTarget(page, {
      ...{ name: 'Staging', userPoolId: 'eu-west-1_Ab12Cd34E', clientId: 'stagingclient' },
      endpoint: cognito.url,
    });
    const field = form.getByRole('combobox', { name: 'AWS profile' });
    await field.click();
    const listed = form.getByRole('listbox').getByRole('option');
    await expect(listed).toHaveText([
      /^admin.*role SupportAdmin · MFA · 111122223333$/,
      /^corp.*SSO Support · 111122223333$/,
      /^base.*keys in a file$/,
    ]);
    await picture(console, 'aws-profiles-dark');
    await listed.first().click();
    await expect(field).toHaveValue('admin');
    await form.getByRole('button', { name: 'Add target' }).click();
    await expect(chip).toHaveText(/AWS: admin · when needed$/);
  });

  const calling = call(page);
  await test.step('a signed call asks for the role’s MFA code, and again for one that AWS refuses', async () => {
    await expect(dialog).toContainText('arn:aws:iam::111122223333:mfa/kim');
    const code = dialog.getByRole('textbox', { name: 'Code' });
    await expect(code).toBeFocused();
    await code.fill('000000');
    await code.press('Enter');
    await expect(dialog).toContainText('AWS refused that code.');
    await picture(console, 'aws-mfa-dark');
    expect(cognito.requests).toHaveLength(0);
    // Nothing is begun before it can be signed.
    await expect(page.getByRole('navigation', { name: 'Chains' }).getByRole('link')).toHaveCount(0);
    await code.fill(MFA_CODE);
    await dialog.getByRole('button', { name: 'Send code' }).click();
    await expect(dialog).toBeHidden();
    await calling;
  });

  await test.step('the call went out signed as the role, and its signature is masked', async () => {
    const [request] = cognito.requests;
    expect(request?.headers['authorization']).toContain(`Credential=${KEYS['key id of the role']}/`);
    expect(request?.headers['x-amz-security-token']).toBe(KEYS['session token of the role']);
    await page.getByRole('navigation', { name: 'Chains' }).getByRole('link', { name: /ann/ }).click();
    await rows(page).first().click();
    const headers = await inspect(page, 'Headers');
    await expect(headers).toContainText('X-Amz-Security-Token', { ignoreCase: true });
    await expect(headers).toContainText('•');
  });

  await test.step('the footer says whose credentials are held and until when', async () => {
    await expect(chip).toHaveText(/AWS: admin · (59|60) min left$|AWS: admin · 1 h left$/);
    await page.keyboard.press('Control+Alt+Shift+K');
    const menu = page.getByRole('menu', { name: 'AWS credentials' });
    await expect(menu).toContainText('role SupportAdmin · MFA · account 111122223333 · until ');
    await picture(console, 'aws-chip-dark');
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    for (const theme of ['light', 'dark'] as const) {
      await useTheme(console, theme);
      await picture(console, `aws-signed-call-${theme}`);
    }
  });

  let refused = { chainId: '', stepId: '' };
  await test.step('they are held: a second call asks nobody, and a refused signature repeats none of it', async () => {
    cognito.answerWith(refusesSignature);
    refused = await call(page);
    await expect(dialog).toBeHidden();
    expect(sts.requests.filter(isRight)).toHaveLength(1);
    await page
      .getByRole('navigation', { name: 'Chains' })
      .getByRole('link', { name: /ann.*InvalidSignature/ })
      .click();
    await rows(page).first().click();
    const body = await inspect(page, 'Response');
    await expect(body).toContainText('The Canonical String for this request should have been');
    await expect(body).toContainText('•');
    await installed.keepPage();
  });

  await test.step('forgotten, they are asked for anew', async () => {
    await chip.click();
    await page.getByRole('menuitem', { name: 'Forget the credentials' }).click();
    await expect(chip).toHaveText(/when needed$/);
    // The page is loaded anew meanwhile, and the code is still waited for.
    void call(page).catch(() => undefined);
    await expect(dialog).toBeVisible();
    await useTheme(console, 'light');
    await expect(dialog).toContainText('arn:aws:iam::111122223333:mfa/kim');
    await picture(console, 'aws-mfa-light');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(chip).toHaveText(/no credentials$/);
  });

  await test.step('an ended SSO sign-in says how to sign in again', async () => {
    await page.keyboard.press('Control+4');
    await page.getByRole('link', { name: /^Staging/ }).click();
    const form = page.getByRole('form', { name: 'Target' });
    await form.getByRole('combobox', { name: 'AWS profile' }).fill('corp');
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(chip).toHaveText(/AWS: corp · when needed$/);
    await chip.click();
    await page.getByRole('menuitem', { name: 'Ask for credentials now' }).click();
    await expect(page.getByText('aws sso login --profile corp').first()).toBeVisible();
    await expect(chip).toHaveText(/AWS: corp · no credentials$/);
    await picture(console, 'aws-sso-ended-light');
  });

  await test.step('no key is in a page, a file, the history, a log or a report', async () => {
    const { chainId } = refused;
    const told: unknown[] = [await valueOf(page, 'chain.copyTicket', { chainId })];
    for (const format of ['curl', 'aws-cli', 'javascript', 'python'])
      for (const secrets of ['masked', 'revealed'])
        told.push(await ask(page, 'step.copyAs', { ...refused, format, secrets }));
    told.push(await valueOf(page, 'export.preview', { chainIds: [chainId], format: 'har' }));
    const evidence = dirname(console.userData);
    writeFileSync(join(evidence, 'told.json'), JSON.stringify(told));
    await installed.close();
    const files = filesUnder(evidence);
    expect(files.some((file) => file.endsWith('console.log'))).toBe(true);
    expect(files.some((file) => file.includes('history'))).toBe(true);
    const secrets = Object.entries(KEYS).map(([name, value]) => ({ name, value }));
    expect(findSecrets(files, secrets)).toEqual([]);
  });
});
