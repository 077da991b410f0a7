import type { Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { findings, spilled, still, wide } from '../support/look.ts';
import { expectTokens, goTo, inspect, newChain, rows, send } from '../support/steps.ts';
import { picture, resize } from '../support/window.ts';

/** As long as a Cognito username gets: right-to-left, combining marks, an astral letter, no place to break. */
const LONG_USER = `${'שלום_عليكم_e\u0301\u0327\u0308_𝒵'.repeat(8)}`.slice(0, 126);
/** Longer than any user there can be: it is refused, and shown all the same. */
const TOO_LONG = 'ann.of.the.very.long.department.'.repeat(7).slice(0, 200);
const LONG_NAME = 'Staging of the northern customers ' + 'x'.repeat(66);
const PASSWORD = 'Correct-horse-1';

interface Pool {
  readonly userPoolId: string;
  readonly clients: readonly { readonly clientId: string; readonly name: string }[];
}

/** Users, chains, tokens and targets of the most awkward kind. */
async function fillLong(page: Page): Promise<void> {
  const { pools } = await valueOf<{ pools: readonly Pool[] }>(page, 'sandbox.start');
  const pool = pools[0];
  if (!pool) throw new Error('The sandbox has no pool.');
  await valueOf(page, 'sandbox.putUser', {
    userPoolId: pool.userPoolId,
    user: {
      Username: LONG_USER,
      Password: PASSWORD,
      UserStatus: 'CONFIRMED',
      // Claims that make the ID token longer than 4 KB.
      UserAttributes: {
        name: 'נ'.repeat(500),
        profile: 'p'.repeat(2_000),
        email: `${'e'.repeat(60)}@example.com`,
      },
    },
  });
  await valueOf(page, 'target.save', {
    name: LONG_NAME,
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:9/${'path/'.repeat(60)}`,
    userPoolId: 'eu-west-1_Ab12Cd34E',
    clientId: 'c'.repeat(120),
    fips: false,
    color: 'red',
    production: true,
    sessionMinutes: 15,
  });
}

async function signIn(page: Page, username: string): Promise<void> {
  await newChain(page, 'USER_PASSWORD_AUTH');
  await page.getByRole('textbox', { name: 'Username' }).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await send(page);
}

test('values of any length and direction stay in their place', async ({ console, installed }) => {
  test.setTimeout(180_000);
  const { page } = console;
  await resize(console, 1280, 800);
  await expect(page.getByRole('heading', { name: 'Step a sign-in now' })).toBeVisible();
  await fillLong(page);

  /** At the usual size, the smallest and the largest: no text leaves its place. */
  async function look(name: string): Promise<void> {
    await test.step(name, async () => {
      await still(page);
      for (const [width, height] of [
        [1280, 800],
        [1024, 700],
        [720, 520],
      ] as const) {
        await resize(console, width, height);
        expect.soft(await wide(page), `${name} at ${width}`).toEqual([]);
        expect.soft(await spilled(page), `${name} at ${width}`).toEqual([]);
      }
      await resize(console, 1280, 800);
      expect.soft(await findings(page), name).toEqual([]);
      await picture(console, `long-${name}`);
      await installed.keepPage();
    });
  }

  await signIn(page, LONG_USER);
  await expectTokens(page, LONG_USER.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  await look('chain-tokens');
  for (const tab of ['Summary', 'Request', 'Response', 'Headers', 'Timing']) {
    await inspect(page, tab);
    await look(`chain-${tab.toLowerCase()}`);
  }

  await test.step('a token of over 4 KB unfolds and folds in its row', async () => {
    await inspect(page, 'Response');
    const token = page
      .getByRole('tree', { name: 'Response body' })
      .getByRole('treeitem', { name: /IdToken/ });
    await token.click();
    await page.keyboard.press('ArrowRight');
    await look('chain-id-token');
    const { tokens } = (
      await valueOf<{ tokens: { name: string; length: number }[] }[]>(page, 'tokens.list')
    )[0] ?? {
      tokens: [],
    };
    expect(tokens.find(({ name }) => name === 'IdToken')?.length).toBeGreaterThan(4_096);
  });

  await test.step('a user of 200 characters is refused, and seen', async () => {
    await signIn(page, TOO_LONG);
    await expect(page.getByRole('heading', { name: TOO_LONG, level: 1 })).toBeVisible();
    await expect(rows(page).first()).toContainText('NotAuthorizedException');
    await look('chain-refused');
    await page.getByRole('tab', { name: 'Table' }).click();
    await look('chain-table');
    await page.getByRole('tab', { name: 'Rail' }).click();
  });

  await goTo(page, '2', 'Tokens');
  await look('tokens');
  await goTo(page, '3', 'Sandbox');
  for (const [at, tab] of ['users', 'clients', 'faults', 'triggers', 'log', 'settings'].entries()) {
    await page.keyboard.press(`Control+Alt+${at + 1}`);
    await look(`sandbox-${tab}`);
  }
  await goTo(page, '4', 'Targets');
  await page.getByRole('navigation', { name: 'Targets' }).getByText(LONG_NAME).click();
  await expect(page.getByRole('heading', { name: LONG_NAME, level: 1 })).toBeVisible();
  await look('target');
  await page.getByRole('button', { name: 'New chain here' }).click();
  await expect(page.getByRole('heading', { name: 'New chain', level: 1 })).toBeVisible();
  await look('new-chain');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('very long department');
  await look('palette');
  await page.keyboard.press('Escape');

  await test.step('what is cut off shows in full to the pointer and to the keyboard', async () => {
    const link = page
      .getByRole('navigation', { name: 'Chains' })
      .getByRole('link', { name: /^ann\.of\.the\.very/ });
    await link.focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    const full = page.locator('[data-full-text]');
    await expect(full).toHaveText(TOO_LONG);
    await picture(console, 'long-in-full');
    await page.keyboard.press('Escape');
    await expect(full).toBeHidden();
    await goTo(page, '2', 'Tokens');
    await page.getByRole('article').first().getByRole('heading', { level: 2 }).hover();
    await expect(full).toHaveText(LONG_USER);
  });
});
