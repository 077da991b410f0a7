import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
  type IAuthenticationCallback,
} from 'amazon-cognito-identity-js';
import { describe, expect, test } from 'vitest';
import type { SandboxUser } from '@core/contract.ts';
import { newestCode, seededIn, totp, useRunningSandbox, verifyTokens } from './testing/running-sandbox.ts';

const sandbox = useRunningSandbox();

describe('amazon-cognito-identity-js', () => {
  type Asked =
    | { readonly kind: 'tokens'; readonly session: CognitoUserSession }
    | { readonly kind: 'error'; readonly error: { readonly name: string; readonly message: string } }
    | { readonly kind: 'asked'; readonly name: string; readonly detail: unknown };

  /** Its callbacks as one promise per step. */
  function step(
    run: (callbacks: Required<Omit<IAuthenticationCallback, 'customChallenge'>>) => void,
  ): Promise<Asked> {
    return new Promise((resolve) => {
      const asked = (name: string) => (detail: unknown) => resolve({ kind: 'asked', name, detail });
      run({
        onSuccess: (session) => resolve({ kind: 'tokens', session }),
        onFailure: (error) => resolve({ kind: 'error', error }),
        newPasswordRequired: (_attributes: unknown, required: unknown) =>
          resolve({ kind: 'asked', name: 'NEW_PASSWORD_REQUIRED', detail: required }),
        mfaRequired: asked('SMS_MFA'),
        totpRequired: asked('SOFTWARE_TOKEN_MFA'),
        mfaSetup: asked('MFA_SETUP'),
        selectMFAType: asked('SELECT_MFA_TYPE'),
      });
    });
  }

  function start({ userPoolId, clientId, username, password }: SandboxUser) {
    const Pool = new CognitoUserPool({
      UserPoolId: userPoolId,
      ClientId: clientId,
      endpoint: sandbox().info.endpoint,
    });
    const user = new CognitoUser({ Username: username, Pool });
    const details = new AuthenticationDetails({ Username: username, Password: password });
    return { user, signIn: () => step((callbacks) => user.authenticateUser(details, callbacks)) };
  }

  const tokensOf = (asked: Asked) => {
    if (asked.kind !== 'tokens') throw new Error(JSON.stringify(asked));
    return asked.session;
  };

  test('SRP alone, then a refresh and a sign-out', async () => {
    const bob = seededIn(sandbox().info, 'bob');
    const { user, signIn } = start(bob);
    const session = tokensOf(await signIn());
    await verifyTokens(
      sandbox().info,
      bob.userPoolId,
      session.getIdToken().getJwtToken(),
      session.getAccessToken().getJwtToken(),
    );
    const renewed = await new Promise<CognitoUserSession>((resolve, reject) => {
      user.refreshSession(session.getRefreshToken(), (error, next) =>
        error ? reject(error) : resolve(next),
      );
    });
    expect(renewed.getAccessToken().getJwtToken()).not.toBe(session.getAccessToken().getJwtToken());
    const ended = await new Promise((resolve, reject) => {
      user.globalSignOut({ onSuccess: resolve, onFailure: reject });
    });
    expect(ended).toBe('SUCCESS');
  });

  test('SRP where the name is an address', async () => {
    expect((await start(seededIn(sandbox().info, 'nia@example.com')).signIn()).kind).toBe('tokens');
  });

  test('SRP and TOTP: wrong, right, and the same code again', async () => {
    const ann = seededIn(sandbox().info, 'ann');
    const { user, signIn } = start(ann);
    expect(await signIn()).toMatchObject({ kind: 'asked', name: 'SOFTWARE_TOKEN_MFA' });
    const send = (code: string) =>
      step((callbacks) => user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'));
    expect(await send('wrong')).toMatchObject({ error: { name: 'CodeMismatchException' } });
    const code = totp(ann.totpSecret ?? '');
    tokensOf(await send(code));
    const again = start(ann);
    await again.signIn();
    const replayed = await step((callbacks) => again.user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'));
    expect(replayed).toMatchObject({ error: { name: 'ExpiredCodeException' } });
  });

  test('SMS from the inbox', async () => {
    const { user, signIn } = start(seededIn(sandbox().info, 'cy'));
    expect(await signIn()).toMatchObject({ name: 'SMS_MFA' });
    const code = await newestCode(sandbox());
    tokensOf(await step((callbacks) => user.sendMFACode(code, callbacks)));
  });

  test('a choice of factors', async () => {
    const dee = seededIn(sandbox().info, 'dee');
    const { user, signIn } = start(dee);
    expect(await signIn()).toMatchObject({ name: 'SELECT_MFA_TYPE' });
    const chosen = await step((callbacks) => user.sendMFASelectionAnswer('SOFTWARE_TOKEN_MFA', callbacks));
    expect(chosen).toMatchObject({ name: 'SOFTWARE_TOKEN_MFA' });
    const code = totp(dee.totpSecret ?? '');
    tokensOf(await step((callbacks) => user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA')));
  });

  test('a new password with the attribute that was missing', async () => {
    const { user, signIn } = start(seededIn(sandbox().info, 'fay'));
    expect(await signIn()).toEqual({ kind: 'asked', name: 'NEW_PASSWORD_REQUIRED', detail: ['name'] });
    const complete = (attributes: object) =>
      step((callbacks) => user.completeNewPasswordChallenge('Better-horse-2', attributes, callbacks));
    expect(await complete({})).toMatchObject({
      error: { message: 'Invalid attributes given, name is missing' },
    });
    tokensOf(await complete({ name: 'Fay' }));
    expect(
      (await start({ ...seededIn(sandbox().info, 'fay'), password: 'Better-horse-2' }).signIn()).kind,
    ).toBe('tokens');
  });

  test('TOTP set-up after a new password', async () => {
    const { user, signIn } = start(seededIn(sandbox().info, 'max'));
    await signIn();
    const asked = await step((callbacks) =>
      user.completeNewPasswordChallenge('Better-horse-2', {}, callbacks),
    );
    expect(asked).toMatchObject({ name: 'MFA_SETUP' });
    const secret = await new Promise<string>((resolve, reject) => {
      user.associateSoftwareToken({ associateSecretCode: resolve, onFailure: reject });
    });
    const done = await new Promise<CognitoUserSession>((resolve, reject) => {
      user.verifySoftwareToken(totp(secret), 'phone', { onSuccess: resolve, onFailure: reject });
    });
    expect(done.isValid()).toBe(true);
  });

  test('an expired Session, after the clock was moved', async () => {
    const { user, signIn } = start(seededIn(sandbox().info, 'ann'));
    await signIn();
    await sandbox().port.control('POST', 'clock', { advanceSeconds: 180 });
    const code = totp(seededIn(sandbox().info, 'ann').totpSecret ?? '', 180);
    expect(await step((callbacks) => user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'))).toMatchObject({
      error: { name: 'NotAuthorizedException', message: 'Invalid session for the user, session is expired.' },
    });
    expect(await start(seededIn(sandbox().info, 'bob')).signIn()).toMatchObject({ kind: 'tokens' });
  });

  test.each([
    ['bob', 'wrong', 'NotAuthorizedException'],
    ['jon', undefined, 'UserNotConfirmedException'],
    ['kim', undefined, 'NotAuthorizedException'],
    ['zoe', undefined, 'NotAuthorizedException'],
  ])('%s with password %s: %s', async (username, password, name) => {
    const user = seededIn(sandbox().info, username);
    expect(await start({ ...user, password: password ?? user.password }).signIn()).toMatchObject({
      error: { name },
    });
  });
});
