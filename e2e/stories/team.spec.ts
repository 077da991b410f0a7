import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import { installation } from '../support/launch.ts';
import { check } from '../support/look.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { recordSecret } from '../support/secrets.ts';
import { expectAsked, rows, sendButton, startSeeded, whatComesNext } from '../support/steps.ts';
import { connectTeam, messages, openTeam, publish, publishedRows } from '../support/team.ts';
import { picture, useTheme } from '../support/window.ts';

let postgres: Postgres;
test.beforeAll(async () => {
  postgres = await startPostgres();
  recordSecret('password of the team’s database', postgres.password);
});
test.afterAll(async () => postgres.remove());

test('publish a chain; a colleague finds it, opens it read-only, and comments', async ({
  console: shown,
  relaunch,
}) => {
  const { page } = shown;
  await useTheme(shown, 'dark');
  await openTeam(page);
  await check(shown, 'team-connect-dark');
  await connectTeam(page, postgres.url(), 'Kim');
  await expect(page.getByRole('heading', { name: 'Nothing published yet' })).toBeVisible();

  await page.keyboard.press('Control+1');
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await expect(sendButton(page)).toHaveCount(1);
  await page.keyboard.press('Control+Alt+h');
  const dialog = page.getByRole('dialog', { name: 'Publish to the team' });
  await dialog
    .getByRole('textbox', { name: 'Comment' })
    .fill('Waits at the password. Look at the challenge.');
  await picture(shown, 'team-publish-dark');
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(messages(page)).toContainText('Published to the team');

  await test.step('a colleague, with a console of their own', async () => {
    const colleague = installation('team-colleague');
    const theirs = await colleague.launch();
    try {
      await useTheme(theirs, 'light');
      await openTeam(theirs.page);
      await connectTeam(theirs.page, postgres.url(), 'Lee');
      const search = theirs.page.getByRole('combobox', { name: 'Search the team’s history' });
      await search.fill('user:nobody');
      await expect(theirs.page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
      await search.fill('user:ann challenge:PASSWORD_VERIFIER ');
      await expect(publishedRows(theirs.page)).toHaveCount(1);
      await search.press('Escape');
      await publishedRows(theirs.page).first().click();
      const comments = theirs.page.getByRole('region', { name: 'Comments' });
      await expect(comments).toContainText('Waits at the password. Look at the challenge.');
      await theirs.page.keyboard.press('Control+Alt+d');
      await expect(comments.getByRole('textbox', { name: 'Comment' })).toBeFocused();
      await theirs.page.keyboard.type('Their clock is right. I’d try the secret hash.');
      await theirs.page.keyboard.press('Control+Enter');
      await expect(comments.getByRole('listitem')).toHaveCount(2);
      await check(theirs, 'team-light');
      await theirs.page.getByRole('button', { name: 'Open', exact: true }).click();
      await expect(rows(theirs.page).first()).toBeVisible();
      await expect(theirs.page.getByRole('heading', { name: 'ann', level: 1 })).toBeVisible();
      await expect(whatComesNext(theirs.page)).toContainText('was left open where this came from');
      await expect(sendButton(theirs.page)).toHaveCount(0);
      const chainId = decodeURIComponent(theirs.page.url().split('/chains/')[1] ?? '');
      const [started] = await valueOf<unknown[]>(theirs.page, 'chain.events', { chainId });
      expect(started).toMatchObject({ imported: { kind: 'team', place: 'published by Kim' } });
    } finally {
      await colleague.close();
    }
  });

  await test.step('what they said is here by itself', async () => {
    await openTeam(page);
    await expect(publishedRows(page).first()).toContainText('2 comments');
    await publishedRows(page).first().click();
    await expect(page.getByRole('region', { name: 'Comments' })).toContainText('I’d try the secret hash.');
    await check(shown, 'team-dark');
  });

  await test.step('connected still after a restart, and withdrawn by menu', async () => {
    const again = await relaunch();
    await openTeam(again.page);
    await publishedRows(again.page).first().click();
    await again.page.getByRole('main').getByRole('button', { name: 'More for this chain' }).click();
    await again.page.getByRole('menuitem', { name: 'Withdraw from the team' }).click();
    await again.page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await expect(again.page.getByRole('heading', { name: 'Nothing published yet' })).toBeVisible();
  });
});

test('the server goes away: sign-ins go on, what is published waits, over a restart, and goes once', async ({
  console: shown,
  relaunch,
}) => {
  let { page } = shown;
  await useTheme(shown, 'dark');
  await openTeam(page);
  await connectTeam(page, postgres.url(), 'Kim');
  await postgres.kill();

  await page.keyboard.press('Control+1');
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await publish(page);
  await expect(messages(page)).toContainText('It waits until the team’s database answers');
  await openTeam(page);
  const waiting = page.getByRole('list', { name: 'Waiting to be published' });
  await expect(waiting.getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'The team’s database does not answer' })).toBeVisible();
  await check(shown, 'team-away-dark');
  await useTheme(shown, 'light');
  await expect(waiting.getByRole('listitem')).toHaveCount(1);
  await picture(shown, 'team-away-light');

  ({ page } = await relaunch());
  await openTeam(page);
  await expect(waitingIn(page)).toHaveCount(1);
  const tryNow = page.getByRole('button', { name: 'Try now' });
  await expect(tryNow).toBeVisible();
  await postgres.start();
  // It is tried by itself as well: whoever comes first takes the button away.
  await tryNow.evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLElement).click()));
  await expect(waitingIn(page)).toHaveCount(0);
  await expect(publishedRows(page)).toHaveCount(1);
});

test.describe('COUNTERSIGN_HISTORY', () => {
  test.use({
    environment: async ({}, use) => {
      await use({ COUNTERSIGN_HISTORY: postgres.url() });
    },
  });

  test('says where the team’s history is', async ({ console: { page } }) => {
    await openTeam(page);
    await expect(page.getByText('from COUNTERSIGN_HISTORY')).toBeVisible();
    await expect(page.getByText('connected', { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: 'More for the team’s history' })).toHaveCount(0);
  });
});

function waitingIn(page: Parameters<typeof openTeam>[0]) {
  return page.getByRole('list', { name: 'Waiting to be published' }).getByRole('listitem');
}
