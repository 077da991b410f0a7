import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { cognito, type CognitoSandbox } from 'countersign/testing';
import { appFolder } from '../support/folders.ts';
import { runProgram } from '../support/program.ts';

// An example for Playwright, and a story: one sandbox a worker, back at its seed before each test.

const test = base.extend<object, { pool: CognitoSandbox }>({
  pool: [
    async ({}, use) => {
      const pool = await cognito.start();
      await use(pool);
      await pool.stop();
    },
    { scope: 'worker' },
  ],
});
test.beforeEach(({ pool }) => pool.reset());

test('an application asks for the code that was sent, and the test has it', async ({ pool, request }) => {
  const { username, password, clientId } = pool.user('pam');
  // The application under test: here two calls, as its pages would send them.
  const call = async (operation: string, data: object) => {
    const headers = {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    };
    return (await (
      await request.post(pool.endpoint, { headers, data: JSON.stringify(data) })
    ).json()) as Answer;
  };
  const asked = await call('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: clientId,
    AuthParameters: { USERNAME: username, PASSWORD: password },
  });
  expect(asked.ChallengeName).toBe('SMS_MFA');

  const code = await pool.code(username);
  const answered = await call('RespondToAuthChallenge', {
    ChallengeName: 'SMS_MFA',
    ClientId: clientId,
    Session: asked.Session,
    ChallengeResponses: { USERNAME: username, SMS_MFA_CODE: code },
  });
  expect(answered.AuthenticationResult?.TokenType).toBe('Bearer');
});

test('a page begins signed in, through whatever chain the user has', async ({ pool }) => {
  for (const username of ['ann', 'cy', 'dee', 'hal', 'eva', 'ada', 'una', 'pia']) {
    const signIn = await pool.signIn(username);
    expect(signIn.path, `${username}: ${signIn.stopped}`).toEqual(pool.user(username).path);
    expect(signIn.tokens?.AccessToken.split('.')).toHaveLength(3);
  }
});

test('the same in Vitest, as its example has it', async () => {
  const vitest = join(appFolder, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--root', join(appFolder, 'e2e/examples'), '--reporter=json'];
  const { code, out } = await runProgram(process.execPath, args);
  expect(code, out).toBe(0);
  expect(JSON.parse(out.slice(out.indexOf('{')))).toMatchObject({ numPassedTests: 3, numFailedTests: 0 });
});

interface Answer {
  readonly ChallengeName?: string;
  readonly Session?: string;
  readonly AuthenticationResult?: { readonly TokenType: string };
}
