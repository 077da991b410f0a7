import { expect, test } from '../support/console.ts';
import { act, expectAsked, expectTokens, goTo, send, startSeeded } from '../support/steps.ts';

test('an expired Session: counted down, refused, started again', async ({ console: { page } }) => {
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  const clock = page.getByRole('timer', { name: /^Session/ });
  await expect(clock).toHaveAccessibleName(/^Session (3:00|2:5\d)$/);
  const before = await clock.getAttribute('aria-label');
  await expect(clock).not.toHaveAttribute('aria-label', before ?? '');

  await test.step('the sandbox clock is moved past the three minutes', async () => {
    await goTo(page, '3', 'Sandbox');
    const group = page.getByRole('group', { name: 'Sandbox clock' });
    await group.getByRole('button', { name: 'Move the sandbox clock by 3 min' }).click();
    await expect(group).toContainText(/3(:00)? min ahead/);
    await page.getByRole('navigation', { name: 'Chains' }).getByRole('link', { name: /ann/ }).click();
  });

  await test.step('the answer is refused, and the card says expired', async () => {
    await send(page);
    const card = page.getByRole('region', { name: 'NotAuthorizedException' }).first();
    await expect(card).toContainText('session is expired');
    await expect(card).toContainText('The Session is older than its validity.');
  });

  await test.step('Start again works, with nothing to type', async () => {
    await act(page, 'Start again');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await send(page);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await send(page);
    await expectTokens(page, 'ann');
  });
});
