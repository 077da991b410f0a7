import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
  type CognitoUserSession,
  type ISignUpResult,
} from 'amazon-cognito-identity-js';
import { expect, test } from 'vitest';
import { newestCode, seededIn, useRunningSandbox, verifyTokens } from './testing/running-sandbox.ts';

const sandbox = useRunningSandbox();

/** Its `(error, result)` callbacks as promises. */
function called<T>(run: (callback: (error: Error | undefined | null, result?: T) => void) => void) {
  return new Promise<T | undefined>((resolve, reject) => {
    run((error, result) => (error ? reject(error) : resolve(result)));
  });
}

/** Its `{ onSuccess, onFailure }` callbacks as promises. */
function settled<T>(
  run: (callbacks: { onSuccess: (result: T) => void; onFailure: (error: Error) => void }) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    run({ onSuccess: resolve, onFailure: reject });
  });
}

test('amazon-cognito-identity-js takes an account from its sign-up to its end', async () => {
  const { info } = sandbox();
  const { userPoolId: UserPoolId, clientId: ClientId } = seededIn(info, 'ann');
  const Pool = new CognitoUserPool({ UserPoolId, ClientId, endpoint: info.endpoint });
  const user = new CognitoUser({ Username: 'una', Pool });
  const signIn = (Password: string) =>
    settled<CognitoUserSession>((callbacks) =>
      user.authenticateUser(new AuthenticationDetails({ Username: 'una', Password }), callbacks),
    );
  const attributes = Object.entries({ email: 'una@example.com', name: 'Una' }).map(
    ([Name, Value]) => new CognitoUserAttribute({ Name, Value }),
  );

  const first = 'Correct-horse-1';
  const signedUp = await called<ISignUpResult>((done) => Pool.signUp('una', first, attributes, [], done));
  expect(signedUp?.userConfirmed).toBe(false);
  await expect(signIn(first)).rejects.toMatchObject({ name: 'UserNotConfirmedException' });
  const old = await newestCode(sandbox());
  await called((done) => user.resendConfirmationCode(done));
  const confirm = (code: string) => called<string>((done) => user.confirmRegistration(code, false, done));
  await expect(confirm(old)).rejects.toMatchObject({ name: 'CodeMismatchException' });
  expect(await confirm(await newestCode(sandbox()))).toBe('SUCCESS');
  await expect(confirm(old)).rejects.toMatchObject({
    message: 'User cannot be confirmed. Current status is CONFIRMED',
  });
  const session = await signIn(first);
  await verifyTokens(info, UserPoolId, session.getIdToken().getJwtToken());

  const second = 'Better-horse-2';
  expect(await called<string>((done) => user.changePassword(first, second, done))).toBe('SUCCESS');
  const email = new CognitoUserAttribute({ Name: 'email', Value: 'new@example.com' });
  await called((done) => user.updateAttributes([email], done));
  const code = await newestCode(sandbox());
  expect(await settled<string>((callbacks) => user.verifyAttribute('email', code, callbacks))).toBe(
    'SUCCESS',
  );
  await expect(called((done) => user.deleteAttributes(['email'], done))).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });

  const third = 'Third-horse-3';
  await settled<unknown>((callbacks) => user.forgotPassword(callbacks));
  const recovery = await newestCode(sandbox());
  const recover = (given: string) =>
    settled<string>((callbacks) => user.confirmPassword(given, third, callbacks));
  await expect(recover('wrong')).rejects.toMatchObject({ name: 'CodeMismatchException' });
  expect(await recover(recovery)).toBe('SUCCESS');
  await expect(signIn(second)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  await signIn(third);
  expect(await called<string>((done) => user.deleteUser(done))).toBe('SUCCESS');
  await expect(signIn(third)).rejects.toMatchObject({ message: 'Incorrect username or password.' });
}, 60_000);
