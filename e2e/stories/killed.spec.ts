import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { expectAsked, expectChain, inspect, reveal, rows, send, startSeeded } from '../support/steps.ts';
import { integrityOf } from '../support/whole-file.ts';
import { picture, useTheme } from '../support/window.ts';

test('a console that is killed while a chain is stepped has all of its steps when it is started again', async ({
  console: opened,
  installed,
}) => {
  const { page } = opened;
  // Its answer would come long after the kill.
  await valueOf(page, 'sandbox.addFault', {
    rule: 'RespondToAuthChallenge challenge=SOFTWARE_TOKEN_MFA -> delay 60s',
  });
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await rows(page).nth(1).click();
  const session = await reveal(await inspect(page, 'Response'), 'Session');
  await send(page);
  await expect(rows(page).last()).toHaveAccessibleName(/^Step 3, SOFTWARE_TOKEN_MFA, sending/);
  const [chain] = await valueOf<{ chainId: string }[]>(page, 'chains.list');
  const { chainId } = chain ?? { chainId: '' };
  // Answered once all that happened is kept.
  await valueOf(page, 'chain.annotations', { chainId });

  await installed.kill();
  expect(integrityOf(opened.userData)).toBe('ok');

  const again = await installed.launch();
  await useTheme(again, 'dark');
  await test.step('what was answered is there, and its real values', async () => {
    await again.page
      .getByRole('navigation', { name: 'Chains', exact: true })
      .getByRole('link', { name: /^ann\b/ })
      .click();
    await expectChain(again.page, [
      'Step 1, USER_SRP_AUTH, next PASSWORD_VERIFIER',
      'Step 2, PASSWORD_VERIFIER, next SOFTWARE_TOKEN_MFA',
      'Step 3, SOFTWARE_TOKEN_MFA, no usable answer, CANCELLED',
      'SOFTWARE_TOKEN_MFA, waiting for an answer',
    ]);
    const card = again.page.getByRole('region', { name: 'CANCELLED' }).first();
    await expect(card).toContainText('The console ended before an answer came. Cognito may have taken');
    await expect(again.page.getByRole('main')).not.toContainText('Cancel was pressed before');
    await picture(again, 'killed-dark');
    await rows(again.page).nth(1).click();
    expect(await reveal(await inspect(again.page, 'Response'), 'Session')).toBe(session);
  });
  await test.step('the file is whole, and takes the next chain', async () => {
    await again.page.keyboard.press('Control+1');
    await startSeeded(again.page, 'bob');
    await expectAsked(again.page, 'PASSWORD_VERIFIER');
    await expect(again.page.getByRole('contentinfo')).toContainText('2 chains');
    expect(integrityOf(opened.userData)).toBe('ok');
  });
});
