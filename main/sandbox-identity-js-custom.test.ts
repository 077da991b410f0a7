import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import { describe, expect, test } from 'vitest';
import type { SandboxUser } from '@core/contract.ts';
import { seededIn, useRunningSandbox } from './testing/running-sandbox.ts';

const sandbox = useRunningSandbox();

type Asked =
  | { readonly kind: 'tokens'; readonly username: string }
  | { readonly kind: 'question'; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: 'error'; readonly error: { readonly name: string; readonly message: string } };

type Callbacks = Parameters<CognitoUser['sendCustomChallengeAnswer']>[1];

function step(run: (callbacks: Callbacks) => void): Promise<Asked> {
  return new Promise((resolve) => {
    run({
      onSuccess: (session) =>
        resolve({ kind: 'tokens', username: String(session.getAccessToken().payload['username']) }),
      onFailure: (error: { name: string; message: string }) => resolve({ kind: 'error', error }),
      customChallenge: (parameters: Record<string, string>) => resolve({ kind: 'question', parameters }),
    });
  });
}

function customUser({ userPoolId: UserPoolId, clientId: ClientId, username, password }: SandboxUser) {
  const Pool = new CognitoUserPool({ UserPoolId, ClientId, endpoint: sandbox().info.endpoint });
  const user = new CognitoUser({ Username: username, Pool });
  user.setAuthenticationFlowType('CUSTOM_AUTH');
  const details = new AuthenticationDetails({ Username: username, Password: password });
  return {
    plain: () => step((callbacks) => user.initiateAuth(details, callbacks)),
    withSrp: () => step((callbacks) => user.authenticateUser(details, callbacks)),
    answer: (text: string) => step((callbacks) => user.sendCustomChallengeAnswer(text, callbacks)),
  };
}

describe('amazon-cognito-identity-js in CUSTOM_AUTH', () => {
  test('a question alone, answered wrong, then right', async () => {
    const una = seededIn(sandbox().info, 'una');
    const { plain, answer } = customUser(una);
    expect((await plain()).kind).toBe('question');
    expect((await answer('open barley')).kind).toBe('question');
    expect(await answer(una.customAnswer ?? '')).toEqual({ kind: 'tokens', username: 'una' });
  });

  test('SRP first, then the question', async () => {
    const vic = seededIn(sandbox().info, 'vic');
    const { withSrp, answer } = customUser(vic);
    expect((await withSrp()).kind).toBe('question');
    expect(await answer(vic.customAnswer ?? '')).toEqual({ kind: 'tokens', username: 'vic' });
  });

  test('SRP with a wrong password asks no question', async () => {
    const { withSrp } = customUser({ ...seededIn(sandbox().info, 'vic'), password: 'wrong' });
    expect(await withSrp()).toMatchObject({
      kind: 'error',
      error: { name: 'NotAuthorizedException', message: 'Incorrect username or password.' },
    });
  });

  test('a trigger that throws is told in its own words', async () => {
    expect(await customUser(seededIn(sandbox().info, 'wes')).plain()).toMatchObject({
      kind: 'error',
      error: { name: 'UserLambdaValidationException' },
    });
  });
});
