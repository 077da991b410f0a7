import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { appFolder } from '../support/folders.ts';
import { accountsIn, keychainEntries } from '../support/keychain.ts';
import { type Ended, type How, runProgram } from '../support/program.ts';
import { recordingOf } from '../support/recording.ts';
import { filesUnder, findSecrets } from '../support/search.ts';
import { expectAsked, expectTokens, send, startSeeded } from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

const cli = join(appFolder, 'out/main/cli.js');
const countersign = (args: readonly string[], how?: How): Promise<Ended> =>
  runProgram(process.execPath, [cli, ...args], how);

const chains = (page: Page): Locator => page.getByRole('navigation', { name: 'Chains', exact: true });
const chainOf = (page: Page, username: string): Locator =>
  chains(page).getByRole('link', { name: new RegExp(`^${username}(?![\\w-])`) });

interface Brought {
  readonly files: readonly {
    readonly chains: readonly { readonly chainId: string; readonly username: string }[];
  }[];
}
const idIn = ({ out }: Ended): string => (JSON.parse(out) as Brought).files[0]?.chains[0]?.chainId ?? '';

const AT = Date.UTC(2026, 8, 8, 9, 0, 0);
const PASSWORD = 'Sealed-horse-41';
const CODE = '48151623';

/** Somebody's sign-in whose code was wrong, and that of somebody else in between. */
function recorded(name: string): string {
  const about = { url: 'https://cognito-idp.eu-west-1.amazonaws.com/' };
  const begin = (username: string) => ({
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: 'shop0client',
    AuthParameters: { USERNAME: username, PASSWORD },
  });
  const asked = (session: string) => ({
    ChallengeName: 'SMS_MFA',
    ChallengeParameters: {},
    Session: session,
  });
  return recordingOf([
    {
      ...about,
      operation: 'InitiateAuth',
      at: AT,
      sent: begin(name),
      came: asked(`session-of-${name}-0001`),
    },
    {
      ...about,
      operation: 'InitiateAuth',
      at: AT + 2_000,
      sent: begin(`${name}-2`),
      came: asked('session-2-0002'),
    },
    {
      ...about,
      operation: 'RespondToAuthChallenge',
      at: AT + 9_000,
      sent: {
        ChallengeName: 'SMS_MFA',
        ClientId: 'shop0client',
        Session: `session-of-${name}-0001`,
        ChallengeResponses: { USERNAME: name, SMS_MFA_CODE: CODE },
      },
      came: { __type: 'CodeMismatchException', message: 'Invalid code or auth state for the user.' },
      status: 400,
    },
  ]);
}

test('what is imported in a terminal is in the open window at once, and opens there', async ({
  console: opened,
}, info) => {
  const { page, userData } = opened;
  const data = ['--data', userData];
  await useTheme(opened, 'dark');
  await startSeeded(page, 'bob');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  const file = info.outputPath('checkout.har');
  writeFileSync(file, recorded('mallory'));

  await test.step('the terminal prints both sign-ins, with codes and no secret', async () => {
    const { code, out, err } = await countersign(['import', file, ...data]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^checkout\.har · by WebInspector.* · 2 chains\n/);
    expect(out).toMatch(/^mallory · USER_PASSWORD_AUTH/m);
    expect(out).toMatch(/^mallory-2 · USER_PASSWORD_AUTH/m);
    expect(out).toMatch(/└─ ✕ SMS_MFA[^]*→ CodeMismatchException/);
    expect(out).not.toMatch(new RegExp(`${PASSWORD}|${CODE}|session-of`));
  });

  await test.step('the window lists them without a restart', async () => {
    await expect(chainOf(page, 'mallory-2')).toBeVisible();
    await expect(chainOf(page, 'mallory')).toBeVisible();
    await picture(opened, 'terminal-import-dark');
  });

  await test.step('one opens with its picture and what its error means', async () => {
    await chainOf(page, 'mallory').click();
    await expect(page.getByRole('heading', { name: 'mallory', level: 1 })).toBeVisible();
    await expect(page.getByRole('listbox', { name: 'Steps of the chain' })).toContainText(
      'CodeMismatchException',
    );
    await useTheme(opened, 'light');
    await picture(opened, 'terminal-import-light');
  });

  await test.step('the window’s own chain goes on, and is written beside it', async () => {
    await chainOf(page, 'bob').click();
    await send(page);
    await expectTokens(page, 'bob');
    await expect
      .poll(async () => (await countersign(['history', 'search', 'user:bob', 'status:tokens', ...data])).out)
      .toMatch(/ {2}bob {2}USER_SRP_AUTH {2}.* {2}● tokens {2}2 steps\n$/);
  });

  await test.step('what was secret in the file is sealed: nowhere in the folder', () => {
    const secrets = [
      { name: 'password', value: PASSWORD },
      { name: 'code', value: CODE },
    ];
    expect(findSecrets(filesUnder(userData), secrets)).toEqual([]);
    expect(accountsIn(keychainEntries())).toContain('history:key');
  });
});

test('terminals and the window write the same history at the same time, and nothing is lost', async ({
  console: { page, userData },
}) => {
  const names = ['one', 'two', 'three', 'four'].map((name) => `beside-${name}`);
  await startSeeded(page, 'ivy');
  const imports = names.map((name) =>
    countersign(['import', '-', '--json', '--data', userData], { input: recorded(name) }),
  );
  const { pools, users } = await valueOf<{
    pools: unknown[];
    users: { username: string; userPoolId: string }[];
  }>(page, 'sandbox.start');
  expect(pools.length).toBeGreaterThan(0);
  const seeded = users.slice(0, 12);
  for (const { username, userPoolId } of seeded)
    await valueOf(page, 'chain.startSeeded', { username, userPoolId });
  for (const { code, err } of await Promise.all(imports)) expect({ code, err }).toEqual({ code: 0, err: '' });

  // The one that was clicked, those that were begun beside it, two of every file.
  const expected = 1 + seeded.length + 2 * names.length;
  await expect
    .poll(async () => (await valueOf<{ chains: number }>(page, 'history.size')).chains)
    .toBe(expected);
  const { out } = await countersign(['history', 'search', '--json', '--data', userData]);
  expect((JSON.parse(out) as { found: unknown[] }).found).toHaveLength(expected);
  for (const name of names) await expect(chainOf(page, `${name}-2`)).toBeVisible();
});

test('a chain is found, shown and handed over from a terminal, without a secret', async ({
  console: { page, userData },
}, info) => {
  const data = ['--data', userData];
  await startSeeded(page, 'bob');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  await expectTokens(page, 'bob');

  const id = await test.step('found by the window’s own language', async () => {
    let found = '';
    await expect
      .poll(async () => {
        found = (await countersign(['history', 'search', 'user:bob challenge:PASSWORD_VERIFIER', ...data]))
          .out;
        return found;
      })
      .toMatch(/● tokens {2}2 steps\n$/);
    return found.slice(0, 36);
  });

  await test.step('shown by the beginning of its id, with request ids', async () => {
    const { code, out } = await countersign(['history', 'show', id.slice(0, 8), ...data]);
    expect(code).toBe(0);
    expect(out).toMatch(/^bob · USER_SRP_AUTH/);
    expect(out.match(/request id [0-9a-f-]{36}/g)).toHaveLength(2);
    expect(out).toContain(`chain ${id}`);
    expect(out).not.toMatch(/eyJ[\w-]{20,}/);
  });

  await test.step('written as a ticket, a bundle, a HAR file, JSON and pictures', async () => {
    const formats = {
      markdown: /CODE|PASSWORD_VERIFIER/,
      json: /PASSWORD_VERIFIER/,
      har: /"log"/,
      mermaid: /PASSWORD_VERIFIER/,
      svg: /^<\?xml[^>]*\?>\n<svg [^]*<\/svg>\n$/,
    };
    for (const [format, holds] of Object.entries(formats)) {
      const { code, out, err } = await countersign(['export', id, '--format', format, ...data]);
      expect({ format, code, err }).toEqual({ format, code: 0, err: '' });
      expect(out).toMatch(holds);
      expect(out).not.toMatch(/\bbob\b/);
    }
    const file = info.outputPath('ticket-7.countersign');
    expect(await countersign(['export', id, '-o', file, ...data])).toMatchObject({
      code: 0,
      err: `${file}\n`,
    });
    const again = await countersign(['export', id, '-o', file, ...data]);
    expect(again.code).toBe(4);
    expect(again.err).toContain('it is there already');
    const before = readFileSync(file);
    const brought = await countersign(['import', file, '--json', ...data]);
    expect(brought.code).toBe(0);
    expect(idIn(brought)).not.toBe(id);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  await test.step('with secrets only under a passphrase', async () => {
    const file = info.outputPath('whole.age');
    const refused = await countersign(['export', id, '--unredacted', '-o', file, ...data]);
    expect(refused.code).toBe(2);
    expect(existsSync(file)).toBe(false);
    const environment = { COUNTERSIGN_PASSPHRASE: 'a long passphrase of words' };
    const { code } = await countersign(['export', id, '--unredacted', '-o', file, ...data], { environment });
    expect(code).toBe(0);
    expect((await countersign(['import', file, ...data])).out).toContain('IMPORT_LOCKED');
    expect((await countersign(['import', file, ...data], { environment })).out).toMatch(/^bob · /m);
  });
});

test('a chain is run again on the sandbox: same, or different at which step and why', async ({
  console: { page, userData },
}) => {
  const data = ['--data', userData];
  const { users } = await valueOf<{ users: { username: string; clientId: string; password: string }[] }>(
    page,
    'sandbox.start',
  );
  const user = users.find(({ username }) => username === 'ivy');
  const signIn = recordingOf([
    {
      operation: 'InitiateAuth',
      at: AT,
      url: 'https://login.example.com/',
      sent: {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: user?.clientId,
        AuthParameters: { USERNAME: 'ivy', PASSWORD },
      },
      came: { AuthenticationResult: { AccessToken: 'access-of-ivy', TokenType: 'Bearer', ExpiresIn: 3_600 } },
    },
  ]);
  const source = idIn(await countersign(['import', '-', '--json', ...data], { input: signIn }));
  const before = accountsIn(keychainEntries());

  const same = await countersign(['reproduce', source, '--target', 'sandbox', ...data]);
  expect({ code: same.code, err: same.err }).toEqual({ code: 0, err: '' });
  expect(same.out).toMatch(/\nSame\. The one step came out as then\./);

  const different = await countersign(['reproduce', source, '--target', 'sandbox', ...data], {
    environment: { COUNTERSIGN_GIVEN_PASSWORD: 'Another-horse-42' },
  });
  expect(different.code).toBe(1);
  expect(different.out).toMatch(/\nDifferent at step 1 of 1\. TOKENS then, NotAuthorizedException now: /);
  expect(different.out).not.toContain('Another-horse');

  // Both runs are in the window; their tokens were of a sandbox that is gone and are in nobody's keychain.
  await expect(chainOf(page, 'ivy')).toHaveCount(3);
  expect(accountsIn(keychainEntries())).toEqual(before);
});

test('a copied request and an error’s text are read from standard input', async ({
  console: { userData },
}) => {
  const data = ['--data', userData];
  const curl = `curl 'https://cognito-idp.eu-west-1.amazonaws.com/' -H 'X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth' -H 'Content-Type: application/x-amz-json-1.1' --data-raw '{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"shop0client","AuthParameters":{"USERNAME":"trudy","PASSWORD":"${PASSWORD}"}}'`;
  const request = await countersign(['import', '-', ...data], { input: curl });
  expect(request.code).toBe(0);
  expect(request.out).toMatch(/^trudy · USER_PASSWORD_AUTH · cognito-idp\.eu-west-1\.amazonaws\.com$/m);
  expect(request.out).toContain('hole (response)');
  expect(request.out).not.toContain(PASSWORD);

  const error = await countersign(['import', '-', ...data], {
    input: 'NotAuthorizedException: Incorrect username or password.',
  });
  expect(error.code).toBe(0);
  expect(error.out).toMatch(/NotAuthorizedException\n[^]*try: /);

  const nonsense = await countersign(['import', '-', ...data], { input: 'good morning' });
  expect(nonsense.code).toBe(4);
});

test('without a keychain the terminal keeps the masked form, and says so', async ({}, info) => {
  const data = info.outputPath('data');
  const environment = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus', XDG_RUNTIME_DIR: undefined };
  const { code, out, err } = await countersign(['import', '-', '--json', '--data', data], {
    input: recorded('oscar'),
    environment,
  });
  expect(code).toBe(0);
  expect(err).toContain('Real values are neither kept nor read: everything stays masked.');
  const id = idIn({ code, out, err });
  const shown = await countersign(['history', 'show', id, '--data', data], { environment });
  expect(shown).toMatchObject({ code: 0, err: '' });
  expect(shown.out).toContain('oscar · USER_PASSWORD_AUTH');
  expect(findSecrets(filesUnder(data), [{ name: 'password', value: PASSWORD }])).toEqual([]);
  const nowhere = await countersign(['history', 'search', '--data', join(data, 'nowhere')], { environment });
  expect(nowhere.code).toBe(4);
  expect(existsSync(join(data, 'nowhere'))).toBe(false);
});
