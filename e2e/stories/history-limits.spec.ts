import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { appFolder } from '../support/folders.ts';
import { runProgram } from '../support/program.ts';
import { recordingOf } from '../support/recording.ts';
import { expectAsked, goTo, startSeeded } from '../support/steps.ts';
import { integrityOf } from '../support/whole-file.ts';
import { picture, useTheme } from '../support/window.ts';

interface Head {
  readonly chainId: string;
  readonly username: string;
  readonly targetName: string;
}

/** Of so many letters that this many sign-ins, kept once masked and once sealed, are more than 100 MB. */
const MANY = 130;
const LETTERS = 450_000;
const LIMIT = 100_000_000;

const sidebar = (page: Page): Locator => page.getByRole('navigation', { name: 'Chains', exact: true });
const chainOf = (page: Page, username: string): Locator =>
  sidebar(page).getByRole('link', { name: new RegExp(`^${username}\\b`) });
const settingsOf = (page: Page): Locator => page.getByRole('region', { name: 'History', exact: true });
const pin = (page: Page, chainId: string): Promise<unknown> =>
  valueOf(page, 'chain.annotate', { chainId, changes: { pinned: true } });

test('the chains of one target are wiped: what is pinned and the other targets’ stay', async ({
  console: opened,
  relaunch,
}) => {
  let { page } = opened;
  await useTheme(opened, 'dark');
  for (const username of ['ann', 'bob', 'hal']) {
    await goTo(page, '1', 'Start');
    await startSeeded(page, username);
    await expectAsked(page, 'PASSWORD_VERIFIER');
  }
  const heads = await valueOf<Head[]>(page, 'chains.list');
  const of = (username: string) => heads.find((head) => head.username === username);
  const target = of('ann')?.targetName ?? '';
  expect(of('bob')?.targetName).toBe(target);
  expect(of('hal')?.targetName).not.toBe(target);
  await pin(page, of('bob')?.chainId ?? '');

  await goTo(page, ',', 'Settings');
  const settings = settingsOf(page);
  await settings.getByRole('combobox', { name: 'Wipe' }).selectOption({ label: target });
  await settings.getByRole('button', { name: 'Wipe', exact: true }).click();
  const asked = page.getByRole('dialog', { name: `Wipe the chains of ${target}` });
  await expect(asked).toContainText(`All chains of ${target} are removed from this computer`);
  await picture(opened, 'history-wipe-target-dark');
  await asked.getByRole('button', { name: 'Wipe', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('1 chain wiped');
  await expect(settings).toContainText('2 chains,');

  const expectLeft = async (): Promise<void> => {
    await expect(sidebar(page).getByRole('link')).toHaveCount(2);
    await expect(chainOf(page, 'ann')).toHaveCount(0);
    await expect(chainOf(page, 'bob')).toBeVisible();
    await expect(chainOf(page, 'hal')).toBeVisible();
  };
  await expectLeft();
  ({ page } = await relaunch());
  await expectLeft();
});

test('kept by size, the oldest go until the rest fits, and what is pinned stays', async ({
  console: opened,
}, info) => {
  test.setTimeout(180_000);
  const { page, userData } = opened;
  await useTheme(opened, 'dark');
  const file = info.outputPath('large.har');
  writeFileSync(file, recordingOf(Array.from({ length: MANY }, (_, at) => large(at))));
  const cli = join(appFolder, 'out/main/cli.js');
  const { code } = await runProgram(process.execPath, [cli, 'import', file, '--json', '--data', userData]);
  expect(code).toBe(0);
  const byName = async (username: string): Promise<string | undefined> => {
    const wish = { query: `user:${username}`, most: 1 };
    const { found } = await valueOf<{ found: { line: Head }[] }>(page, 'history.search', wish);
    return found[0]?.line.chainId;
  };
  await pin(page, (await byName('user-000')) ?? '');

  await goTo(page, ',', 'Settings');
  const settings = settingsOf(page);
  await expect(settings).toContainText(`${String(MANY)} chains`);
  const before = await valueOf<{ bytes: number }>(page, 'history.size');
  expect(before.bytes).toBeGreaterThan(LIMIT);
  await settings.getByRole('combobox', { name: 'Keep at most' }).selectOption({ label: '100 MB' });
  const asked = page.getByRole('dialog', { name: 'Keep less' });
  await expect(asked).toContainText('the oldest first. Pinned chains stay');
  await asked.getByRole('button', { name: 'Keep less' }).click();
  await expect(asked).toBeHidden();
  await expect(settings).not.toContainText(`${String(MANY)} chains`, { timeout: 60_000 });
  await expect(settings.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
  await picture(opened, 'history-kept-by-size-dark');

  const after = await valueOf<{ chains: number; bytes: number }>(page, 'history.size');
  expect(after.bytes).toBeLessThanOrEqual(LIMIT);
  expect(after.chains).toBeGreaterThan(1);
  const names = Array.from({ length: MANY }, (_, at) => nameOf(at));
  const there: boolean[] = [];
  for (const name of names) there.push((await byName(name)) !== undefined);
  // Pinned, the oldest of all is there; behind it a part is gone, and everything after that part is there.
  const oldestLeft = there.indexOf(true, 1);
  expect(there[0]).toBe(true);
  expect(oldestLeft).toBeGreaterThan(1);
  expect(there.slice(oldestLeft)).toEqual(there.slice(oldestLeft).map(() => true));
  expect(there.filter(Boolean)).toHaveLength(after.chains);
  expect(integrityOf(userData)).toBe('ok');
});

const nameOf = (at: number): string => `user-${String(at).padStart(3, '0')}`;

/** A sign-in whose answer is large, of a day of its own. */
function large(at: number) {
  return {
    operation: 'InitiateAuth',
    at: Date.UTC(2026, 4, 1) + at * 86_400_000,
    url: 'https://cognito-idp.eu-west-1.amazonaws.com/',
    sent: { AuthFlow: 'CUSTOM_AUTH', ClientId: 'shop0client', AuthParameters: { USERNAME: nameOf(at) } },
    came: {
      ChallengeName: 'CUSTOM_CHALLENGE',
      Session: `session-of-${nameOf(at)}-0001`,
      ChallengeParameters: { picture: 'p'.repeat(LETTERS) },
    },
  };
}
