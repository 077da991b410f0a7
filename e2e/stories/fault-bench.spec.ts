import type { Locator, Page } from '@playwright/test';
import { ask, valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { check } from '../support/look.ts';
import {
  confirmHarm,
  expectAsked,
  expectTokens,
  newChain,
  proveThePassword,
  rows,
  send,
  startSeeded,
} from '../support/steps.ts';
import { picture, resize, type Theme, useTheme } from '../support/window.ts';

const PASSWORD = 'Correct-horse-1';

const bench = (page: Page): Locator => page.getByRole('main', { name: 'One-fault bench', exact: true });
const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Faults and what they came to' });
const rowOf = (page: Page, fault: string): Locator =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: `Run ${fault}`, exact: true }) });

/** Opens the bench of what is selected, by its key. */
async function openBench(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+B');
  await expect(bench(page)).toBeVisible();
  await expect(grid(page)).toBeVisible();
}

/** A target of one's own that is the sandbox behind: nothing is taken back there, as on a real pool. */
async function targetAtSandbox(page: Page, name: string, production: boolean): Promise<void> {
  const { endpoint } = await valueOf<{ endpoint: string }>(page, 'sandbox.start');
  await valueOf(page, 'target.save', {
    name,
    region: '',
    endpoint,
    userPoolId: 'eu-west-1_Kq7Zt2mXa',
    clientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
    fips: false,
    color: 'none',
    production,
    sessionMinutes: 3,
  });
}

async function targetId(page: Page, name: string): Promise<string> {
  const targets = await valueOf<{ id: string; name: string }[]>(page, 'targets.list');
  return targets.find((target) => target.name === name)?.id ?? '';
}

/** Waits for the end of a run; every fault came out as the protocol has it. */
async function expectAllAsExpected(page: Page): Promise<number> {
  const summary = bench(page).getByText(/^\d+ of \d+ as expected/);
  await expect(summary).toBeVisible({ timeout: 60_000 });
  await expect(summary).toHaveText(/^(\d+) of \1 as expected$/);
  return Number((await summary.textContent())?.split(' ')[0]);
}

test('stopped halfway, what ran stays and the rest is said not to be run', async ({ console: opened }) => {
  const { page } = opened;
  await startSeeded(page, 'bob');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await page.getByRole('option', { name: /^PASSWORD_VERIFIER, waiting/ }).click();
  await openBench(page);
  await bench(page).getByRole('button', { name: 'Run all' }).click();
  await expect(bench(page).getByRole('progressbar', { name: 'Faults run' })).toBeVisible();
  await expect(bench(page).getByText(/^\s*[4-9] of \d+/)).toBeVisible();
  await bench(page).getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(bench(page).getByRole('button', { name: 'Run all' })).toBeVisible();
  await expect(bench(page).getByText(/^(\d+) of \1 as expected$/)).toBeVisible();
  await expect(bench(page).getByText(/^\d+ not run$/)).toBeVisible();
  await picture(opened, 'bench-stopped');
});

test('a tester breaks every rule of a code and of a proof, and each is refused as it should be', async ({
  console: { page },
}) => {
  test.setTimeout(180_000);
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await page.getByRole('option', { name: /^PASSWORD_VERIFIER, waiting/ }).click();

  await test.step('all faults of PASSWORD_VERIFIER', async () => {
    await openBench(page);
    await expect(bench(page)).toContainText('PASSWORD_VERIFIER');
    await bench(page).getByRole('button', { name: 'Run all' }).click();
    expect(await expectAllAsExpected(page)).toBeGreaterThan(30);
    await expect(
      grid(page).getByRole('gridcell', {
        name: 'TIMESTAMP with a zero before the day, NotAuthorized: as expected',
      }),
    ).toBeVisible();
  });

  await test.step('the chain under study was not touched, and no other stands in the sidebar', async () => {
    await bench(page).getByRole('button', { name: 'Chain', exact: true }).click();
    await expect(page.getByRole('navigation', { name: 'Chains' }).getByRole('link')).toHaveCount(1);
    await proveThePassword(page);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  });

  await test.step('all faults of SOFTWARE_TOKEN_MFA', async () => {
    await page.getByRole('option', { name: /^SOFTWARE_TOKEN_MFA, waiting/ }).click();
    await page
      .getByRole('region', { name: 'Inspector' })
      .getByRole('button', { name: 'One-fault bench' })
      .click();
    await expect(bench(page)).toContainText('SOFTWARE_TOKEN_MFA');
    await page.keyboard.press('Alt+Shift+b');
    expect(await expectAllAsExpected(page)).toBeGreaterThan(30);
  });

  await test.step('a cell opens the sign-in it came from, and a banner leads back', async () => {
    const cell = grid(page).getByRole('gridcell', {
      name: 'TOTP code used before, ExpiredCode: as expected',
    });
    await cell.focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await expect(cell).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Began by the one-fault bench.' })).toContainText(
      'TOTP code used before',
    );
    await expect(rows(page).last()).toHaveAccessibleName(/SOFTWARE_TOKEN_MFA/);
    await page.getByRole('button', { name: 'Back to the bench' }).click();
    await expect(bench(page).getByText(/^\d+ of \d+ as expected/)).toBeVisible();
  });

  await test.step('and ann’s own sign-in goes on to its tokens', async () => {
    await bench(page).getByRole('button', { name: 'Chain', exact: true }).click();
    await send(page);
    await expectTokens(page, 'ann');
    expect(await valueOf<unknown[]>(page, 'tokens.list')).toHaveLength(1);
  });
});

test('one fault alone', async ({ console: { page } }) => {
  await startSeeded(page, 'bob');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await page.getByRole('option', { name: /^PASSWORD_VERIFIER, waiting/ }).click();
  await openBench(page);
  const fault = 'TIMESTAMP with the wrong weekday';
  await rowOf(page, fault).getByRole('button').click();
  await expect(rowOf(page, fault)).toContainText('as expected');
  await expect(bench(page).getByText('1 of 1 as expected')).toBeVisible();
  const about = page.getByRole('region', { name: 'About this fault' });
  await expect(about).toContainText('The weekday belongs to the date.');
  await expect(about).toContainText('Incorrect username or password.');
  await about.getByRole('button', { name: 'Open its sign-in' }).click();
  await expect(page.getByRole('option', { name: /NotAuthorizedException/ })).toBeVisible();
});

test('on a production target the bench asks first, and stops before it locks the user out', async ({
  console: { page },
}) => {
  test.setTimeout(120_000);
  await targetAtSandbox(page, 'live', true);
  await newChain(page, 'USER_SRP_AUTH');
  await page
    .getByRole('main')
    .getByRole('combobox', { name: 'Target', exact: true })
    .selectOption(await targetId(page, 'live'));
  await page.getByRole('textbox', { name: 'Username' }).fill('bob');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await send(page);
  await proveThePassword(page);
  await confirmHarm(page, 'live');
  await expectTokens(page, 'bob');
  await rows(page).nth(1).click();
  await openBench(page);

  await test.step('a harmless fault is sent at once', async () => {
    await rowOf(page, 'No ClientId').getByRole('button').click();
    await expect(rowOf(page, 'No ClientId')).toContainText('as expected');
  });

  await test.step('one that counts asks, and is not sent when declined', async () => {
    await rowOf(page, 'Proof of a wrong password').getByRole('button').click();
    const dialog = page.getByRole('dialog', { name: 'Run against a production target' });
    await expect(dialog).toContainText('1 try counts as failed on bob');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(rowOf(page, 'Proof of a wrong password')).not.toContainText('as expected');
  });

  await test.step('with the target’s name typed, all are sent', async () => {
    await bench(page).getByRole('button', { name: 'Run all' }).click();
    const dialog = page.getByRole('dialog', { name: 'Run against a production target' });
    await expect(dialog.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
    await dialog.getByRole('textbox').fill('live');
    await dialog.getByRole('button', { name: 'Run', exact: true }).click();
    await expectAllAsExpected(page);
  });
});

test('where nobody can sign in cleanly, faults that count are held back before the fifth', async ({
  console: { page },
}) => {
  await targetAtSandbox(page, 'elsewhere', false);
  await newChain(page, 'USER_PASSWORD_AUTH');
  await page
    .getByRole('main')
    .getByRole('combobox', { name: 'Target', exact: true })
    .selectOption(await targetId(page, 'elsewhere'));
  // Someone who mistypes the password: the console knows no right one.
  await page.getByRole('textbox', { name: 'Username' }).fill('ivy');
  await page.getByLabel('Password', { exact: true }).fill('Wrong-horse-1');
  await send(page);
  await expect(page.getByRole('option', { name: /NotAuthorizedException/ })).toBeVisible();
  await rows(page).first().click();
  await openBench(page);
  const [, chainId, stepId] = /chains\/([^/]+)\/bench\/([^/]+)/.exec(page.url()) ?? [];
  const sentIn = async () => {
    const { running, results } = await valueOf<{ running?: unknown; results: { chainId?: string }[] }>(
      page,
      'bench.results',
      { chainId, stepId },
    );
    return running === undefined ? results[0]?.chainId : undefined;
  };
  let before: string | undefined;
  for (let times = 0; times < 3; times++) {
    await rowOf(page, 'A wrong password').getByRole('button').click();
    await expect.poll(async () => (await sentIn()) ?? before).not.toBe(before);
    before = await sentIn();
    await expect(rowOf(page, 'A wrong password')).toContainText('as expected');
    await expect(rowOf(page, 'A wrong password').getByRole('button')).toHaveAttribute(
      'aria-disabled',
      'false',
    );
  }
  await rowOf(page, 'A wrong password').getByRole('button').click();
  await expect(rowOf(page, 'A wrong password')).toContainText('held back');
  await expect(page.getByRole('region', { name: 'About this fault' })).toContainText(
    'the next one locks the user',
  );
  // And so the user is not locked: the right password still signs in.
  const reply = await ask(page, 'chain.startSeeded', { userPoolId: 'eu-west-1_Kq7Zt2mXa', username: 'ivy' });
  expect(reply.ok).toBe(true);
  await page.getByRole('navigation', { name: 'Chains' }).getByRole('link', { name: /ivy/ }).first().click();
  await expectTokens(page, 'ivy');
});

for (const theme of ['dark', 'light'] satisfies Theme[]) {
  test(`the bench in ${theme}: accessible at every size`, async ({ console }) => {
    test.setTimeout(120_000);
    const { page } = console;
    await useTheme(console, theme);
    await resize(console, 1280, 800);
    await startSeeded(page, 'cy');
    await proveThePassword(page);
    await expectAsked(page, 'SMS_MFA');
    await page.getByRole('option', { name: /^SMS_MFA, waiting/ }).click();
    await openBench(page);
    await check(console, `bench-${theme}`);
    // An emulator of its own mind: one rule of the sandbox makes some faults come out otherwise.
    await valueOf(page, 'sandbox.addFault', {
      rule: 'RespondToAuthChallenge challenge=SMS_MFA user=cy times=2 -> ForbiddenException "Request not allowed due to WAF block."',
    });
    await page.keyboard.press('Alt+Shift+b');
    await expect(bench(page).getByText(/^\d+ of \d+ as expected · \d+ another code/)).toBeVisible({
      timeout: 60_000,
    });
    await grid(page)
      .getByRole('gridcell', { name: 'No Session, InvalidParameter: expected, did not come' })
      .focus();
    await check(console, `bench-run-${theme}`);
    await grid(page).getByRole('gridcell', { name: 'No Session, Forbidden: not expected' }).click();
    await expect(page.getByRole('region', { name: 'Began by the one-fault bench.' })).toBeVisible();
    await check(console, `bench-chain-${theme}`);
  });
}
