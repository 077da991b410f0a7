import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { ask, valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import type { Console } from '../support/launch.ts';
import {
  expectAsked,
  expectTokens,
  goTo,
  inspect,
  newChain,
  proveThePassword,
  rows,
  send,
  startSeeded,
  switchTo,
  whatComesNext,
} from '../support/steps.ts';
import { claimOver, paddedTimestamp } from '../support/srp-claim.ts';
import { picture, useTheme } from '../support/window.ts';

const POOL_BY_EMAIL = 'eu-west-1_Dw8Ys3fJe';
/** Signed in by email, nia goes by one. */
const UUID = '[0-9a-f-]{36}';
/** A fixture of the sandbox: it guards nothing. */
const CLIENT_SECRET = '0m1n2b3v4c5x6z7a8s9d0f1g2h3j4k5l6q7w8e9r0t1y2u3i4o5p';

/** The card under the chain. */
const card = (page: Page, code = 'NotAuthorizedException') =>
  whatComesNext(page).getByRole('region', { name: code });

/** Types a value over one that the console computes. */
async function typeOver(page: Page, key: string, value: string): Promise<void> {
  await switchTo(page, key, 'Typed by hand');
  await page.getByRole('textbox', { name: key, exact: true }).fill(value);
}

async function bothThemes(console: Console, name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await useTheme(console, theme);
    await picture(console, `${name}-${theme}`);
  }
}

test('a hash made from the alias is explained, and fixed with one key to tokens', async ({ console }) => {
  const { page } = console;
  await test.step('the pool’s client has a secret, and nia signs in by email', async () => {
    const [client] = await valueOf<{ ClientId: string }[]>(page, 'sandbox.clients', {
      userPoolId: POOL_BY_EMAIL,
    });
    await valueOf(page, 'sandbox.putClient', {
      userPoolId: POOL_BY_EMAIL,
      client: { ...client, ClientSecrets: [CLIENT_SECRET] },
    });
    await startSeeded(page, 'nia@example.com');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    const hash = createHmac('sha256', CLIENT_SECRET)
      .update(`nia@example.com${client?.ClientId ?? ''}`)
      .digest('base64');
    await typeOver(page, 'SECRET_HASH', hash);
    await send(page);
  });

  await test.step('the card says what happened, why, and what will be done', async () => {
    await expect(card(page)).toContainText('SECRET_HASH does not fit');
    await expect(card(page)).toContainText('SECRET_HASH was made over the alias.');
    await expect(card(page)).toContainText('The challenge says the user is');
    await expect(card(page).getByRole('button', { name: 'Fix and resend' })).toBeVisible();
  });

  await test.step('Explain has the check, what changes, and what is ruled out', async () => {
    await page.keyboard.press('Control+e');
    const explain = page.getByRole('tabpanel', { name: 'Explain' });
    await expect(explain.getByRole('list').first()).toContainText('Check: The hash is made anew');
    const change = explain.getByRole('row', { name: /SECRET_HASH/ });
    await expect(change).toContainText('44 chars');
    await explain.getByRole('button', { name: /^Ruled out: \d/ }).click();
    await expect(explain).toContainText('ClientId is the target’s.');
    await bothThemes(console, 'explain-hash');
  });

  await test.step('one key', async () => {
    await page.keyboard.press('Control+Shift+Enter');
    await expectTokens(page, UUID);
  });
});

test('a day that is padded, by another client’s signature', async ({ console }) => {
  const { page } = console;
  // A day of one digit, whatever today is.
  const now = new Date();
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 8, 9, 5, 7));
  await valueOf(page, 'sandbox.changeClock', { set: day.toISOString() });
  await startSeeded(page, 'bob');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  const padded = paddedTimestamp(day);

  await test.step('TIMESTAMP and the signature over it are what that client sends', async () => {
    await claimOver(page, padded);
    await send(page);
  });

  await test.step('it reads as a wrong password, and the cause is found all the same', async () => {
    await expect(card(page)).toContainText('Incorrect username or password.');
    await expect(card(page)).toContainText('The day of TIMESTAMP is padded.');
    await expect(card(page)).toContainText(padded);
    await inspect(page, 'Explain');
    await bothThemes(console, 'explain-timestamp');
    await card(page).getByRole('button', { name: 'Fix and resend' }).click();
    await expectTokens(page, 'bob');
  });
});

test('a Session that expired is told by its age, and the way there run again', async ({
  console: { page },
}) => {
  await startSeeded(page, 'ann');
  await proveThePassword(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await valueOf(page, 'sandbox.changeClock', { advanceSeconds: 240 });
  await send(page);
  await expect(card(page)).toContainText('The Session is older than its validity.');
  await expect(card(page)).toContainText(
    /The Session was 4 min( \d s)? old when it was sent; this client’s live 3 min/,
  );
  await card(page).getByRole('button', { name: 'Fix and resend' }).click();
  await expectTokens(page, 'ann');
});

test('a fix that takes long says what it is at, holds the chain, and is stopped as a run is', async ({
  console,
}) => {
  const { page } = console;
  await useTheme(console, 'dark');
  await startSeeded(page, 'ann');
  await proveThePassword(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await valueOf(page, 'sandbox.changeClock', { advanceSeconds: 240 });
  await send(page);
  const fix = card(page).getByRole('button', { name: 'Fix and resend' });
  await expect(fix).toBeVisible();
  await valueOf(page, 'sandbox.addFault', { rule: 'InitiateAuth times=1 -> delay 14s' });

  const run = whatComesNext(page).getByRole('group', { name: 'Run' });
  await test.step('in the card’s place stands how far it is', async () => {
    await page.keyboard.press('Control+Shift+Enter');
    await expect(run).toContainText('Running the way here again, step 1 of 2');
    await expect(run.getByRole('progressbar', { name: 'Steps run again' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run to the end' })).toBeDisabled();
    await picture(console, 'fix-under-way-dark');
  });

  await test.step('a second one at the same time is refused', async () => {
    const [{ chainId } = { chainId: '' }] = await valueOf<{ chainId: string }[]>(page, 'chains.list');
    expect(await ask(page, 'run.start', { chainId, until: { kind: 'end' } })).toMatchObject({
      error: { code: 'RUN_UNDER_WAY' },
    });
  });

  await test.step('Stop ends it, and what was sent stays', async () => {
    await run.getByRole('button', { name: 'Stop' }).click();
    await expect(run).toBeHidden();
    await expect(rows(page).nth(3)).toHaveAccessibleName(/USER_SRP_AUTH.*CANCELLED/);
  });
});

test('the code of an earlier message', async ({ console: { page } }) => {
  await startSeeded(page, 'cy');
  await proveThePassword(page);
  await expectAsked(page, 'SMS_MFA');
  const [first] = await valueOf<{ code: string }[]>(page, 'sandbox.inbox');

  await test.step('a new sign-in sends a new code; the old one is typed', async () => {
    await goTo(page, '1', 'Start');
    await startSeeded(page, 'cy');
    await proveThePassword(page);
    const form = await expectAsked(page, 'SMS_MFA');
    await form.getByRole('textbox', { name: 'Code' }).fill(first?.code ?? '');
    await send(page);
  });

  await test.step('the card says which message it was from, and sends the newest', async () => {
    const mismatch = card(page, 'CodeMismatchException');
    await expect(mismatch).toContainText('The code is from an earlier message.');
    await expect(mismatch).toContainText('message 2 of 2');
    await expect(mismatch).toContainText('The sandbox knows: Read from the sandbox’s inbox.');
    await mismatch.getByRole('button', { name: 'Fix and resend' }).click();
    await expectTokens(page, 'cy');
  });
});

test('locked out rather than wrong', async ({ console }) => {
  const { page } = console;
  await valueOf(page, 'sandbox.start');
  const targets = await valueOf<{ id: string; clientId: string }[]>(page, 'targets.list');
  const target = targets.find(({ clientId }) => clientId === '4k2p7v9m1x6c8b3n5q0z2l7t4h');
  const signIn = async (password: string) => {
    await newChain(page, 'USER_PASSWORD_AUTH');
    await page
      .getByRole('main')
      .getByRole('combobox', { name: 'Target', exact: true })
      .selectOption(target?.id ?? '');
    await page.getByRole('textbox', { name: 'Username' }).fill('ivy');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await send(page);
  };
  await test.step('eleven wrong passwords lock the user for a minute: long enough to be read', async () => {
    for (let attempt = 0; attempt < 10; attempt++) {
      await signIn(`Wrong-horse-${attempt}`);
      await expect(card(page)).toContainText('Incorrect username or password.');
      // Past the lock of the try before, so that the next one counts.
      await valueOf(page, 'sandbox.changeClock', { advanceSeconds: 40 });
    }
    await signIn('Wrong-horse-10');
    await expect(card(page)).toContainText('Incorrect username or password.');
    await signIn('Correct-horse-1');
  });

  await test.step('the right password is refused, and why is told with the time left', async () => {
    await expect(card(page)).toContainText('Password attempts exceeded');
    await expect(card(page)).toContainText(
      /11 wrong passwords in a row were sent from here; by this count it ends in (1 min|[2-6]\d s)/,
    );
    await expect(
      card(page).getByRole('button', { name: /^Fix and resend in (1 min|[2-6]\d s)/ }),
    ).toBeDisabled();
    await bothThemes(console, 'explain-locked-out');
  });

  await test.step('once the lock is over it works', async () => {
    await valueOf(page, 'sandbox.changeClock', { advanceSeconds: 70 });
    await page.getByRole('button', { name: 'Fix and resend' }).first().click();
    await expectTokens(page, 'ivy');
    await expect(rows(page).last()).toHaveAccessibleName(/tokens/);
  });
});
