import type { Locator, Page } from '@playwright/test';
import { valueOf } from '../support/bridge.ts';
import { sandboxControl } from '../support/control.ts';
import { expect, test } from '../support/console.ts';
import type { Console } from '../support/launch.ts';
import { newChainOn, PASSWORD } from './exceptions/story.ts';
import { claimOver, paddedTimestamp } from '../support/srp-claim.ts';
import {
  act,
  addTarget,
  answerForm,
  choose,
  expectAsked,
  expectTokens,
  newChain,
  proveThePassword,
  requestJson,
  rows,
  send,
  startSeeded,
  whatComesNext,
} from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

const HOUR = 3_600_000;
/** Of the pool that remembers devices. */
const DEVICE_CLIENT = '3v7b1n5m9k2j6h0g4f8d1s5a9p';
const POOL = 'eu-west-1_Kq7Zt2mXa';

/** From the refused step to its Explain tab, by the key for it. */
async function explained(page: Page): Promise<Locator> {
  await expect(page.getByRole('option', { name: /refused with / }).last()).toBeVisible();
  await page.keyboard.press('Control+e');
  return page.getByRole('tabpanel', { name: 'Explain' });
}
/** The causes that were found, in their order. */
const found = (explain: Locator) =>
  explain.getByRole('region', { name: 'What the evidence says' }).getByRole('listitem');
const open = (explain: Locator) =>
  explain
    .getByRole('region', { name: /^What (can’t be told|it may be, most usual first)$/ })
    .getByRole('listitem');
/** One that was ruled out, once they are unfolded. */
async function ruledOut(explain: Locator, title: string): Promise<Locator> {
  const fold = explain.getByRole('button', { name: /^Ruled out: \d/ });
  if ((await fold.getAttribute('aria-expanded')) !== 'true') await fold.click();
  return explain.getByRole('listitem').filter({ hasText: title });
}

async function bothThemes(console: Console, name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await useTheme(console, theme);
    await picture(console, `${name}-${theme}`);
  }
}

test.describe('the clock is off', () => {
  test('this computer’s, by the Date header of the answers: set right, the sign-in goes on', async ({
    console,
  }) => {
    const { app, page } = console;
    await test.step('it loses an hour before the proof is made', async () => {
      await startSeeded(page, 'bob');
      await expectAsked(page, 'PASSWORD_VERIFIER');
      await app.evaluate((_electron, hour) => {
        const real = Date.now.bind(Date);
        Object.assign(globalThis, { real });
        Date.now = () => real() - hour;
      }, HOUR);
      await send(page);
    });

    await test.step('Cognito speaks of the password, and Explain of the clock', async () => {
      const explain = await explained(page);
      await expect(explain).toContainText('Incorrect username or password.');
      const clock = found(explain).first();
      await expect(clock).toContainText('The clock is off');
      await expect(clock).toContainText(/TIMESTAMP is (1 h|59 min \d+ s) behind the server’s Date\./);
      await expect(clock).toContainText('This computer’s clock is off by as much.');
      await expect(clock).toContainText('Check: TIMESTAMP is compared with the Date header of the answer.');
      await expect(found(explain)).toHaveCount(1);
      await expect(clock).toContainText('Next: Set this computer’s clock, or have the system keep it.');
      // Nothing in the request would mend that.
      await expect(clock.getByRole('button', { name: 'Fix and resend' })).toHaveCount(0);
      await expect(await ruledOut(explain, 'The password is wrong')).toContainText(
        'The sandbox knows: It is this user’s password.',
      );
      await expect(await ruledOut(explain, 'The signature covers another TIMESTAMP')).toBeVisible();
      await bothThemes(console, 'explain-clock');
    });

    await test.step('once it is right', async () => {
      await app.evaluate(() => {
        Date.now = (globalThis as unknown as { real: () => number }).real;
      });
      await act(page, 'Start again');
      await proveThePassword(page);
      await expectTokens(page, 'bob');
    });
  });

  test('a TIMESTAMP that a client kept for an hour is told from that, and sent anew', async ({
    console: { page },
  }) => {
    await startSeeded(page, 'bob');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    const then = paddedTimestamp(new Date(Date.now() - HOUR)).replace(/ 0(\d )/, ' $1');
    await claimOver(page, then);
    await send(page);
    const explain = await explained(page);
    await expect(found(explain).first()).toContainText('The clock is off');
    await expect(found(explain).first()).toContainText(
      'This computer’s clock is right, so it was typed or kept.',
    );
    await expect(explain.getByRole('row', { name: /^TIMESTAMP/ })).toContainText(then);
    await found(explain).first().getByRole('button', { name: 'Fix and resend' }).click();
    await expectTokens(page, 'bob');
  });
});

test('a device that Cognito forgot: told by its key, and signed in without it', async ({ console }) => {
  const { page } = console;
  const control = await sandboxControl(console);
  await test.step('ada’s device is confirmed, and remembered in the vault', async () => {
    await startSeeded(page, 'ada');
    await proveThePassword(page);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await send(page);
    const tokens = await expectTokens(page, 'ada');
    await tokens.getByRole('button', { name: 'Confirm this device' }).click();
    await expect(rows(page).last()).toHaveAccessibleName(/ConfirmDevice, .*done/);
  });

  await test.step('an administrator forgets it; the next sign-in names it all the same', async () => {
    const { users: pools } = await valueOf<{ users: { username: string; userPoolId: string }[] }>(
      page,
      'sandbox.start',
    );
    const pool = pools.find(({ username }) => username === 'ada')?.userPoolId ?? '';
    const { users } = await control<{ users: { Username: string }[] }>('GET', `users/${pool}`);
    const ada = users.find(({ Username }) => Username === 'ada');
    await control('PUT', `users/${pool}`, { ...ada, Devices: [] });
    await newChainOn(page, DEVICE_CLIENT, 'USER_PASSWORD_AUTH');
    await page.getByRole('textbox', { name: /^Username/ }).fill('ada');
    await expect(page.getByRole('main')).toContainText('kept: Countersign in the vault');
    await expect
      .poll(async () => JSON.stringify(await requestJson(page)))
      .toContain('"DEVICE_KEY":"eu-west-1_');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await send(page);
  });

  await test.step('Explain says where the key is from, and what became of it', async () => {
    const explain = await explained(page);
    const device = found(explain).first();
    await expect(device).toContainText('Cognito does not know this DEVICE_KEY');
    await expect(device).toContainText(/A sign-in of this run brought it, and it is gone/);
    await expect(device).toContainText('The sandbox knows: The user has no device of this key.');
    await expect(device).toContainText('Check: The key is looked up among the devices');
    await expect(explain.getByRole('row', { name: /DEVICE_ ?KEY/ })).toContainText('left out');
    await bothThemes(console, 'explain-device');
  });

  await test.step('one key: forgotten here, too, and signed in without it', async () => {
    await page.keyboard.press('Control+Shift+Enter');
    await expect(answerForm(page, 'SOFTWARE_TOKEN_MFA')).toBeVisible();
    expect(await valueOf<{ kind: string }[]>(page, 'things.list')).toEqual([]);
  });
});

test('throttled, and not wrong: the code that was right is sent again', async ({ console }) => {
  const { page } = console;
  await test.step('too many calls a second meet the right code', async () => {
    await startSeeded(page, 'ann');
    await proveThePassword(page);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await valueOf(page, 'sandbox.addFault', {
      rule: 'RespondToAuthChallenge times=1 -> TooManyRequestsException "Rate exceeded"',
    });
    await send(page);
  });

  await test.step('Explain: the answer was not looked at, so that it can’t be wrong', async () => {
    const explain = await explained(page);
    const throttled = found(explain).first();
    await expect(throttled).toContainText('Too many calls a second, nothing else');
    await expect(throttled).toContainText(
      'The answer itself is neither right nor wrong: it was not looked at.',
    );
    await expect(throttled).toContainText(/Only \d calls? went from here in the second before/);
    await expect(throttled).toContainText('Check: The calls that went from here');
    await expect(found(explain)).toHaveCount(1);
    await expect(open(explain)).toHaveCount(0);
    await expect(explain.getByText(/mistyped|another 30 seconds/)).toHaveCount(0);
    await bothThemes(console, 'explain-throttled');
  });

  await test.step('sent again in a second', async () => {
    await whatComesNext(page).getByRole('button', { name: 'Fix and resend', exact: true }).click();
    await expectTokens(page, 'ann');
  });
});

test('whether the user exists is hidden: told on the sandbox, left open elsewhere', async ({ console }) => {
  const { page } = console;
  await test.step('zoe does not exist, and is asked for a proof all the same', async () => {
    await startSeeded(page, 'zoe');
    await proveThePassword(page);
    const explain = await explained(page);
    const masked = found(explain).first();
    await expect(masked).toContainText('There is no such user, and the client hides it');
    await expect(masked).toContainText('PASSWORD_VERIFIER also comes for users who don’t exist');
    await expect(masked).toContainText('The sandbox knows: The pool has no user of this name.');
    await expect(masked).toContainText('Check: This run is searched for a sign-in of this user');
    await bothThemes(console, 'explain-masked');
  });

  await test.step('a target that is no sandbox tells nobody', async () => {
    const info = await valueOf<{
      endpoint: string;
      pools: { userPoolId: string; clients: { clientId: string }[] }[];
    }>(page, 'sandbox.start');
    const pool = info.pools.find(({ userPoolId }) => userPoolId === POOL);
    await addTarget(page, {
      ...{ name: 'Elsewhere', endpoint: info.endpoint, region: 'eu-west-1', userPoolId: POOL },
      clientId: pool?.clients[0]?.clientId ?? '',
    });
    await newChain(page, 'USER_SRP_AUTH');
    await page.getByRole('textbox', { name: 'Username' }).fill('nobody');
    await page.getByLabel('Password', { exact: true }).fill('Correct-horse-1');
    await send(page);
    await proveThePassword(page);
    const explain = await explained(page);
    await expect(found(explain)).toHaveCount(0);
    await expect(open(explain).first()).toContainText('The password is wrong');
    const masked = open(explain).filter({ hasText: 'There is no such user' });
    await expect(masked).toContainText('Nothing in this chain can tell.');
    await masked.getByRole('button').click();
    await expect(masked).toContainText('Check: This run is searched for a sign-in of this user');
    await bothThemes(console, 'explain-untold');
  });
});

test('a passkey that was refused without a reason: the bytes tell it, and it is signed anew', async ({
  console,
}) => {
  const { page } = console;
  await test.step('signed on a foreign page', async () => {
    await startSeeded(page, 'pia');
    await choose(await expectAsked(page, 'SELECT_CHALLENGE'), 'First factor', 'WEB_AUTHN');
    await send(page);
    const form = await expectAsked(page, 'WEB_AUTHN');
    await form.getByRole('button', { name: /^Bend the ceremony/ }).click();
    await form.getByRole('textbox', { name: /^Origin/ }).fill('https://elsewhere.example');
    await send(page);
  });

  await test.step('Explain compares every part with the options', async () => {
    const explain = await explained(page);
    const origin = found(explain).first();
    await expect(origin).toContainText('The passkey was used on a foreign page');
    await expect(origin).toContainText(
      'origin is https://elsewhere.example. The relying party is localhost.',
    );
    await expect(found(explain)).toHaveCount(1);
    await expect(await ruledOut(explain, 'The signature does not hold')).toContainText(
      'The signature holds under the passkey’s public key.',
    );
    await expect(await ruledOut(explain, 'Another challenge was signed')).toContainText(
      'The challenge of the options was signed.',
    );
    await bothThemes(console, 'explain-passkey');
  });

  await test.step('one key', async () => {
    await page.keyboard.press('Control+Shift+Enter');
    await expectTokens(page, 'pia');
  });
});
