import type { Page } from '@playwright/test';
import { CANARIES } from '../canaries.ts';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { check } from '../support/look.ts';
import {
  expectAsked,
  expectTokens,
  goTo,
  inspect,
  newChain,
  rows,
  send,
  startSeeded,
} from '../support/steps.ts';
import { picture, resize, type Theme, useTheme } from '../support/window.ts';

interface Sight {
  readonly name: string;
  show(page: Page): Promise<void>;
}

/** Every view, with what fills it, in the order a person would meet them. Each leaves the window as it shows it. */
const SIGHTS: readonly Sight[] = [
  { name: 'start', show: (page) => goTo(page, '1', 'Start') },
  { name: 'new-chain', show: (page) => newChain(page, 'USER_SRP_AUTH') },
  { name: 'chain', show: (page) => showChain(page, 'ann') },
  {
    name: 'chain-error',
    async show(page) {
      await showChain(page, 'ann');
      await rows(page).nth(2).click();
      await inspect(page, 'Summary');
    },
  },
  {
    name: 'chain-table',
    async show(page) {
      await page.getByRole('tab', { name: 'Table' }).click();
      await inspect(page, 'Timing');
    },
  },
  {
    name: 'chain-headers',
    async show(page) {
      await page.getByRole('tab', { name: 'Rail' }).click();
      await inspect(page, 'Headers');
    },
  },
  { name: 'chain-set-up', show: (page) => showChain(page, 'gus') },
  { name: 'chain-tokens', show: (page) => showChain(page, 'ivy') },
  { name: 'tokens', show: (page) => goTo(page, '2', 'Tokens') },
  { name: 'sandbox', show: (page) => goTo(page, '3', 'Sandbox') },
  { name: 'target', show: (page) => goTo(page, '4', 'Targets') },
  {
    name: 'target-new',
    async show(page) {
      await page.getByRole('button', { name: 'Add a target' }).first().click();
      await expect(page.getByRole('form', { name: 'Target' })).toBeVisible();
    },
  },
  ...(['Challenges', 'Flows', 'Errors'] as const).map((part) => ({
    name: `reference-${part.toLowerCase()}`,
    async show(page: Page) {
      await goTo(page, '5', 'Reference');
      await page.getByRole('tab', { name: new RegExp(`^${part}`) }).click();
      await expect(page.getByRole('article')).toBeVisible();
    },
  })),
  { name: 'settings', show: (page) => goTo(page, ',', 'Settings') },
];

for (const theme of ['dark', 'light'] satisfies Theme[]) {
  test(`every view in ${theme}: accessible, and no sideways scrolling at 1024 x 700`, async ({
    console,
    installed,
  }) => {
    test.setTimeout(120_000);
    const { page } = console;
    await useTheme(console, theme);
    await resize(console, 1280, 800);
    await test.step('the first launch', async () => {
      await expect(page.getByRole('heading', { name: 'Step a sign-in now' })).toBeVisible();
      await check(console, `first-launch-${theme}`);
      await picture(console, `start-${theme}`, theme === 'light');
    });
    await fill(page);
    for (const { name, show } of SIGHTS) {
      await test.step(name, async () => {
        await show(page);
        await check(console, `${name}-${theme}`);
        await installed.keepPage();
      });
    }
    for (const [keys, dialog] of [
      ['Control+k', 'Commands'],
      ['?', 'Keys'],
    ] as const) {
      await test.step(dialog, async () => {
        await page.getByRole('main').focus();
        await page.keyboard.press(keys);
        await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
        await check(console, `${dialog.toLowerCase()}-${theme}`);
        await page.keyboard.press('Escape');
      });
    }
    await test.step('the picture of the README', async () => {
      await showChain(page, 'ann');
      await rows(page).nth(1).click();
      await inspect(page, 'Response');
      await picture(console, `chain-${theme}`, theme === 'dark');
    });
  });
}

/** Chains in every state: waiting after a wrong code, set-up under way, finished. */
async function fill(page: Page): Promise<void> {
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await form.getByRole('textbox', { name: 'Code' }).fill(CANARIES.wrongCode);
  await send(page);
  await expect(page.getByRole('region', { name: 'CodeMismatchException' }).first()).toBeVisible();
  await goTo(page, '1', 'Start');
  await startSeeded(page, 'cy');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  await expectAsked(page, 'SMS_MFA');
  await goTo(page, '1', 'Start');
  await startSeeded(page, 'gus');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  const setUp = await expectAsked(page, 'MFA_SETUP');
  await setUp.getByRole('button', { name: 'Get a secret' }).click();
  await expect(setUp.getByRole('img', { name: 'QR code of the TOTP secret' })).toBeVisible();
  await goTo(page, '1', 'Start');
  await startSeeded(page, 'ivy');
  await expectTokens(page, 'ivy');
  await valueOf(page, 'target.save', {
    name: 'Staging',
    region: 'eu-west-1',
    endpoint: '',
    userPoolId: 'eu-west-1_Ab12Cd34E',
    clientId: 'a1b2c3d4e5f6g7h8',
    fips: false,
    color: 'amber',
    production: true,
    sessionMinutes: 5,
  });
}

async function showChain(page: Page, username: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Chains' })
    .getByRole('link', { name: new RegExp(`^${username}\\b`) })
    .click();
  await expect(page.getByRole('heading', { name: username, level: 1 })).toBeVisible();
  await expect(
    rows(page)
      .first()
      .or(page.getByRole('grid', { name: 'Steps of the chain' })),
  ).toBeVisible();
}
