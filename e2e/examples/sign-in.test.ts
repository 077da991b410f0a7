import { cognito, type CognitoSandbox } from 'countersign/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

// An example for Vitest: what is tested is a small client, as an application has one.

let pool: CognitoSandbox;
beforeAll(async () => {
  pool = await cognito.start();
});
beforeEach(() => pool.reset());
afterAll(() => pool.stop());

/** The part of an application that calls Cognito. */
async function whoAmI(endpoint: string, accessToken: string): Promise<unknown> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'AWSCognitoIdentityProviderService.GetUser',
    },
    body: JSON.stringify({ AccessToken: accessToken }),
  });
  return response.json();
}

test('a signed-in user may ask who they are', async () => {
  // Password by SRP, then a TOTP code: nothing of it stands here.
  const { AccessToken } = await pool.tokens('ann');
  expect(await whoAmI(pool.endpoint, AccessToken)).toMatchObject({ Username: 'ann' });
});

test('not with a token that has ended', async () => {
  const { AccessToken, ExpiresIn } = await pool.tokens('bob');
  await pool.advance({ seconds: ExpiresIn + 1 });
  expect(await whoAmI(pool.endpoint, AccessToken)).toMatchObject({ __type: 'NotAuthorizedException' });
});

test('a wrong code leaves the challenge open', async () => {
  const signIn = await pool.signIn('cy', { answers: { SMS_MFA: { SMS_MFA_CODE: '000000' } } });
  expect(signIn.error?.code).toBe('CodeMismatchException');
  expect(signIn.challenge?.name).toBe('SMS_MFA');
});
