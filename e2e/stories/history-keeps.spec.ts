import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { accountsIn, keychainEntries } from '../support/keychain.ts';
import { appFolder } from '../support/folders.ts';
import { runProgram } from '../support/program.ts';
import { type Recorded, recordingOf } from '../support/recording.ts';
import { filesUnder, findSecrets } from '../support/search.ts';
import {
  expectAsked,
  expectChain,
  expectTokens,
  goTo,
  inspect,
  reveal,
  rows,
  send,
  startSeeded,
} from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

/** So many that wiping them takes longer than it takes to stop it. */
const MANY = 5_000;
const beginning = (username: string, at: number): Recorded => ({
  operation: 'InitiateAuth',
  at: Date.UTC(2026, 8, 8, 9, 0, at),
  url: 'https://cognito-idp.eu-west-1.amazonaws.com/',
  sent: { AuthFlow: 'USER_AUTH', ClientId: 'shop0client', AuthParameters: { USERNAME: username } },
  came: {
    ChallengeName: 'SELECT_CHALLENGE',
    Session: `session-of-${username}-0001`,
    AvailableChallenges: [],
  },
});

const sidebar = (page: Page): Locator => page.getByRole('navigation', { name: 'Chains', exact: true });
const chainOf = (page: Page, username: string): Locator =>
  sidebar(page).getByRole('link', { name: new RegExp(`^${username}\\b`) });
const history = (page: Page): Locator => page.getByRole('region', { name: 'History', exact: true });

async function signIn(page: Page, username: string): Promise<void> {
  await goTo(page, '1', 'Start');
  await startSeeded(page, username);
  await expect(page.getByRole('heading', { name: username, level: 1 })).toBeVisible();
}
async function openHistorySettings(page: Page): Promise<Locator> {
  await goTo(page, ',', 'Settings');
  return history(page);
}

test('chains outlive the window: they show, explain, reveal, and can be started again', async ({
  console: opened,
  relaunch,
}) => {
  let { page } = opened;
  const { userData } = opened;
  let session = '';
  await test.step('a sign-in ends, another one waits', async () => {
    await startSeeded(page, 'bob');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await send(page);
    await expectTokens(page, 'bob');
    await signIn(page, 'ann');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await send(page);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    session = await reveal(await responseOf(page, /^Step 2/), 'Session');
    expect(session.length).toBeGreaterThan(100);
  });

  const again = await relaunch();
  ({ page } = again);
  await test.step('both are listed with what they came to, and nothing was read from the disk before the window', async () => {
    await expect(chainOf(page, 'bob')).toContainText('tokens');
    await expect(chainOf(page, 'ann')).toContainText('waiting');
    await expect(page.getByRole('contentinfo')).toContainText('2 chains');
  });
  await test.step('one opens as it was, with its real values', async () => {
    await chainOf(page, 'ann').click();
    await expectChain(page, [
      'Step 1, USER_SRP_AUTH, next PASSWORD_VERIFIER',
      'Step 2, PASSWORD_VERIFIER, next SOFTWARE_TOKEN_MFA',
      'SOFTWARE_TOKEN_MFA, waiting for an answer',
    ]);
    expect(await reveal(await responseOf(page, /^Step 2/), 'Session')).toBe(session);
  });
  await test.step('the key is in the keychain, the file is its owner’s, and the Session is nowhere in it', async () => {
    expect(accountsIn(keychainEntries())).toContain('history:key');
    const files = readdirSync(userData).filter((name) => name.startsWith('history.db'));
    expect(files).toContain('history.db');
    for (const name of files) expect(statSync(join(userData, name)).mode & 0o077).toBe(0);
    const key = keychainEntries().find(({ account }) => account === 'history:key')?.secret ?? '';
    const secrets = [
      { name: 'Session', value: session },
      { name: 'key', value: key },
    ];
    expect(findSecrets(filesUnder(userData), secrets)).toEqual([]);
  });
  await test.step('it goes on here: its Session is of an earlier sandbox, and that is explained', async () => {
    await send(page);
    await expect(page.getByRole('region', { name: /Exception$/ }).first()).toBeVisible();
    await expect(rows(page).filter({ hasText: 'Exception' }).first()).toBeVisible();
  });
});

test('what is wiped is gone, what is pinned stays, and less is kept only when asked', async ({
  console: opened,
  relaunch,
}) => {
  let { page } = opened;
  await useTheme(opened, 'dark');
  for (const username of ['ivy', 'bob', 'ann']) await signIn(page, username);
  const chains = await valueOf<{ chainId: string; username: string }[]>(page, 'chains.list');
  const pinned = chains.find(({ username }) => username === 'bob')?.chainId ?? '';
  await valueOf(page, 'chain.annotate', { chainId: pinned, changes: { pinned: true } });

  await test.step('how much there is', async () => {
    const settings = await openHistorySettings(page);
    await expect(settings).toContainText(/3 chains, \d+ steps, [\d.]+ kB in history\.db/);
    await expect(settings).toContainText('Sealed with AES-256-GCM, the key is in the keychain');
    await history(page).scrollIntoViewIfNeeded();
    await picture(opened, 'history-settings-dark');
  });

  await test.step('one chain goes by its own name', async () => {
    await chainOf(page, 'ivy').click();
    await page.keyboard.press('Control+Backspace');
    await expect(chainOf(page, 'ivy')).toHaveCount(0);
  });

  await test.step('less is kept after a question', async () => {
    const settings = await openHistorySettings(page);
    await settings.getByRole('combobox', { name: 'Keep chains for' }).selectOption('7 days');
    const asked = page.getByRole('dialog', { name: 'Keep less' });
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await expect(settings.getByRole('combobox', { name: 'Keep chains for' })).toHaveValue('365');
    await settings.getByRole('combobox', { name: 'Keep chains for' }).selectOption('7 days');
    await asked.getByRole('button', { name: 'Keep less' }).click();
    await expect(asked).toBeHidden();
  });

  await test.step('all by its key, but what is pinned', async () => {
    await goTo(page, '1', 'Start');
    await page.keyboard.press('Control+Alt+Shift+Backspace');
    const asked = page.getByRole('dialog', { name: 'Wipe the history' });
    await expect(asked).toContainText('Pinned chains stay');
    await picture(opened, 'history-wipe-dark');
    await asked.getByRole('button', { name: 'Wipe', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('1 chain wiped');
    await expect(chainOf(page, 'ann')).toHaveCount(0);
    await expect(chainOf(page, 'bob')).toBeVisible();
    await useTheme(opened, 'light');
    await openHistorySettings(page);
    await history(page).scrollIntoViewIfNeeded();
    await picture(opened, 'history-settings-light');
  });

  await test.step('and so it is after a restart', async () => {
    ({ page } = await relaunch());
    await expect(chainOf(page, 'bob')).toBeVisible();
    await expect(sidebar(page).getByRole('link')).toHaveCount(1);
    const settings = await openHistorySettings(page);
    await expect(settings.getByRole('combobox', { name: 'Keep chains for' })).toHaveValue('7');
    await expect(settings).toContainText('1 chain,');
  });
});

test('a long wipe says how far it is, leaves the window free, and stops', async ({
  console: opened,
}, info) => {
  const { page, userData } = opened;
  test.setTimeout(240_000);
  const file = info.outputPath('many.har');
  writeFileSync(file, recordingOf(Array.from({ length: MANY }, (_, at) => beginning(`user-${at}`, at))));
  const cli = join(appFolder, 'out/main/cli.js');
  const { code } = await runProgram(process.execPath, [cli, 'import', file, '--json', '--data', userData]);
  expect(code).toBe(0);

  await useTheme(opened, 'dark');
  const settings = await openHistorySettings(page);
  await expect(settings).toContainText(`${MANY.toLocaleString('en-US')} chains`);
  await settings.getByRole('button', { name: 'Wipe', exact: true }).click();
  await page
    .getByRole('dialog', { name: 'Wipe the history' })
    .getByRole('button', { name: 'Wipe', exact: true })
    .click();
  const bar = settings.getByRole('progressbar', { name: 'Wiping' });
  await expect(bar).toBeVisible();
  await expect(settings).toContainText(
    new RegExp(`[1-9][\\d,]* of ${MANY.toLocaleString('en-US')} chains wiped`),
  );
  await settings.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(bar).toBeHidden();
  const said = page.getByRole('region', { name: 'Messages' });
  await expect(said).toContainText(/Stopped: [\d,]+ chains wiped, the others stay/);
  const wiped = Number(/Stopped: ([\d,]+)/.exec(await said.innerText())?.[1]?.replaceAll(',', ''));
  const left = MANY - wiped;
  expect(left).toBeGreaterThan(0);
  await expect(settings).toContainText(`${left.toLocaleString('en-US')} chain`);

  await test.step('what is left goes with the next one', async () => {
    await settings.getByRole('button', { name: 'Wipe', exact: true }).click();
    await picture(opened, 'history-wipe-again-dark');
    await page
      .getByRole('dialog', { name: 'Wipe the history' })
      .getByRole('button', { name: 'Wipe', exact: true })
      .click();
    await expect(settings).toContainText('0 chains, 0 steps', { timeout: 60_000 });
  });
});

test.describe('without a keychain', () => {
  test.use({ environment: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' } });

  test('only the masked form is kept, and a value that was not says so', async ({
    console: { page: first, userData },
    relaunch,
  }) => {
    let page = first;
    await startSeeded(page, 'bob');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await send(page);
    await expect(rows(page).filter({ hasText: 'tokens received' })).toBeVisible();
    await expect.poll(() => existsSync(join(userData, 'history.db'))).toBe(true);
    ({ page } = await relaunch());
    await chainOf(page, 'bob').click();
    await expect(rows(page).filter({ hasText: 'tokens received' })).toBeVisible();
    const response = await responseOf(page, /^Step 1/);
    const dot = response.getByRole('button', { name: /^Reveal / }).first();
    await dot.dispatchEvent('pointerdown');
    await expect(page.getByText('Only the masked form of this step is here').first()).toBeVisible();
    await dot.dispatchEvent('pointerup');
    const settings = await openHistorySettings(page);
    await expect(settings).toContainText('Not kept: no keychain. Only the masked form is');
  });
});

async function responseOf(page: Page, step: RegExp): Promise<Locator> {
  await rows(page)
    .filter({ hasText: /./ })
    .and(page.getByRole('option', { name: step }))
    .first()
    .click();
  return inspect(page, 'Response');
}
