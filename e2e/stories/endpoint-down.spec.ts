import { CANARIES } from '../canaries.ts';
import { expect, test } from '../support/console.ts';
import { type Answer, closedPort, cognitoAnswer, type Server, startServer } from '../support/server.ts';
import { addTarget, expectAsked, fillTarget, newChain, rows, send } from '../support/steps.ts';
import type { Page } from '@playwright/test';

const CLIENT = 'a1b2c3d4e5f6g7h8';

test('an endpoint that is down is a typed failure, and the chain stays', async ({ console: { page } }) => {
  const port = await closedPort();
  await test.step('the connection check says so before anything is saved', async () => {
    const form = await fillTarget(page, {
      name: 'Down',
      region: 'eu-west-1',
      clientId: CLIENT,
      endpoint: `http://127.0.0.1:${port}`,
    });
    await form.getByRole('button', { name: 'Check connection' }).click();
    await expect(form).toContainText('not reachable');
    await expect(form).toContainText(`Nothing listens at 127.0.0.1`);
    await form.getByRole('button', { name: 'Add target' }).click();
    await expect(page.getByRole('heading', { name: 'Down', level: 1 })).toBeVisible();
  });

  await signIn(page);
  await expectFailure(page, 'REFUSED', 'Nothing listens at 127.0.0.1');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText('REFUSED');
  await page.getByRole('main').getByRole('button', { name: 'Start again' }).first().click();
  await expect(page.getByRole('navigation', { name: 'Chains' }).getByRole('link')).toHaveCount(2);
  await expectFailure(page, 'REFUSED', 'Nothing listens at 127.0.0.1');
});

test('answers that are not Cognito’s are shown as what they are, the chain intact', async ({
  console: { page },
}) => {
  const server = await startServer(
    cognitoAnswer({
      ChallengeName: 'SMS_MFA',
      Session: 'fake-session-'.padEnd(200, 'A0b1C2d3'),
      ChallengeParameters: { CODE_DELIVERY_DESTINATION: '+*******0123', USER_ID_FOR_SRP: 'pat' },
    }),
  );
  try {
    await addTarget(page, { name: 'Odd', region: 'eu-west-1', clientId: CLIENT, endpoint: server.url });
    await signIn(page);
    const form = await expectAsked(page, 'SMS_MFA');
    let tries = 0;
    for (const odd of ODD_ANSWERS) {
      await test.step(odd.name, async () => {
        server.answerWith(odd.answer);
        await form.getByRole('textbox', { name: 'Code' }).fill(CANARIES.wrongCode);
        await send(page);
        await expectFailure(page, odd.code, odd.says);
        tries += 1;
        // The chain is intact: the start, every try, and the challenge that still waits.
        await expect(rows(page)).toHaveCount(1 + tries + 1);
        await expectAsked(page, 'SMS_MFA');
      });
    }
    await test.step('when it answers well again, the same challenge goes on', async () => {
      server.answerWith(cognitoAnswer({ __type: 'CodeMismatchException', message: 'Invalid code.' }, 400));
      await send(page);
      await expect(page.getByRole('region', { name: 'CodeMismatchException' }).first()).toBeVisible();
      expect(codesSent(server)).toEqual(Array(ODD_ANSWERS.length + 1).fill(CANARIES.wrongCode));
    });
  } finally {
    await server.close();
  }
});

const ODD_ANSWERS: readonly { name: string; code: string; says: string; answer: Answer }[] = [
  {
    name: 'a page of HTML',
    code: 'NOT_JSON',
    says: 'HTML page instead of JSON',
    answer: (response) => {
      response.writeHead(502, { 'Content-Type': 'text/html' });
      response.end('<!doctype html><title>Bad gateway</title><script>document.title = "run"</script>');
    },
  },
  {
    name: 'a body cut short',
    code: 'TRUNCATED',
    says: 'Send again',
    answer: (response) => {
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1', 'Content-Length': '500' });
      response.write('{"AuthenticationResult":{"AccessTo');
      response.socket?.end();
    },
  },
  {
    name: 'a redirect, not followed',
    code: 'REDIRECT',
    says: 'Nothing was followed',
    answer: (response) => {
      response.writeHead(302, { Location: 'http://127.0.0.1:9/login?next=secret' });
      response.end();
    },
  },
  {
    name: 'a connection dropped without an answer',
    code: 'RESET',
    says: 'closed the connection without an answer',
    answer: (response) => void response.socket?.destroy(),
  },
];

async function signIn(page: Page): Promise<void> {
  await newChain(page, 'USER_PASSWORD_AUTH');
  await page.getByRole('textbox', { name: 'Username' }).fill('pat');
  await page.getByLabel('Password', { exact: true }).fill(CANARIES.password);
  await send(page);
}

async function expectFailure(page: Page, code: string, says: string): Promise<void> {
  const card = page.getByRole('region', { name: code, exact: true }).first();
  await expect(card).toBeVisible();
  await expect(page.getByRole('main')).toContainText(says);
}

function codesSent(server: Server): unknown[] {
  return server.requests
    .map(({ body }) => JSON.parse(body) as { ChallengeResponses?: { SMS_MFA_CODE?: string } })
    .flatMap(({ ChallengeResponses }) => (ChallengeResponses ? [ChallengeResponses.SMS_MFA_CODE] : []));
}
