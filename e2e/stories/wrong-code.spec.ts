import { CANARIES } from '../canaries.ts';
import { expect, test } from '../support/console.ts';
import {
  expectChain,
  expectAsked,
  expectTokens,
  inspect,
  rows,
  send,
  startSeeded,
} from '../support/steps.ts';

test('wrong TOTP, then right', async ({ console: { page }, installed }) => {
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  const code = form.getByRole('textbox', { name: 'Code' });
  await code.fill(CANARIES.wrongCode);
  await send(page);

  await test.step('the card under the chain says what happened and what to do', async () => {
    const card = page.getByRole('region', { name: 'CodeMismatchException' }).first();
    await expect(card).toContainText('Invalid code received for user');
    await expect(card).toContainText('The TOTP code is wrong.');
    await card.getByRole('button', { name: 'Details' }).click();
  });

  await test.step('the inspector has all of it', async () => {
    const summary = await inspect(page, 'Summary');
    const card = summary.getByRole('region', { name: 'CodeMismatchException' });
    await expect(definition(card, 'Status received')).toContainText(/^400/);
    await expect(definition(card, 'Documented page')).toHaveText('483');
    await expect(definition(card, 'Request id')).toContainText(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/);
    await expect(card.getByText('Usual causes')).toBeVisible();
    await expect(card.getByRole('listitem').filter({ hasText: 'The code was mistyped.' })).toBeVisible();
    await expect(card.getByText('What to try')).toBeVisible();
    await expect(card.getByRole('listitem').filter({ hasText: 'with the code of now' })).toBeVisible();
    const response = await inspect(page, 'Response');
    await expect(response.getByRole('treeitem', { name: /__type.*CodeMismatchException/ })).toBeVisible();
    const request = await inspect(page, 'Request');
    await expect(request.getByRole('treeitem', { name: /SOFTWARE_TOKEN_MFA_CODE/ })).not.toContainText(
      CANARIES.wrongCode,
    );
  });

  // The refused code is still in the field: a page worth searching.
  await installed.keepPage();
  await test.step('Try again puts the wrong code up for typing over', async () => {
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await expect(code).toBeFocused();
    await form.getByRole('button', { name: /^Use the live TOTP code/ }).click();
    await expect(code).not.toHaveValue(CANARIES.wrongCode);
    await send(page);
    await expectTokens(page, 'ann');
  });

  await test.step('the failed try stays as a spur', async () => {
    await expectChain(page, [
      'Step 1, USER_SRP_AUTH, next PASSWORD_VERIFIER',
      'Step 2, PASSWORD_VERIFIER, next SOFTWARE_TOKEN_MFA',
      'Step 3, SOFTWARE_TOKEN_MFA, refused with CodeMismatchException',
      'Step 4, SOFTWARE_TOKEN_MFA, try 2, tokens received',
    ]);
    await expect(rows(page).nth(2)).toContainText('CodeMismatchException');
    // Its node stands right of the rail, on which the steps that led on stand.
    const lanes = await rows(page).evaluateAll((all) =>
      all.map((row) => Math.round(row.querySelector('svg circle')?.getBoundingClientRect().x ?? 0)),
    );
    const [rail = 0] = lanes;
    expect(lanes).toEqual([rail, rail, expect.any(Number), rail]);
    expect(lanes[2]).toBeGreaterThan(rail + 8);
  });
});

/** What stands beside a term of a definition list. */
function definition(scope: ReturnType<typeof rows>, term: string) {
  return scope.locator(`dt:text-is("${term}") + dd`);
}
