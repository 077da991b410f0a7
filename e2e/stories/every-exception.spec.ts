import type { Locator, Page } from '@playwright/test';
import { cataloguedErrors, meaningOf } from '../support/catalogues.ts';
import { expect, test } from '../support/shared.ts';
import { inspect, rows, whatComesNext } from '../support/steps.ts';
import { answerErrors } from './exceptions/answers.ts';
import { byRule } from './exceptions/by-rule.ts';
import { poolErrors } from './exceptions/pool.ts';
import { requestErrors } from './exceptions/requests.ts';
import type { ErrorStory } from './exceptions/story.ts';
import { tokenErrors } from './exceptions/tokens.ts';

// The longest file comes last, and any window can tell any of it: none waits while another tells all.
test.describe.configure({ mode: 'parallel' });

const stories = [...requestErrors, ...answerErrors, ...poolErrors, ...tokenErrors, ...byRule];

for (const story of stories) {
  test(`${story.code}: ${story.by}`, async ({ stage }) => {
    await test.step('it comes', () => story.provoke(stage));
    await test.step('what happened, why, and what to do', () => expectExplained(stage.page, story));
    await test.step('the step has all of it', () => expectRecorded(stage.page, story));
    await test.step('and on', () => story.goOn(stage));
  });
}

/** Every operation the window sends. */
const SENT = [
  'InitiateAuth',
  'RespondToAuthChallenge',
  'GetTokensFromRefreshToken',
  'RevokeToken',
  'GlobalSignOut',
  'ConfirmDevice',
  'AssociateSoftwareToken',
  'VerifySoftwareToken',
];
/** Broken answers that the sandbox can give. Others have a story of their own: endpoint-down. */
const BROKEN = ['RESET', 'TRUNCATED', 'NOT_JSON'];

test('no exception of these operations is without a story', () => {
  const expected = cataloguedErrors().filter(
    ({ code, kind, operations }) =>
      kind === 'front-door' || operations.some((name) => SENT.includes(name)) || BROKEN.includes(code),
  );
  expect(expected.length).toBeGreaterThan(35);
  expect([...new Set(stories.map(({ code }) => code))].sort()).toEqual(
    expected.map(({ code }) => code).sort(),
  );
});

/** What a user is or has may be the reason: their page is offered, but for a refresh. */
const OF_USER = new Set([
  'UserNotFoundException',
  'UserNotConfirmedException',
  'PasswordResetRequiredException',
  'MFAMethodNotFoundException',
  'SoftwareTokenMFANotFoundException',
  'NotAuthorizedException',
]);
function isOfUser(code: string, offers: readonly string[]): boolean {
  return OF_USER.has(code) && offers.length > 0 && !offers.includes('Sign in again');
}

/** What an administrator mends there leads; elsewhere it comes last. */
function withUser(code: string, offers: readonly string[]): string[] {
  if (!isOfUser(code, offers)) return [...offers];
  const leads = offers.includes('Start again after that') && code !== 'SoftwareTokenMFANotFoundException';
  return leads ? ['Open this user', ...offers] : [...offers, 'Open this user'];
}

/** Under the chain: the name, the words, the explanation, and what can be done, what fits best first. */
async function expectExplained(page: Page, { code, message, offers }: ErrorStory): Promise<void> {
  const next = whatComesNext(page);
  const card = next.getByRole('region', { name: code, exact: true });
  await expect(card).toBeVisible();
  await expect(card).toContainText(message);
  await expect(card).toContainText(meaningOf(code, isAnswered(code) ? message : ''));
  const buttons = next.getByRole('group', { name: 'What to do' }).getByRole('button');
  await expect(buttons).toHaveText(withUser(code, offers));
  await expect(card.getByRole('button', { name: 'Details' })).toBeVisible();
}

/** In the inspector: causes, what to try, the status, and the request id to quote. */
async function expectRecorded(page: Page, { code, status }: ErrorStory): Promise<void> {
  const row = rows(page).filter({ hasText: code }).last();
  await expect(row).toHaveAccessibleName(
    new RegExp(isAnswered(code) ? `refused with ${code}` : `no usable answer, ${code}`),
  );
  await whatComesNext(page).getByRole('button', { name: 'Details' }).click();
  const summary = await inspect(page, 'Summary');
  const card = summary.getByRole('region', { name: `${code}, in detail`, exact: true });
  await expect(card.getByText('Usual causes')).toBeVisible();
  await expect(card.getByText(/^What to try$|^What an administrator can do$/)).toBeVisible();
  await expect(definition(card, 'Status received')).toContainText(status === 0 ? 'none' : String(status));
  const requestId = definition(card, 'Request id');
  // A page of a proxy and a dropped connection have none.
  if (isAnswered(code)) await expect(requestId).toContainText(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/);
}

/** Whether an exception came, rather than nothing that can be read. */
function isAnswered(code: string): boolean {
  return !BROKEN.includes(code);
}

function definition(scope: Locator, term: string): Locator {
  return scope.locator(`dt:text-is("${term}") + dd`);
}
